using System.Globalization;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Attributes;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>Much of everything: it is read within bounds, or refused in one sentence.</summary>
public sealed class SizeTests
{
    [Fact]
    public void A_line_of_a_hundred_megabytes_is_one_line()
    {
        using var repository = new TemporaryRepository();
        var text = Encoding.ASCII.GetBytes("let a = 1; // é 漢 ").AsSpan();
        var line = new byte[100 << 20];
        for (var at = 0; at + text.Length <= line.Length; at += text.Length) text.CopyTo(line.AsSpan(at));
        line.AsSpan(line.Length - text.Length).Fill((byte)'x');
        repository.Run("config", "core.compression", "0");
        Import(repository, line);
        Assert.Equal([TemporaryRepository.Hasher.Line(line)], Assert.Single(Reading.Of(repository).Whole().Patches).Files[0].Lines);
    }

    [Fact]
    public void A_file_of_a_million_lines_keeps_each()
    {
        using var repository = new TemporaryRepository();
        var lines = new StringBuilder();
        for (var i = 0; i < 1_000_000; i++) lines.Append(CultureInfo.InvariantCulture, $"v{i}\n");
        Import(repository, Encoding.ASCII.GetBytes(lines.ToString()), Encoding.ASCII.GetBytes(lines.Append("last\n").Insert(0, "first\n").ToString()));
        var owners = Reading.Of(repository).Whole().Ledger().OwnersOf("f0")!;
        Assert.Equal((1_000_002, 2, 1, 1), (owners.Length, owners.Count(o => o == 1), owners[0], owners[^1]));
    }

    [Fact]
    public void A_commit_of_twenty_thousand_files_is_read()
    {
        using var repository = new TemporaryRepository();
        Import(repository, [.. Enumerable.Range(0, 20_000).Select(i => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"file {i}\n")))]);
        var read = Reading.Of(repository).Whole();
        Assert.Equal(20_000, Assert.Single(read.Patches).Files.Count);
        Assert.Equal(20_000, read.Score(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000)).Changes.Sum(c => c.Eligible));
    }

    [Fact]
    public void More_files_than_memory_holds_are_refused()
    {
        var sha = new string('a', 40);
        var output = new StringBuilder(sha).Append('\n');
        for (var i = 0; i < 11; i++) output.Append(CultureInfo.InvariantCulture, $"diff --git a/{i} b/{i}\nold mode 100644\nnew mode 100755\n");
        using var scanner = new ByteScanner(new MemoryStream(Encoding.ASCII.GetBytes(output.ToString())));
        var parser = new PatchParser(scanner, TemporaryRepository.Hasher, mostFiles: 10);
        Assert.Contains("more than 10 files", Assert.Throws<InvalidDataException>(() => parser.TryRead(out _, out _)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_bomb_ends_the_git_that_reads_it_and_nothing_else()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a.txt", "a\n");
        var root = repository.Commit();
        var tree = repository.Tree(Enumerable.Range(0, 10).Select(i => ("100644", Encoding.ASCII.GetBytes($"f{i}"), repository.Blob("boom\n"))));
        for (var level = 0; level < 9; level++)
        {
            var below = tree;
            tree = repository.Tree(Enumerable.Range(0, 10).Select(i => ("40000", Encoding.ASCII.GetBytes($"d{i}"), below)));
        }

        var bomb = repository.CommitAt(tree, 1_750_100_000, root);
        Assert.Contains("64 MB of memory", Reading.Of(repository, new(TimeSpan.FromMinutes(2), 64 << 20)).Refused().Reason, StringComparison.Ordinal);

        // A change on top of it is listed tree by tree, each once.
        var above = repository.CommitAt(repository.Tree(("40000", "bomb"u8.ToArray(), tree), ("100644", "z.txt"u8.ToArray(), repository.Blob("z\n"))), 1_750_200_000, bomb);
        var later = repository.CommitAt(repository.Tree(("40000", "bomb"u8.ToArray(), tree), ("100644", "z.txt"u8.ToArray(), repository.Blob("zz\n"))), 1_750_300_000, above);
        using var stream = repository.Open().ReadPatches([new(later, above)], TemporaryRepository.Hasher, TestContext.Current.CancellationToken);
        Assert.True(stream.TryRead(out var patch), stream.Problem?.ToString());
        Assert.Single(patch.Files);
    }

    [Fact]
    public void A_git_that_stands_still_is_ended()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no named pipes in folders");
        using var repository = new TemporaryRepository();
        repository.Write("a.txt", "a\n");
        repository.Commit();
        var pipe = Path.Combine(repository.Path, ".git", "pipe");
        using (var made = System.Diagnostics.Process.Start("mkfifo", [pipe])) made.WaitForExit();
        File.AppendAllText(Path.Combine(repository.Path, ".git", "config"), "[include]\n\tpath = pipe\n");
        Assert.Contains("stood still", Reading.Of(repository, new(TimeSpan.FromSeconds(2), long.MaxValue)).Refused().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab")]
    [InlineData("**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/a/**/b")]
    [InlineData("/*a*a*a*/**/*a*a*a*/**/*a*a*a*/**/*a*a*a*/**/b")]
    [InlineData("[[:alpha:]]*[!b]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*[a-z]*1")]
    public void A_pattern_made_to_take_for_ever_does_not(string pattern)
    {
        var path = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/a/", 40)) + "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
        Assert.False(AttributePattern.Parse(Encoding.ASCII.GetBytes(pattern)).Matches(path));
    }

    [Fact]
    public void Macros_that_name_each_other_end()
    {
        using var repository = new TemporaryRepository();
        var text = new StringBuilder("[attr]x y\n[attr]y x z\n[attr]z z x\n* x\n");
        for (var i = 0; i < 60_000; i++) text.Append(CultureInfo.InvariantCulture, $"[attr]m{i} m{i + 1}\n");
        text.Append("[attr]m60000 linguist-generated\n*.gen m0\n");
        repository.Write(".gitattributes", text.ToString());
        repository.Write("a.gen", "a\n");
        repository.Write("a.txt", "a\n");
        repository.Commit();
        var files = Assert.Single(repository.Patches()).Files;
        Assert.Equal([FileTraits.None, FileTraits.Generated, FileTraits.None], files.Select(f => f.NewTraits));
    }

    [Fact]
    public void Attributes_of_megabytes_are_refused_and_of_a_hundred_left_out_as_git_does()
    {
        using var repository = new TemporaryRepository();
        repository.Write(".gitattributes", string.Concat(Enumerable.Repeat("*.gen linguist-generated\n", 120_000)));
        repository.Write("a.gen", "a\n");
        repository.Commit();
        Assert.Contains("too much for attributes", Reading.Of(repository).Refused().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_piece_that_never_ends_is_refused()
    {
        using var scanner = new ByteScanner(new Endless(), 1 << 16);
        Assert.Throws<InvalidDataException>(() => scanner.TryReadLine(out _));
    }

    /// <summary>One commit a content, each with the file f0 (f1, f2, … in one commit when there are many).</summary>
    private static void Import(TemporaryRepository repository, params byte[][] contents) => repository.Import(stream =>
    {
        var apart = contents.Length <= 2;
        for (var i = 0; i < contents.Length; i++)
        {
            if (i == 0 || apart) Text($"commit refs/heads/main\ncommitter {RawObjects.Ada}\ndata 1\nx\n");
            Text(string.Create(CultureInfo.InvariantCulture, $"M 100644 inline f{(apart ? 0 : i)}\ndata {contents[i].Length}\n"));
            stream.Write(contents[i]);
            Text("\n");
        }

        void Text(string text) => stream.Write(Encoding.ASCII.GetBytes(text));
    });

    private sealed class Endless : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            return count;
        }
    }
}
