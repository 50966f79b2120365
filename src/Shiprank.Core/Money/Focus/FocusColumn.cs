namespace Shiprank.Core.Money.Focus;

/// <summary>A column of an export: its name, and what of a row stands in it. What is not written is null.</summary>
internal sealed record FocusColumn(string Name, FocusColumn.Cell Write)
{
    public delegate void Cell(FocusCells cells, FocusRow row);
}
