using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Tests.Git;

public sealed class FileKindTests
{
    [Fact]
    public void Renames_modes_and_empty_files_have_their_paths()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a b.txt", "one\ntwo\nthree\nfour\n");
        repository.Write("empty", "");
        repository.Commit();
        repository.Run("mv", "a b.txt", "c\"d\t.txt");
        repository.Run("update-index", "--chmod=+x", "empty");
        repository.Run("commit", "-q", "-m", "Move");
        repository.Run("checkout", "-q", "-f", "HEAD");
        repository.Write("c\"d\t.txt", "one\ntwo\nthree\nFOUR\n");
        repository.Run("mv", "c\"d\t.txt", "e.txt");
        repository.Run("rm", "-q", "-f", "empty");
        repository.Commit();

        var patches = repository.Patches();

        Assert.Equal([(null, "a b.txt"), (null, "empty")], Paths(patches[0]));
        Assert.Equal([("a b.txt", "c\"d\t.txt"), ("empty", "empty")], Paths(patches[1]));
        Assert.All(patches[1].Files, f => Assert.Empty(f.Hunks));
        Assert.Equal([("c\"d\t.txt", "e.txt"), ("empty", null)], Paths(patches[2]));
        Assert.Equal([new Hunk(4, 1, 4, 1, 0)], patches[2].Files[0].Hunks);
    }

    [Fact]
    public void Binary_files_links_and_submodules_are_known()
    {
        using var repository = new TemporaryRepository();
        repository.Write("b.bin", [1, 0, 2]);
        repository.Write("t", "text\n");
        File.CreateSymbolicLink(Path.Combine(repository.Path, "link"), "t");
        repository.Run("add", "-A");
        repository.Run("update-index", "--add", "--cacheinfo", "160000," + new string('1', 40) + ",sub");
        repository.Run("commit", "-q", "-m", "Kinds");
        var first = repository.Head();
        repository.Run("update-index", "--cacheinfo", "160000," + new string('2', 40) + ",sub");
        File.Delete(Path.Combine(repository.Path, "t"));
        File.CreateSymbolicLink(Path.Combine(repository.Path, "t"), "b.bin");
        repository.Run("add", "t");
        repository.Run("commit", "-q", "-m", "Turn a file into a link");
        var second = repository.Head();

        var patches = TemporaryRepository.Read(repository.Open(), [new(first, null), new(second, first)]);

        var kinds = patches[0].Files.ToDictionary(f => f.NewPath!, f => f.NewTraits);
        Assert.Equal(FileTraits.Binary, kinds["b.bin"]);
        Assert.Equal(FileTraits.Link, kinds["link"]);
        Assert.Equal(FileTraits.Submodule, kinds["sub"]);
        Assert.Equal(FileTraits.None, kinds["t"]);
        Assert.Equal([("sub", "sub"), ("t", null), (null, "t")], Paths(patches[1]));
        Assert.Equal([FileTraits.Submodule, FileTraits.None, FileTraits.None], patches[1].Files.Select(f => f.OldTraits));
        Assert.Equal([FileTraits.Submodule, FileTraits.None, FileTraits.Link], patches[1].Files.Select(f => f.NewTraits));
    }

    [Fact]
    public void A_merge_is_compared_with_the_parent_that_is_asked_for()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a", "a\n");
        var root = repository.Commit();
        repository.Run("checkout", "-q", "-b", "topic");
        repository.Write("t", "t\n");
        var topic = repository.Commit();
        repository.Run("checkout", "-q", "main");
        repository.Write("m", "m\n");
        var main = repository.Commit();
        var merge = repository.Merge("topic");

        var patches = TemporaryRepository.Read(repository.Open(), [new(merge, main), new(topic, root), new(merge, topic)]);

        Assert.Equal([(null, "t")], Paths(patches[0]));
        Assert.Equal([(null, "t")], Paths(patches[1]));
        Assert.Equal([(null, "m")], Paths(patches[2]));
    }

    [Theory]
    [InlineData("plain/path.cs", "plain/path.cs")]
    [InlineData("\"a\\tb\\\"c\\\\d\\n\"", "a\tb\"c\\d\n")]
    [InlineData("\"\\303\\244\"", "ä")]
    [InlineData("\"x\\377y\"", "x\ufffdffy")]
    public void Quoted_paths_are_read(string printed, string path) => Assert.Equal(path, GitPath.Parse(Encoding.UTF8.GetBytes(printed)));

    [Fact]
    public void Paths_that_are_not_utf8_stay_different() =>
        Assert.Equal(3, new byte[][] { [0x61, 0xff], [0x61, 0xfe], [0x61, 0xc3] }.Select(b => GitPath.Decode(b)).Distinct().Count());

    private static IEnumerable<(string?, string?)> Paths(CommitPatch patch) => patch.Files.Select(f => (f.OldPath, f.NewPath));
}
