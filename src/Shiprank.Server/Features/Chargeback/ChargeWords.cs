using System.Globalization;
using Shiprank.Core.Money.Bills;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Engine.Chargeback;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Chargeback;

/// <summary>Words of the pages of charges. Money is always to the cent: it is booked.</summary>
internal static class ChargeWords
{
    /// <summary>In the address of a centre's page what belongs to nobody.</summary>
    public const string Nobody = "-";

    public static string Cents(long cents) => Figures.MoneyExact(cents / 100m);

    public static string Month(DateOnly month) => month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Name(DateOnly month) => month.ToString("MMMM", CultureInfo.InvariantCulture);

    public static string Href(string centre, DateOnly month) => $"/chargeback/{(centre.Length == 0 ? Nobody : Uri.EscapeDataString(centre))}?month={ChargeMonths.Text(month)}";

    public static string Issuer(string id) => id switch
    {
        Issuers.Anthropic => "Anthropic",
        Issuers.OpenAi => "OpenAI",
        Issuers.Google => "Google",
        Issuers.GitHub => "GitHub",
        Issuers.Cursor => "Cursor",
        Issuers.Aws => "AWS",
        Issuers.Unknown => "Nobody known",
        _ => id,
    };

    public static string Cause(GapCause cause) => cause switch
    {
        GapCause.UnmeteredPerson => "People who are not metered",
        GapCause.MissingSource => "A source is missing",
        GapCause.PriceList => "Another price",
        GapCause.TimeZone => "Other side of midnight",
        GapCause.Duplicate => "Counted twice",
        GapCause.Late => "Came late",
        GapCause.NotUsage => "Seats, fees, credits",
        GapCause.NotBilled => "Not billed",
        GapCause.Rounding => "Whole cents",
        _ => "Unexplained",
    };

    public static string Kind(ChargeKind kind) => kind switch
    {
        ChargeKind.Direct => "Direct",
        ChargeKind.Shared => "Shared",
        ChargeKind.Seat => "Seat",
        ChargeKind.Included => "Included in seats",
        ChargeKind.Difference => "Difference to the invoice",
        ChargeKind.Correction => "Correction",
        _ => "Pooled",
    };

    public static string Why(CentreReason reason) => reason switch
    {
        { Corrects: { } month } => $"{Month(month)} was closed before all of it was known",
        { Kind: ChargeKind.Difference } => GapCauses.Of(reason.Rule) is { } cause ? Cause(cause) : reason.Rule,
        { Rule: "person" } => "used by people of its teams",
        { Rule: "ticket" } => "used for tickets of this cost centre",
        { Rule: ChargeSettings.UnattributedRule } => "nobody is known who pays",
        _ => $"rule “{reason.Rule}”",
    };

    /// <summary>The answer's second half: does it equal the bills?</summary>
    public static string Against(ChargebackView view)
    {
        var bills = view.Statement.Body.Bills;
        var correction = view.Statement.CorrectionCents;
        if (view.InvoicedCents is { } invoiced)
        {
            var count = bills.Sum(b => b.Invoices.Count);
            return $", exactly {(count == 1 ? "the invoice" : $"the {count} invoices")}{(correction == 0 ? "" : $" of {Cents(invoiced)} and {Cents(correction)} of corrections")}.";
        }

        var missing = bills.Where(b => b.InvoicedNanoUsd is null).Select(b => Issuer(b.Issuer)).ToList();
        return missing.Count is > 0 and <= 4 ? $", by our own sums where no invoice is known: {string.Join(", ", missing)}." : ", by our own sums: no invoice is known.";
    }

    /// <summary>Who rose most against the month before; empty when nothing can be said.</summary>
    public static string Rose(ChargebackView view)
    {
        var most = view.Rows.Where(r => r is { Centre.Length: > 0, Before: > 0 } && r.Total > r.Before).MaxBy(r => r.Total - r.Before);
        return most is { Before: > 0 and var before } ? $" {most.Name} rose most, by {Cents(most.Total - before)} or {Figures.Share((decimal)(most.Total - before) / before)}." : "";
    }
}
