using Shiprank.Core.Pricing;

namespace Shiprank.Core.Money.Bills;

/// <summary>
/// The lines that tell of one part of an issuer's bill: all of it, or one tool where the reports are of single tools. Of several reports of the same usage the
/// nearest to the bill gives the money, the finest the volume, one with people the people.
/// </summary>
internal sealed class BillPart
{
    private const string Usd = "USD";

    private BillPart(string tool, ReconcileInput input, IEnumerable<BillLine> lines)
    {
        Tool = tool;
        var all = lines.ToList();
        Money = Pick(all, BillReports.MoneyRank, l => l is { Amount: not null, Currency: Usd });
        var sameScope = all.Where(l => (BillReports.Tool(l.Report) ?? "") == tool).ToList();
        Volume = [.. Pick(sameScope, BillReports.VolumeRank, l => l is { Kind: BillKind.Usage, Tokens: not null } or { Kind: BillKind.Usage, Credits: not null }).Where(l => InMonth(l, input))];
        Actors = [.. Pick(all, BillReports.ActorRank, l => l is { Kind: BillKind.Usage } && Actor(l) is not null).Where(l => InMonth(l, input))];
        Usage = [.. Money.Where(l => l.Kind == BillKind.Usage && InMonth(l, input))];
        InCredits = Volume.Count > 0 && Volume.All(l => l.Tokens is null);
        var compared = Usage.Concat(Volume).Concat(Actors.Where(l => Actor(l) is not null)).ToList();
        Daily = compared.TrueForAll(l => l.Until.DayNumber - l.From.DayNumber <= 1);
        ByModel = compared.TrueForAll(l => l.Model.Length > 0);
    }

    /// <summary>Empty: everything that the issuer bills.</summary>
    public string Tool { get; }

    /// <summary>Lines of the report that tells money, of whatever kind and month; empty: none does.</summary>
    public IReadOnlyList<BillLine> Money { get; }

    /// <summary>Of <see cref="Money"/>, usage of days of the month.</summary>
    public IReadOnlyList<BillLine> Usage { get; }

    public IReadOnlyList<BillLine> Volume { get; }

    public IReadOnlyList<BillLine> Actors { get; }

    public bool InCredits { get; }

    /// <summary>True when every line to compare is of one day.</summary>
    public bool Daily { get; }

    /// <summary>True when every line to compare names its model.</summary>
    public bool ByModel { get; }

    public IEnumerable<string> Reports => Money.Concat(Volume).Concat(Actors).Select(l => l.Report).Distinct(StringComparer.Ordinal);

    public static IReadOnlyList<BillPart> Of(ReconcileInput input)
    {
        var whole = input.Lines.Any(l => BillReports.Tool(l.Report) is null && (l.Amount is not null || l.Tokens is not null));
        if (whole) return [new("", input, input.Lines)];
        return [.. input.Lines.GroupBy(l => BillReports.Tool(l.Report) ?? "").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new BillPart(g.Key, input, g))];
    }

    public bool Has(string tool) => Tool.Length == 0 || Tool == tool;

    public string Model(string model) => ByModel ? ModelName.Bare(model) : "";

    public DateOnly Day(DateOnly day, ReconcileInput input) => Daily ? day : input.Month;

    /// <summary>Tokens, or nano-credits; null when a line counts neither.</summary>
    public long? VolumeOf(BillLine line) => InCredits ? Nano.Of(line.Credits) : line.Tokens?.Total;

    public long VolumeOf(OurUsage usage) => InCredits ? usage.CreditsNano : usage.Tokens.Total;

    /// <summary>Names one actor, matched or not; null when the line names none.</summary>
    public static string? Actor(BillLine line) => line.Person ?? (line.Actor.Length > 0 ? "?" + line.Actor : null);

    private static bool InMonth(BillLine line, ReconcileInput input) => line.From >= input.Month && line.From < input.Until;

    private static List<BillLine> Pick(List<BillLine> lines, Func<string, int> rank, Func<BillLine, bool> tells) => lines
        .Where(l => rank(l.Report) < int.MaxValue).GroupBy(l => l.Report).OrderBy(g => rank(g.Key)).FirstOrDefault(g => g.Any(tells))?.ToList() ?? [];
}
