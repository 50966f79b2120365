using Shiprank.Core.Score;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>A usage row, or the part of it that one change had, with what became of it.</summary>
/// <param name="Row">The row as given.</param>
/// <param name="Repository">Of the change; without a change that of the row, null when unknown.</param>
/// <param name="Change">Sha; null when the row is linked to no change.</param>
public sealed record SpendPart(SpendRow Row, SpendFate Fate, LinkEvidence Evidence, string? Repository, string? Change, SpendAmount Amount);

/// <summary>
/// Follows spend to its fate. A row whose session served changes has their fates, in parts that sum to the row: by the lines of the session
/// that each change was the first to add, and for the lines that it wrote into files which none of them touches by the fate of edits that no
/// change contains. Of a session without a matched line the parts go by the files that session and change have in common (at least one each).
/// Every other row has one fate: without a person unattributed; of a session that edited nothing, no code; without a repository or without
/// knowledge of edits unattributed; else open, and abandoned 30 days after the session's end.
/// </summary>
public static class SpendLedger
{
    public static readonly TimeSpan Abandoned = TimeSpan.FromDays(30);

    /// <param name="rows">Rows later than as-of are not read.</param>
    /// <param name="links">As <see cref="ScoreResult.Links"/> has them.</param>
    /// <param name="changes">Every change scored; of a change in several services the one with most eligible lines tells.</param>
    /// <returns>In the order of the rows, then of repository and change; what no change contains comes last.</returns>
    public static IReadOnlyList<SpendPart> Follow(
        IReadOnlyList<SpendRow> rows, IReadOnlyList<WorkSession> sessions, SessionLinks links, IReadOnlyList<ScoredChange> changes, DateTimeOffset asOf)
    {
        var fates = Fates(changes);
        var served = links.All
            .Where(l => fates.ContainsKey((l.Repository, l.Change)))
            .GroupBy(l => l.Session)
            .ToDictionary(g => g.Key, g => new Served([.. g], links.Rest.GetValueOrDefault(g.Key)));
        var known = sessions.ToDictionary(s => s.Id);
        var parts = new List<SpendPart>(rows.Count);
        foreach (var row in rows)
        {
            if (row.At > asOf) continue;
            var session = row.Session.Length > 0 ? known.GetValueOrDefault(row.SessionId) : null;
            if (row.Session.Length == 0 || !served.TryGetValue(row.SessionId, out var to))
            {
                parts.Add(new(row, Unlinked(row, session, asOf), LinkEvidence.None, row.Repository, null, row.Amount));
                continue;
            }

            var amounts = row.Amount.Split(to.Weights);
            for (var i = 0; i < to.Links.Count; i++)
            {
                var link = to.Links[i];
                parts.Add(new(row, fates[(link.Repository, link.Change)], link.Evidence, link.Repository, link.Change, amounts[i]));
            }

            if (to.HasRest) parts.Add(new(row, Unlinked(row, session, asOf), LinkEvidence.None, row.Repository, null, amounts[^1]));
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

    /// <summary>A session's changes with their weights, the rest's last.</summary>
    private sealed class Served
    {
        public Served(IReadOnlyList<SessionLink> links, int rest)
        {
            var lines = links.Any(l => l.MatchedLines > 0);

            // What a trailer or a note names was served, even without a line: it keeps the smallest weight beside those that have some.
            Links = [.. links.Where(l => !lines || l.MatchedLines > 0 || l.Evidence is LinkEvidence.Session or LinkEvidence.Note)
                .OrderBy(l => l.Repository, StringComparer.Ordinal).ThenBy(l => l.Change, StringComparer.Ordinal)];
            HasRest = lines && rest > 0;
            Weights = [.. Links.Select(l => Math.Max(1L, lines ? l.MatchedLines : l.Files.Count)), .. HasRest ? [rest] : Array.Empty<long>()];
        }

        public IReadOnlyList<SessionLink> Links { get; }

        public long[] Weights { get; }

        public bool HasRest { get; }
    }
}
