using Shiprank.Core.Money.Bills;

namespace Shiprank.Engine.Reconcile;

/// <summary>One thing to do about a difference.</summary>
/// <param name="Usd">What it is about; null where no amount is known.</param>
/// <param name="Text">A sentence without its full stop.</param>
/// <param name="Href">A page of the product where it is done, or where it is seen.</param>
public sealed record BillAdvice(string Issuer, decimal? Usd, string Text, string Href)
{
    /// <summary>The dearest first.</summary>
    public static IReadOnlyList<BillAdvice> Of(IReadOnlyList<Reconciliation> issuers) =>
        [.. issuers.SelectMany(Of).OrderByDescending(a => Math.Abs(a.Usd ?? 0)).ThenBy(a => a.Issuer, StringComparer.Ordinal)];

    private static IEnumerable<BillAdvice> Of(Reconciliation found)
    {
        if (found.Basis == BillBasis.None)
        {
            yield return new(found.Issuer, null, $"Bring in {found.Issuer}'s bill: `shiprank import invoice FILE`{Report(found.Issuer, " or a report: ")}", "/sources");
            yield break;
        }

        foreach (var gap in found.Gaps)
        {
            if (Said(found, gap) is ({ } text, var href)) yield return new(found.Issuer, gap.Amount, text, href);
        }
    }

    private static (string? Text, string Href) Said(Reconciliation found, InvoiceGap gap) => gap.Cause switch
    {
        GapCause.UnmeteredPerson => ($"Connect the agents of whom {found.Issuer} names and no source tells: `shiprank connect`, or their home under `usage`", "/sources"),
        GapCause.MissingSource => ($"Connect a source, for {gap.Note}", "/sources"),
        GapCause.PriceList => ($"Put {found.Issuer}'s prices under `prices` of the organisation file if the contract has them, else ask the vendor: {gap.Note}", "/prices"),
        GapCause.TimeZone => ($"Ask {found.Issuer} for reports in days of UTC, or leave it: it comes back the month after", "/reconcile"),
        GapCause.Duplicate => ($"Ask {found.Issuer} for the money back: {gap.Note}", "/reconcile"),
        GapCause.Late when gap.Note.Contains("newest usage", StringComparison.Ordinal) => ("Read the sources again: the vendor has days that did not come yet", "/sources"),
        GapCause.NotBilled => ("See whether this usage goes over another account, whose bill is missing here", "/reconcile"),
        GapCause.Unexplained when found.Reports.Count == 0 => ($"Add {found.Issuer}'s report{Report(found.Issuer, ": ")}", "/sources"),
        GapCause.Unexplained when found.Actors is null && Actors(found.Issuer) is { } kind => ($"Add `kind: {kind}` under `bills`: it says whose usage it is", "/sources"),
        _ => (null, ""),
    };

    private static string Report(string issuer, string before) => issuer switch
    {
        Issuers.Anthropic => $"{before}`kind: {BillReports.AnthropicCost}` and `kind: {BillReports.AnthropicUsage}` under `bills`",
        Issuers.OpenAi => $"{before}`kind: {BillReports.OpenAiCosts}` and `kind: {BillReports.OpenAiUsage}` under `bills`",
        Issuers.GitHub => $"{before}`kind: {BillReports.Copilot}` under `bills`",
        Issuers.Cursor => $"{before}`kind: {BillReports.Cursor}` under `bills`",
        Issuers.Aws => $"{before}`kind: {BillReports.KiroUser}` or `kind: {BillReports.Bedrock}` under `bills`",
        _ => $"{before}`kind: {BillReports.Focus}` under `bills`",
    };

    private static string? Actors(string issuer) => issuer switch
    {
        Issuers.Anthropic => BillReports.AnthropicAnalyticsCost,
        Issuers.OpenAi => BillReports.OpenAiUsage,
        _ => null,
    };
}
