using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Git.Histories;

/// <summary>Commits of which the clock that dated them can't have been right.</summary>
public static class Clocks
{
    /// <summary>Clocks of two machines may well differ by hours (a zone that was taken for another).</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);

    /// <summary>The first change of the default branch that is dated later than now: neither it nor what follows it is part of any figure before that time.</summary>
    public static Problem? Ahead(RepositoryHistory history, DateTimeOffset now)
    {
        var times = history.Commits.ToDictionary(c => c.Sha, c => c.CommittedAt, StringComparer.Ordinal);
        var ahead = history.FirstParents.FirstOrDefault(sha => times[sha] > now + Slack);
        return ahead is null ? null : Ahead(history.Repository, ahead, times[ahead]);
    }

    internal static Problem Ahead(string where, string sha, DateTimeOffset at) => new(
        where, 0, string.Create(null, $"commit {sha} is dated {at:yyyy-MM-dd}, in the future: it and what follows it on the branch count from that day on"),
        "make the commit again with the right date, or accept it: `git replace --edit` gives it another date in this clone");
}
