using System.Text.RegularExpressions;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Attribution.Tickets;

/// <summary>
/// Which tickets changes and sessions name, and who owned them then. A key of the organisation's pattern is a row even when nobody knows
/// the ticket. A number (<c>#12</c>, branch <c>12-add-cart</c>) is a ticket only when it is an issue of that repository that was open by then:
/// requests have numbers too.
/// </summary>
public sealed partial class TicketLinks(WorkItemHistory items, MessageReader messages)
{
    /// <returns>Every change, in order, those without a ticket too.</returns>
    public IReadOnlyList<ChangeTickets> OfChanges(string repository, CommitGraph graph, ChangeList changes) =>
        [.. changes.All.Select(c => new ChangeTickets(repository, c.Sha, c.At, Of(repository, graph, c)))];

    /// <summary>Tickets of one change, as they were when it was merged.</summary>
    public IReadOnlyList<TicketLink> Of(string repository, CommitGraph graph, Change change) => Resolved(Named(change, graph), repository, change.At);

    /// <param name="stated">Tickets that usage rows of a session name.</param>
    /// <returns>Every session, in the order given.</returns>
    public IReadOnlyList<SessionTickets> OfSessions(IEnumerable<WorkSession> sessions, ILookup<SessionId, string> stated) =>
        [.. sessions.Select(s => new SessionTickets(s.Id, s.Trace.StartedAt, Resolved(Named(s, stated[s.Id]), s.Repository, s.Trace.StartedAt)))];

    private IEnumerable<(string Key, TicketPlace Place)> Named(Change change, CommitGraph graph)
    {
        var commit = graph.Commits[change.Commit];
        var branch = InBranch(change.Request?.HeadBranch is { Length: > 0 } head ? head : commit.Message.MergedBranch).ToList();
        return branch.Select(k => (k, TicketPlace.Branch))
            .Concat((change.Request?.Tickets ?? []).Where(k => !branch.Contains(k)).Select(k => (k, TicketPlace.Request)))
            .Concat(change.BranchCommits.Select(b => graph.Commits[b]).Prepend(commit).SelectMany(c => c.Message.Tickets).Select(k => (k, TicketPlace.Message)));
    }

    private IEnumerable<(string Key, TicketPlace Place)> Named(WorkSession session, IEnumerable<string> stated) =>
        stated.Select(k => (k.Trim(), TicketPlace.Session)).Where(k => k.Item1.Length > 0)
            .Concat(session.Branches.SelectMany(InBranch).Select(k => (k, TicketPlace.SessionBranch)));

    private IEnumerable<string> InBranch(string branch) =>
        messages.Tickets(branch).Concat(NumberedBranch().Match(branch) is { Success: true } numbered ? ["#" + numbered.Groups["n"].Value.TrimStart('0')] : []);

    private IReadOnlyList<TicketLink> Resolved(IEnumerable<(string Key, TicketPlace Place)> named, string? repository, DateTimeOffset at) =>
    [
        .. named.Select(n => (Key: Whole(n.Key, repository), n.Place)).Where(n => n.Key.Length > 0)
            .GroupBy(n => n.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new TicketLink(g.Key, [.. g.Select(n => n.Place).Distinct().Order()], items.At(g.Key, at)))
            .Where(l => !l.Key.Contains('#') || l.Item?.Item.OpenedAt <= at),
    ];

    /// <summary>A number with its repository; empty when there is none that it could belong to.</summary>
    private static string Whole(string key, string? repository) =>
        !key.Contains('#') ? key.ToUpperInvariant() : key[0] != '#' ? key : repository is null ? "" : repository + key;

    // As forges name branches of issues: 12-add-cart, ada/12-add-cart; or issue-12, gh-12, #12.
    [GeneratedRegex("^([^/]+/)*((?<n>[0-9]{1,9})[-_][a-z]|(issue[-_]?|gh[-_]|#)(?<n>[0-9]{1,9})([-_/]|$))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex NumberedBranch();
}
