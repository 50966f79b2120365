using Spectre.Console;

namespace Shiprank.Cli.Terminal;

/// <summary>
/// A table without boxes: a head, a rule under it, numbers to the right, no blanks at a line's end. Cells are plain text.
/// When it is wider than the terminal, optional columns are left out, the last first; then text columns are cut, the widest first; numbers never are.
/// </summary>
internal sealed class QuietTable
{
    private const string Gap = "  ";
    private const int Narrowest = 8;

    private readonly List<(string Head, bool Right, string? Colour)> columns = [];
    private readonly HashSet<int> optional = [];
    private readonly List<(string[] Cells, string? Style)> rows = [];

    public QuietTable Text(string head) => Column(head, false, null);

    public QuietTable Number(string head, string? colour = null) => Column(head, true, colour);

    public QuietTable Column(string head, bool right, string? colour)
    {
        columns.Add((head, right, colour));
        return this;
    }

    /// <summary>Lets the column declared last be left out where there is no room for it.</summary>
    public QuietTable Optional()
    {
        optional.Add(columns.Count - 1);
        return this;
    }

    public void Row(params IEnumerable<string> cells) => rows.Add(([.. cells], null));

    /// <summary>The sum of the rows above, under a rule of its own.</summary>
    public void Total(params IEnumerable<string> cells) => rows.Add(([.. cells], "bold"));

    public void Write(Terminal terminal)
    {
        LeaveOut(terminal.Columns);
        var widths = Widths(terminal.Columns);
        var rule = new string(terminal.Ascii ? '-' : '─', widths.Sum() + Gap.Length * (widths.Length - 1));
        var ellipsis = terminal.Ascii ? "~" : "…";
        terminal.Out.MarkupLine($"[grey]{Line([.. columns.Select(c => c.Head)], widths, ellipsis, null)}[/]");
        terminal.Out.MarkupLine($"[grey]{rule}[/]");
        foreach (var (cells, style) in rows)
        {
            if (style is not null) terminal.Out.MarkupLine($"[grey]{rule}[/]");
            terminal.Out.MarkupLine(Line(cells, widths, ellipsis, style));
        }
    }

    private void LeaveOut(int available)
    {
        foreach (var index in optional.OrderDescending())
        {
            if (Natural().Sum() + Gap.Length * (columns.Count - 1) <= available) break;
            columns.RemoveAt(index);
            for (var r = 0; r < rows.Count; r++) rows[r] = ([.. rows[r].Cells.Where((_, i) => i != index)], rows[r].Style);
        }

        optional.Clear();
    }

    private int[] Natural() => [.. columns.Select((c, i) => rows.Select(r => r.Cells[i].Length).Append(c.Head.Length).Max())];

    private int[] Widths(int available)
    {
        var widths = Natural();
        while (widths.Sum() + Gap.Length * (widths.Length - 1) > available)
        {
            var widest = -1;
            for (var i = 0; i < widths.Length; i++)
            {
                if (!columns[i].Right && widths[i] > Narrowest && (widest < 0 || widths[i] > widths[widest])) widest = i;
            }

            if (widest < 0) break;
            widths[widest]--;
        }

        return widths;
    }

    private string Line(string[] cells, int[] widths, string ellipsis, string? style)
    {
        var last = Array.FindLastIndex(cells, c => c.Length > 0);
        var parts = new List<string>();
        for (var i = 0; i <= last; i++)
        {
            var cut = cells[i].Length <= widths[i] ? cells[i] : cells[i][..(widths[i] - 1)] + ellipsis;
            var padded = columns[i].Right ? cut.PadLeft(widths[i]) : i == last ? cut : cut.PadRight(widths[i]);
            var colour = style ?? (cells[i].Length > 0 ? columns[i].Colour : null);
            parts.Add(colour is null ? Markup.Escape(padded) : $"[{colour}]{Markup.Escape(padded)}[/]");
        }

        return string.Join(Gap, parts);
    }
}
