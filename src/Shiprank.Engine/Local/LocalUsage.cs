using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;

namespace Shiprank.Engine.Local;

/// <summary>What agents logged on this machine in the time that matters, and the prices that it has.</summary>
/// <param name="Rows">Within <see cref="LocalQuestion.Sessions"/> before as-of.</param>
/// <param name="Sessions">Those that ended in it.</param>
/// <param name="Edits">What these wrote, hashed with <see cref="LocalClone.Hasher"/>.</param>
public sealed record LocalUsage(IReadOnlyList<UsageRow> Rows, IReadOnlyList<SessionTrace> Sessions, IReadOnlyList<SessionEdit> Edits, PriceList Prices)
{
    public static LocalUsage Of(IEnumerable<UsageRow> rows, IEnumerable<SessionTrace> sessions, IEnumerable<SessionEdit> edits, PriceList prices, DateTimeOffset asOf)
    {
        var from = asOf - LocalQuestion.Sessions;
        return new([.. rows.Where(r => r.OccurredAt >= from && r.OccurredAt <= asOf)], [.. sessions.Where(s => s.EndedAt >= from && s.StartedAt <= asOf)], [.. edits.Where(e => e.At >= from && e.At <= asOf)], prices);
    }
}
