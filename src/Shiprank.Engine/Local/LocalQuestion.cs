using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Histories;

namespace Shiprank.Engine.Local;

/// <summary>What the answer about one clone on this machine is asked with; no store, no configuration, no network.</summary>
/// <param name="Root">As <see cref="RepositoryFinder"/> finds it.</param>
/// <param name="Home">Home folder of the user, for who they are to git.</param>
public sealed record LocalQuestion(string Root, string Home, DateTimeOffset AsOf)
{
    private const int Days = 60;
    private const int Fewest = 20;
    private const int Most = 120;

    /// <summary>How far back sessions can matter to a change of the tail.</summary>
    public static readonly TimeSpan Sessions = TimeSpan.FromDays(90);

    public HistoryTail Tail => new(AsOf, AsOf - TimeSpan.FromDays(Days), Fewest, Most);
}
