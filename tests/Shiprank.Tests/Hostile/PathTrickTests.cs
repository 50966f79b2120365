using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>A path is a name and nothing else: never an argument, an option, a pattern or a place on this machine.</summary>
public sealed class PathTrickTests
{
    private static readonly string[] Names =
    [
        "..", ".", "../../etc/passwd", ".git/config", ".GIT/hooks/post-checkout", "git~1/config", ".gitmodules", "-rf", "--output=/tmp/x", "--", ":(glob)**", ":!x", "@{-1}", "HEAD", "a\nb", "a\tb",
        "\"quoted\"", "back\\slash", "a b", " leading", "trailing ", "CON", "aux.txt", "a:b", "*", "?", "[a]", "${HOME}", "$(touch x)", "`touch x`", "a;b", "a|b", "a'b", "e\u0301.txt", "\u00e9.txt", "\u202Egnp.exe",
        "\x01\x1b[31m", "a/ b/c", "x b/x", "a/x b/a/x", "@@ -1 +1 @@", "/dev/null", "diff --git a/x b/x", "+++ b/x",
    ];

    [Fact]
    public void Every_name_that_a_tree_can_hold_comes_through_as_it_is()
    {
        using var repository = new TemporaryRepository();
        byte[][] names = [.. Names.Select(n => Encoding.UTF8.GetBytes(n.Replace('/', '\u2215'))), [0xff, 0xfe], [0xc3], "\xed\xa0\x80"u8.ToArray(), Encoding.ASCII.GetBytes(new string('n', 5000))];
        var blob = repository.Blob("one\ntwo\n");
        var tree = repository.Tree(names.OrderBy(n => n, Bytes.Instance).Select(n => ("100644", n, blob)));
        repository.CommitAt(tree, 1, null);

        var patch = Assert.Single(repository.Patches());

        Assert.Equal(names.Select(n => GitPath.Decode(n)).Order(StringComparer.Ordinal), patch.Files.Select(f => f.NewPath!).Order(StringComparer.Ordinal));
        Assert.All(patch.Files, f => Assert.Equal([TemporaryRepository.Line("one"), TemporaryRepository.Line("two")], f.Lines));
    }

    /// <summary>In git's order.</summary>
    private static readonly string[] OddFolders = ["-n", ".", "..", ".git", "a\nb"];

    [Fact]
    public void Folders_of_every_name_come_through_as_well()
    {
        using var repository = new TemporaryRepository();
        var blob = repository.Blob("one\n");
        var below = repository.Tree("100644", "file", blob);
        repository.CommitAt(repository.Tree(OddFolders.Select(n => ("40000", Encoding.UTF8.GetBytes(n), below))), 1, null);
        Assert.Equal(["-n/file", "../file", "./file", ".git/file", "a\nb/file"], Assert.Single(repository.Patches()).Files.Select(f => f.NewPath!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_name_twice_in_one_tree_a_name_without_letters_and_a_mode_that_is_none_stop_nothing_but_their_repository()
    {
        foreach (var (mode, names) in new (string, string[])[] { ("100644", ["a", "a"]), ("100644", [""]), ("777777", ["a"]), ("", ["a"]), ("100644", ["a/b"]) })
        {
            using var repository = new TemporaryRepository();
            repository.Write("seed", "seed\n");
            var root = repository.Commit();
            var blob = repository.Blob("one\n");
            repository.CommitAt(repository.Tree(names.Select(n => (mode, Encoding.UTF8.GetBytes(n), blob))), 1_760_000_000, root);
            var read = Reading.Of(repository);
            if (read.Problem is null) Assert.NotEmpty(read.Ledger().Paths);
            else read.Refused();
        }
    }

    [Fact]
    public void Files_that_become_folders_links_submodules_and_back_keep_their_lines_apart()
    {
        using var repository = new TemporaryRepository();
        var (one, two) = (repository.Blob("one line\ntwo lines\n"), repository.Blob("other text\n"));
        var target = repository.Blob("../../../../etc/passwd");
        string[] trees =
        [
            repository.Tree("100644", "a", one), repository.Tree("40000", "a", repository.Tree("100644", "b", two)), repository.Tree("120000", "a", target),
            repository.Tree("160000", "a", new string('1', 40)), repository.Tree("100755", "a", one), repository.Tree("100644", "a", one), repository.Tree("100644", "A", one),
            repository.Tree("40000", "A", repository.Tree("100644", "A", one)),
        ];
        string? parent = null;
        for (var i = 0; i < trees.Length; i++) parent = repository.CommitAt(trees[i], 1_750_000_000 + i, parent);

        var read = Reading.Of(repository).Whole();
        var (patches, ledger) = (read.Patches, read.Ledger());

        Assert.Equal(["A/A"], ledger.Paths);
        Assert.Equal([4, 4], ledger.OwnersOf("A/A")!);
        Assert.Equal(0, ledger.UnknownLines);
        Assert.Contains(patches[2].Files, f => f.NewTraits == FileTraits.Link);
        Assert.Contains(patches[3].Files, f => f.NewTraits == FileTraits.Submodule);
        Assert.Equal((0, 0), (patches[5].Files[0].Hunks.Count, patches[5].Files[0].Lines.Length));
    }

    [Fact]
    public void Folders_a_thousand_deep_are_read_and_ten_thousand_deep_are_refused()
    {
        using var repository = new TemporaryRepository();
        foreach (var (depth, readable) in new[] { (1000, true), (10_000, false) })
        {
            repository.Import(s => s.Write(Encoding.ASCII.GetBytes(
                $"commit refs/heads/main\ncommitter {RawObjects.Ada}\ndata 1\nx\nM 100644 inline x\ndata 4\nold\n\n\ncommit refs/heads/main\ncommitter {RawObjects.Ada}\ndata 1\nx\nM 100644 inline {string.Concat(Enumerable.Repeat("a/", depth))}f\ndata 4\nnew\n\n\n")));
            var head = repository.Head();
            using var stream = repository.Open().ReadPatches([new(head, repository.Run("rev-parse", "HEAD~1").Trim())], TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
            if (readable)
            {
                Assert.True(stream.TryRead(out var patch), stream.Problem?.ToString());
                Assert.Equal((2 * depth) + 1, Assert.Single(patch.Files).NewPath!.Length);
            }
            else
            {
                Assert.False(stream.TryRead(out _));
                Assert.NotEmpty(stream.Problem!.Remedy);
            }
        }
    }

    private sealed class Bytes : IComparer<byte[]>
    {
        public static readonly Bytes Instance = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
