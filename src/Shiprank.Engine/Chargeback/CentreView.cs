using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Usage;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Chargeback;

/// <summary>A part of a centre's charges.</summary>
public sealed record CentrePart(string Name, ChargeAmount Amount);

/// <summary>Lines of one kind, issuer and rule: why the centre has them.</summary>
public sealed record CentreReason(ChargeKind Kind, string Issuer, string Rule, ChargeAmount Amount, long Cents, DateOnly? Corrects);

/// <summary>A change that a centre's people spent on.</summary>
/// <param name="Sha">Null: many changes together whose costs are not told apart, or no change.</param>
/// <param name="Fate">What became of it.</param>
public sealed record CentreChange(string Repository, string? Sha, string Title, SpendFate Fate, long Sessions, long NanoUsd);

/// <summary>What one centre's month is made of, down to changes. Each list of parts sums to the same usage.</summary>
/// <param name="Row">The centre's row of the statement.</param>
/// <param name="Reasons">By kind, issuer and rule; their cents are the total.</param>
/// <param name="Changes">Of the usage of the centre's own people, whoever pays for it; dearest first.</param>
/// <param name="Hidden">Changes whose cost is not told apart; they are one row of <paramref name="Changes"/>.</param>
public sealed record CentreView(
    ChargebackView Month, CentreRow Row, IReadOnlyList<CentreReason> Reasons, IReadOnlyList<CentrePart> Models, IReadOnlyList<CentrePart> Repositories, IReadOnlyList<CentrePart> Tickets, IReadOnlyList<CentreChange> Changes, int Hidden)
{
    private const int MostChanges = 50;

    /// <summary>Null when the month has no such centre.</summary>
    public static CentreView? Of(ChargebackView month, IStore store, Standing? standing, string centre)
    {
        if (month.Rows.FirstOrDefault(r => r.Centre == centre) is not { } row) return null;
        var first = month.Statement.Month;
        var parts = store.AskPublished(Question.ChargeParts, [first, centre], Part);
        var usage = parts.Where(p => p.Kind == ChargeKind.Direct).ToList();
        var amounts = parts.GroupBy(p => (p.Kind, p.Issuer, p.Rule)).ToDictionary(g => g.Key, g => ChargeAmount.Sum(g.Select(p => p.Amount)));
        var reasons = month.Statement.Bookings.Where(b => b.Centre == centre).Select(b => new CentreReason(b.Kind, b.Issuer, b.Rule, amounts.GetValueOrDefault((b.Kind, b.Issuer, b.Rule), new(b.NanoUsd, default)), b.Cents, b.Corrects));
        var (changes, hidden) = Bought(store, standing, first, centre);
        return new(
            month, row, [.. reasons.OrderBy(r => r.Kind).ThenByDescending(r => r.Cents)],
            Parts(usage, l => l.Model.Length > 0 ? $"{l.Tool} · {l.Model}" : l.Tool), Parts(usage, l => l.Repository), Parts(usage, l => l.Ticket), changes, hidden);
    }

    private static IReadOnlyList<CentrePart> Parts(List<ChargeLine> lines, Func<ChargeLine, string> name) =>
        [.. lines.GroupBy(name, StringComparer.Ordinal).Select(g => new CentrePart(g.Key, ChargeAmount.Sum(g.Select(l => l.Amount)))).OrderByDescending(p => p.Amount.NanoUsd).ThenBy(p => p.Name, StringComparer.Ordinal)];

    private static ChargeLine Part(AnswerRow r) =>
        new(default, (ChargeKind)r.Short(0), "", r.Text(1), r.Text(2), r.Text(3), r.Text(4), r.Text(5), r.Text(6), new(r.Long(14), new TokenCounts(r.Long(7), r.Long(8), r.Long(9), r.Long(10), r.Long(11), r.Long(12)), r.Long(13), r.Long(15), r.Long(16)));

    /// <summary>Whose people don't all share is in one row with the others of its repository and fate.</summary>
    private static (IReadOnlyList<CentreChange> Changes, int Hidden) Bought(IStore store, Standing? standing, DateOnly month, string centre)
    {
        if (standing is null) return ([], 0);
        var hidden = 0;
        var rows = store.AskPublished(Question.ChargeChanges, [month, month.AddMonths(1), centre], r => (Repository: r.Text(0), Sha: r.Text(1), Fate: (SpendFate)r.Short(2), Sessions: r.Long(3), Nano: r.Long(4)));
        List<CentreChange> shown = [], together = [];
        foreach (var row in rows)
        {
            var isHidden = row.Sha.Length > 0 && standing.Index.Rows.Find(row.Repository, row.Sha) is not { Hiding: 0 };
            if (isHidden) hidden++;
            if (isHidden || row.Sha.Length == 0) together.Add(new(row.Repository, null, row.Sha.Length == 0 ? "no change" : "changes not told apart", row.Fate, row.Sessions, row.Nano));
            else shown.Add(new(row.Repository, row.Sha, row.Sha[..Math.Min(8, row.Sha.Length)], row.Fate, row.Sessions, row.Nano));
        }

        var summed = together.GroupBy(c => (c.Repository, c.Title, c.Fate)).Select(g => g.First() with { Sessions = g.Sum(c => c.Sessions), NanoUsd = g.Sum(c => c.NanoUsd) });
        var ordered = shown.Concat(summed).OrderByDescending(c => c.NanoUsd).ThenBy(c => c.Repository, StringComparer.Ordinal).ThenBy(c => c.Sha, StringComparer.Ordinal).ToList();
        if (ordered.Count <= MostChanges) return (ordered, hidden);
        var rest = ordered.Skip(MostChanges).ToList();
        return ([.. ordered.Take(MostChanges), new("", null, $"{rest.Count} more", SpendFate.Unattributed, rest.Sum(c => c.Sessions), rest.Sum(c => c.NanoUsd))], hidden);
    }
}
