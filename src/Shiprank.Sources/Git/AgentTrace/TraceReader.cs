using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.AgentTrace;

/// <summary>Agent Trace records of a clone, joined with what else is known of its commits.</summary>
internal static class TraceReader
{
    /// <param name="commits">All commits that are read, parents before children.</param>
    /// <param name="records">Line records that are known already.</param>
    /// <param name="warnings">Takes one problem for each line that can't be read.</param>
    /// <returns>The commits with the sessions that traces name, and all line records.</returns>
    public static Result<(IReadOnlyList<Commit> Commits, IReadOnlyList<LineRecord> Records)> Join(
        GitPlace place, GitRepository repository, IReadOnlyList<Commit> commits, IReadOnlyList<LineRecord> records, List<Problem> warnings, CancellationToken ct)
    {
        var entries = new TraceFile(place, warnings, ct).Read(repository.Head);
        if (!entries.Succeeded) return entries.Problem;
        if (entries.Value.Count == 0) return (commits, records);
        var matches = new TraceMatcher(place, repository, commits, ct).Match(entries.Value);
        ct.ThrowIfCancellationRequested();
        if (!matches.Succeeded) return matches.Problem;
        return (
            [.. commits.Select(c => matches.Value.Sessions.TryGetValue(c.Sha, out var sessions) ? c with { Message = c.Message with { Sessions = [.. c.Message.Sessions.Union(sessions)] } } : c)],
            [.. records, .. matches.Value.Records]);
    }
}
