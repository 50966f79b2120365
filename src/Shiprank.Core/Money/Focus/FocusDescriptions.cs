using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Core.Money.Focus;

/// <summary>ChargeDescription: what a row is for, in one line.</summary>
internal static class FocusDescriptions
{
    public static void Write(FocusCells cells, FocusRow row)
    {
        // Only its last part is somebody's text, so that no cell begins with one.
        var text = row.Kind switch
        {
            ChargeKind.Shared => $"Part of shared usage, rule {row.Rule}",
            ChargeKind.Seat => row.Category == FocusCategory.Purchase ? $"Seats of the month, plan {row.Rule}" : $"Use of the month's seats, plan {row.Rule}",
            ChargeKind.Included => $"Credits that seats include, plan {row.Rule}",
            ChargeKind.Difference => $"Difference to the invoice: {row.Rule}",
            ChargeKind.Correction => $"Correction of {row.Corrects:yyyy-MM}",
            _ => null,
        };
        if (text is not null)
        {
            cells.Text(text);
            return;
        }

        if (row.Sku is not { } sku) cells.Text($"Usage without a known price, {row.Tool}");
        else if (sku.Described is { } last && ReferenceEquals(last.Model, row.Model) && ReferenceEquals(last.Tool, row.Tool)) cells.Text(last.Text);
        else cells.Text((sku.Described = new(row.Model, row.Tool, Of(sku, row))).Text);
    }

    private static string Of(FocusSku sku, FocusRow row) => row.Model.Length > 0 ? $"{sku.Meter} of {row.Model}, {row.Tool}" : $"{sku.Meter} of {row.Tool}";
}
