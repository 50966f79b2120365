using System.Globalization;

namespace Shiprank.Engine.Proof.Paper;

/// <summary>The table of what signals saw.</summary>
internal static class ProofDetectors
{
    public static string Table(ProofReport report) => report.Detectors.Count == 0
        ? "No rule of the catalogue was run in this proof: what signals see of these attacks, and whom of the honest they ask, is not measured here yet."
        : MarkdownTable.Of(
            ["rule", "honest people asked", "± 95 %", "attacks seen (part of the gamers, days until the first question)"], 1,
            report.Detectors.Select(d => (IReadOnlyList<string>)[d.Rule, Percent(d.Honest.Mean), Percent(d.Honest.Half), string.Join("; ", d.Seen.Select(s => $"{s.Attack} {Percent(s.Share)}{(s.Days is { } days ? $", {days.ToString("0", CultureInfo.InvariantCulture)} d" : "")}"))]));

    private static string Percent(decimal share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
