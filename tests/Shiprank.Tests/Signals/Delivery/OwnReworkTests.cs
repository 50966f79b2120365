using Shiprank.Core.Delivery;
using Shiprank.Core.Signals.Delivery;

namespace Shiprank.Tests.Signals.Delivery;

public sealed class OwnReworkTests
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    private readonly OwnRework rework = new(TimeSpan.FromDays(14), 4, new(), (path, _) => path.EndsWith(".lock", StringComparison.Ordinal));

    [Fact]
    public void Lines_that_their_author_takes_out_within_the_days_are_rework()
    {
        Take("a1", "ada", 0, added: [1, 2, 3, 4]);
        Take("a2", "ada", 13, added: [5], deleted: [1, 2]);
        Assert.Equal(((4, 2), (1, 0)), (rework.Of("a1"), rework.Of("a2")));
    }

    [Fact]
    public void Later_or_by_another_or_by_a_revert_they_are_none()
    {
        Take("a1", "ada", 0, added: [1, 2, 3, 4]);
        Take("b1", "bob", 1, deleted: [1]);
        Take("a2", "ada", 2, deleted: [2], undoing: true);
        Take("a3", "ada", 15, deleted: [3]);
        Assert.Equal((4, 0), rework.Of("a1"));
    }

    [Fact]
    public void A_line_is_taken_out_once()
    {
        Take("a1", "ada", 0, added: [1]);
        Take("a2", "ada", 1, deleted: [1]);
        Take("a3", "ada", 2, deleted: [1]);
        Assert.Equal((1, 1), rework.Of("a1"));
    }

    [Fact]
    public void Moved_trivial_and_excluded_lines_count_for_nothing()
    {
        Take("a1", "ada", 0, added: [1, 2]);
        Take("a2", "ada", 1, added: [1], deleted: [1]);
        rework.Take(new("a3", [File("package.lock", "package.lock", [7], [])]), "ada", false, Start.AddDays(2));
        rework.Take(new("a4", [new(null, "src/a.cs", FileTraits.None, FileTraits.None, [new(0, 0, 1, 1, 0)], [LineText.Of(1 << 20, 2)])]), "ada", false, Start.AddDays(3));
        Assert.Equal(((2, 0), (0, 0), (0, 0), (0, 0)), (rework.Of("a1"), rework.Of("a2"), rework.Of("a3"), rework.Of("a4")));
    }

    [Fact]
    public void A_file_that_is_renamed_keeps_its_lines()
    {
        Take("a1", "ada", 0, added: [1, 2]);
        rework.Take(new("a2", [File("src/a.cs", "src/b.cs", [], [])]), "bob", false, Start.AddDays(1));
        rework.Take(new("a3", [File("src/b.cs", "src/b.cs", [], [2])]), "ada", false, Start.AddDays(2));
        Assert.Equal((2, 1), rework.Of("a1"));
    }

    private void Take(string sha, string author, int day, int[]? added = null, int[]? deleted = null, bool undoing = false) =>
        rework.Take(new(sha, [File("src/a.cs", "src/a.cs", added ?? [], deleted ?? [])]), author, undoing, Start.AddDays(day));

    private static FilePatch File(string from, string to, int[] added, int[] deleted) =>
        new(from, to, FileTraits.None, FileTraits.None, [new(1, deleted.Length, 1, added.Length, 0)], [.. deleted.Concat(added).Select(l => LineText.Of((ulong)l << 20, 15))]);
}
