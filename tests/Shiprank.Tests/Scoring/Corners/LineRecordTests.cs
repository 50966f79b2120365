using Shiprank.Core.Attribution;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Scoring.Corners;

/// <summary>What records say of lines in merges: the stronger of two, and nothing of a line that no branch commit adds.</summary>
public sealed class LineRecordTests
{
    private const string Path = World.Web + "new.py";

    private readonly World world = new();

    public LineRecordTests() => world.Settle();

    [Fact]
    public void A_text_that_a_branch_commit_adds_twice_takes_the_record_of_either()
    {
        var line = world.NewLines(1);
        var commit = Merge(t => t.Append(Path, [.. line, "}", .. line]));
        var record = new LineRecord(commit, [new(Path, 3, 3, Human: false, "s_1")]);
        Assert.Equal(new Share(1, 1, 1), ShareOf(record));
        Assert.Equal(new Share(0, 0, 0), ShareOf(record with { Ranges = [new(Path, 1, 1, Human: true, "")] }));
        Assert.Equal(new Share(0, 0, 1), ShareOf(record with { Ranges = [] }));
    }

    [Fact]
    public void A_line_that_no_branch_commit_adds_is_left_out_of_the_share()
    {
        var commit = Merge(t => t.Append(Path, world.NewLines(2)), t => t.Append(Path, world.NewLines(2)));
        Assert.Equal(new Share(1, 1, 1), ShareOf(new(commit, [new(Path, 1, 2, Human: false, "s_1")])));
    }

    [Fact]
    public void Usage_that_is_known_later_is_seen_in_lines_without_a_record()
    {
        world.Commit("ada", "Alone", t => t.Append(Path, world.NewLines(2)));
        world.Deploy();
        var metered = new Dictionary<string, IReadOnlyList<DateTimeOffset>>(StringComparer.Ordinal) { ["ada"] = [world.Now.AddDays(-9)] };
        Assert.Equal(Evidence.Unknown, world.Score().Changes[^1].Evidence);
        Assert.Equal(Evidence.None, world.Score(usage: new(metered, new HashSet<string>(StringComparer.Ordinal))).Changes[^1].Evidence);
    }

    /// <summary>Merges one branch commit of ada's; the merge itself may add more. Returns the branch commit's sha.</summary>
    private string Merge(Action<MemoryTree> branch, Action<MemoryTree>? merge = null)
    {
        world.Repository.Merge("cy", world.Now, "Merge", [("ada", "One", branch)], merge);
        world.Deploy();
        return world.Repository.History.Commits[^2].Sha;
    }

    private Share ShareOf(LineRecord record) => world.Score(history: world.Repository.History with { LineRecords = [record] }).Changes[^1].Share;
}
