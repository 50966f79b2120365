using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;

namespace Shiprank.Tests.Git;

public sealed class PatchStreamTests
{
    [Fact]
    public void A_new_file_and_its_change_come_as_hashed_lines()
    {
        using var repository = new TemporaryRepository();
        repository.Write("src/Shop.cs", "one\ntwo\nthree");
        var first = repository.Commit();
        repository.Write("src/Shop.cs", "one\n2\n2b\nthree\n");
        var second = repository.Commit();

        var patches = repository.Patches();

        Assert.Equal([first, second], patches.Select(p => p.Sha));
        var added = Assert.Single(patches[0].Files);
        Assert.Null(added.OldPath);
        Assert.Equal("src/Shop.cs", added.NewPath);
        Assert.Equal([new Hunk(0, 0, 1, 3, 0)], added.Hunks);
        var changed = Assert.Single(patches[1].Files);
        Assert.Equal([new Hunk(2, 2, 2, 3, 0)], changed.Hunks);
        Assert.Equal([TemporaryRepository.Line("two"), TemporaryRepository.Line("three")], changed.Deleted(changed.Hunks[0]).ToArray());
        Assert.Equal([TemporaryRepository.Line("2"), TemporaryRepository.Line("2b"), TemporaryRepository.Line("three")], changed.Added(changed.Hunks[0]).ToArray());
    }

    [Fact]
    public void Lines_that_look_like_headers_are_taken_by_count()
    {
        using var repository = new TemporaryRepository();
        string[] tricky = ["-- a/x", "++ b/x", "@@ -1 +1 @@", "diff --git a/x b/x", "\\ No newline at end of file", new string('a', 40), "", "commit"];
        repository.Write("a.txt", string.Join('\n', tricky));
        repository.Commit();
        repository.Write("a.txt", "");
        repository.Write("b.txt", string.Join('\n', tricky) + "\n");
        repository.Commit();

        var patches = repository.Patches();

        Assert.Equal(tricky.Select(TemporaryRepository.Line), patches[0].Files[0].Lines);
        Assert.Equal(["a.txt", "b.txt"], patches[1].Files.Select(f => f.NewPath!));
        Assert.Equal(tricky.Select(TemporaryRepository.Line), patches[1].Files[0].Lines);
        Assert.Equal(tricky.Select(TemporaryRepository.Line), patches[1].Files[1].Lines);
    }

    [Fact]
    public void Commits_without_a_patch_have_their_place_in_the_order()
    {
        using var repository = new TemporaryRepository();
        var shas = new List<string> { repository.Commit("empty root"), repository.Commit("empty") };
        repository.Write("a", "text\n");
        shas.Add(repository.Commit());
        shas.Add(repository.Commit("empty again"));

        var patches = repository.Patches();

        Assert.Equal(shas, patches.Select(p => p.Sha));
        Assert.Equal([0, 0, 1, 0], patches.Select(p => p.Files.Count));
    }
}
