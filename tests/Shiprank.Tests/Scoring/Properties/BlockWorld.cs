using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>A world under policy 2 with a block of ada's that is delivered, and what others do with it.</summary>
internal sealed class BlockWorld
{
    public const string Home = World.Web + "pricing.py";

    /// <param name="lines">Lines of the block.</param>
    public BlockWorld(int lines = 20, Policy? policy = null)
    {
        World = new(policy: Policy.Two.Name);
        Policy = policy ?? Policy.Two;
        World.Settle();
        Block = World.NewLines(lines);
        Born = World.Commit("ada", "Pricing", t => t.Append(Home, Block));
        World.Deploy();
    }

    public World World { get; }

    public Policy Policy { get; }

    public IReadOnlyList<string> Block { get; }

    public MemoryCommit Born { get; }

    public BlockWorld Wait(double days)
    {
        World.Pass(TimeSpan.FromDays(days));
        return this;
    }

    /// <summary>Adds lines to a file, and rolls them out.</summary>
    public MemoryCommit Add(string who, string path, IEnumerable<string> lines) => Ship(who, "Add", t => t.Append(path, lines));

    /// <summary>Takes lines out of one file, and rolls it out.</summary>
    public MemoryCommit Take(string who, string path, IEnumerable<string> lines) => Ship(who, "Take out", t => t.Remove(path, lines.ToHashSet(StringComparer.Ordinal)));

    public MemoryCommit Ship(string who, string message, Action<MemoryTree> edit)
    {
        var commit = World.Commit(who, message, edit);
        World.Deploy();
        return commit;
    }

    public ScoredChange Judged(MemoryCommit commit) => Score().Changes.Single(c => c.Sha == commit.Sha);

    public ScoreResult Score(DateTimeOffset? asOf = null) => ScoreEngine.Compute(World.Input(asOf) with { Policy = Policy });
}
