using Shiprank.Core.Score;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>A usage row, or the part of it that one change had, with what became of it.</summary>
/// <param name="Row">The row as given.</param>
/// <param name="Repository">Of the change; without a change that of the row, null when unknown.</param>
/// <param name="Change">Sha; null when the row is linked to no change.</param>
public sealed record SpendPart(SpendRow Row, SpendFate Fate, LinkEvidence Evidence, string? Repository, string? Change, SpendAmount Amount);

/// <summary>
/// Follows spend to its fate. A row whose session served changes has their fates, in parts by the files that session and change have in
/// common (at least one file each), which sum to the row. Every other row has one fate: without a person unattributed; of a session that
/// edited nothing, no code; without a repository or without knowledge of edits unattributed; else open, and abandoned 30 days after the
/// session's end.
/// </summary>
public static class SpendLedger
{
    public static readonly TimeSpan Abandoned = TimeSpan.FromDays(30);

    /// <param name="rows">Rows later than as-of are not read.</param>
    /// <param name="links">As <see cref="SessionLinker"/> gives them.</param>
    /// <param name="changes">Every change scored; of a change in several services the one with most eligible lines tells.</param>
    /// <returns>In the order of the rows, then of repository and change.</returns>
    public static IReadOnlyList<SpendPart> Follow(
        IReadOnlyList<SpendRow> rows, IReadOnlyList<WorkSession> sessions, IReadOnlyList<SessionLink> links, IReadOnlyList<ScoredChange> changes, DateTimeOffset asOf)
    {
        var fates = Fates(changes);
        var served = links
            .Where(l => fates.ContainsKey((l.Repository, l.Change)))
            .GroupBy(l => l.Session)
            .ToDictionary(g => g.Key, g => new Served([.. g.OrderBy(l => l.Repository, StringComparer.Ordinal).ThenBy(l => l.Change, StringComparer.Ordinal)]));
        var known = sessions.ToDictionary(s => s.Id);
        var parts = new List<SpendPart>(rows.Count);
        foreach (var row in rows)
        {
            if (row.At > asOf) continue;
            if (row.Session.Length > 0 && served.TryGetValue(row.SessionId, out var to))
            {
                var amounts = row.Amount.Split(to.Weights);
                for (var i = 0; i < amounts.Length; i++)
                {
                    var link = to.Links[i];
                    parts.Add(new(row, fates[(link.Repository, link.Change)], link.Evidence, link.Repository, link.Change, amounts[i]));
                }
            }
            else
            {
                parts.Add(new(row, Unlinked(row, row.Session.Length > 0 ? known.GetValueOrDefault(row.SessionId) : null, asOf), LinkEvidence.None, row.Repository, null, row.Amount));
            }
        }

        return parts;
    }

    private static SpendFate Unlinked(SpendRow row, WorkSession? session, DateTimeOffset asOf)
    {
        if (row.Person is null) return SpendFate.Unattributed;
        if (session is null || !session.Trace.EditsKnown) return SpendFate.Unattributed;
        if (session.Trace.Edits == 0) return SpendFate.NoCode;
        if ((row.Repository ?? session.Repository) is null) return SpendFate.Unattributed;
        return asOf - session.Trace.EndedAt < Abandoned ? SpendFate.Open : SpendFate.Abandoned;
    }

    private static Dictionary<(string Repository, string Change), SpendFate> Fates(IReadOnlyList<ScoredChange> changes) => changes
        .GroupBy(c => (c.Repository, c.Sha))
        .ToDictionary(g => g.Key, g => SpendFates.Of(g.OrderByDescending(c => c.Eligible).ThenByDescending(c => c.Alive).ThenBy(c => c.Service, StringComparer.Ordinal).First().Fate));

    private sealed class Served(SessionLink[] links)
    {
        public SessionLink[] Links => links;

        public long[] Weights { get; } = [.. links.Select(l => Math.Max(1L, l.MatchedFiles))];
    }
}
