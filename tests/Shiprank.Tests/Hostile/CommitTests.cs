using System.Globalization;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>Commits that no git would make.</summary>
public sealed class CommitTests
{
    private static readonly DateTimeOffset Later = DateTimeOffset.FromUnixTimeSeconds(1_760_000_000);

    [Theory]
    [InlineData("author Ada Example <ada@example.com> 99999999999999999999999 +0000", "Ada Example", "ada@example.com", 9000)]
    [InlineData("author Ada Example <ada@example.com> 18446744073709551615 +0000", "Ada Example", "ada@example.com", 9000)]
    [InlineData("author Ada Example <ada@example.com> 4102444800 +0000", "Ada Example", "ada@example.com", 2100)]
    [InlineData("author Ada Example <ada@example.com> 0 +0000", "Ada Example", "ada@example.com", 1970)]
    [InlineData("author Ada Example <ada@example.com> -5 +0000", "Ada Example", "ada@example.com", 2025)]
    [InlineData("author Ada Example <ada@example.com> xyz +0000", "Ada Example", "ada@example.com", 2025)]
    [InlineData("author Ada Example <ada@example.com> 1750000000 +9999999", "Ada Example", "ada@example.com", 2025)]
    [InlineData("author Ada Example <ada@example.com>", "Ada Example", "ada@example.com", 2025)]
    [InlineData("author <> 1750000000 +0000", "", "", 2025)]
    [InlineData("author Ada Example ada@example.com 1750000000", "", "", 2025)]
    [InlineData("author", "", "", 2025)]
    [InlineData("author \0", "", "", 1970)]
    [InlineData("", "", "", 1970)]
    [InlineData("author Ada <ada@example.com> 1750000000 +0000\nauthor Bob <bob@example.com> 1 +0000", "Bob", "bob@example.com", 1970)]
    public void A_broken_author_costs_neither_the_commit_nor_its_time(string line, string name, string email, int year)
    {
        using var repository = new TemporaryRepository();
        repository.Point(repository.RawCommit(repository.Tree("100644", "a.txt", repository.Blob("a line of it\n")), null, line));

        var read = Reading.Of(repository).Whole();

        var commit = Assert.Single(read.History!.Commits);
        Assert.Equal((new GitIdentity(name, email), year), (commit.Author, commit.AuthoredAt.Year));
        Assert.Single(read.Score(Later).Changes);
        Assert.Single(read.Score(DateTimeOffset.MaxValue).Changes);
    }

    [Theory]
    [InlineData("committer Ada Example <ada@example.com> -5 +0000", 2025)]
    [InlineData("committer", 2025)]
    [InlineData("committer Ada Example <ada@example.com> 0 +0000", 1970)]
    public void A_broken_committer_has_the_authors_time(string line, int year)
    {
        using var repository = new TemporaryRepository();
        var root = repository.Point(repository.RawCommit(repository.Tree("100644", "a.txt", repository.Blob("a line of it\n")), null, committer: line));
        repository.Point(repository.RawCommit(repository.Tree("100644", "a.txt", repository.Blob("a line of it\nanother one\n")), root));
        var read = Reading.Of(repository).Whole();
        Assert.Equal(year, read.History!.Commits[0].CommittedAt.Year);
        Assert.Equal([1, 1], read.Score(Later).Changes.Select(c => c.Eligible));
    }

    [Fact]
    public void A_message_is_read_whatever_its_encoding_and_its_bytes()
    {
        using var repository = new TemporaryRepository();
        var tree = repository.Tree("100644", "a.txt", repository.Blob("a\n"));
        repository.Run("config", "i18n.commitEncoding", "UTF-7");
        repository.Run("config", "i18n.logOutputEncoding", "UTF-16");
        string? parent = null;
        foreach (var (encoding, message) in new[] { ("ISO-8859-1", "Caf\xe9 SHOP-1\n"), ("no-such-encoding", "Caf\xe9 SHOP-2\n"), ("", "\xff\xfe SHOP-3\n"), ("UTF-16", "SHOP-4\n"), ("", "SHOP-5\0SHOP-6\n"), ("", "") })
        {
            parent = repository.Point(repository.RawCommit(tree, parent, message: message, headers: encoding.Length > 0 ? $"encoding {encoding}\n" : ""));
        }

        var commits = Reading.Of(repository).Whole().History!.Commits;

        Assert.Equal(6, commits.Count);
        Assert.Equal(TemporaryRepository.Hasher.Title("Café SHOP-1"), commits[0].Message.Title);
        Assert.Equal(["SHOP-1", "SHOP-2", "SHOP-3"], commits.Take(3).SelectMany(c => c.Message.Tickets));
        Assert.Equal(["SHOP-5"], commits[4].Message.Tickets);
    }

    [Fact]
    public void Messages_of_ten_megabytes_are_read()
    {
        using var repository = new TemporaryRepository();
        var lines = string.Concat(Enumerable.Range(0, 100_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Line {i} of it names SHOP-{i % 7} and nobody, {new string('x', 50)}\n")));
        repository.Import(s => s.Write(Encoding.UTF8.GetBytes(
            $"commit refs/heads/main\ncommitter {RawObjects.Ada}\ndata {lines.Length}\n{lines}\nM 100644 inline a.txt\ndata 4\nold\n\n\ncommit refs/heads/main\ncommitter {RawObjects.Ada}\ndata {lines.Length + 5}\nTop\n\n{lines}\nM 100644 inline a.txt\ndata 4\nnew\n\n\n")));
        var read = Reading.Of(repository).Whole();
        Assert.All(read.History!.Commits, c => Assert.Equal(7, c.Message.Tickets.Count));
        Assert.Equal(TemporaryRepository.Hasher.Title("Top"), read.History.Commits[1].Message.Title);
        Assert.Equal(2, read.Patches.Count);
    }

    [Fact]
    public void A_parent_that_is_absent_is_said()
    {
        using var repository = new TemporaryRepository();
        var tree = repository.Tree("100644", "a.txt", repository.Blob("a\n"));
        repository.Point(repository.RawCommit(tree, new string('1', 40)));
        Reading.Of(repository).Refused();
        repository.Point(repository.RawCommit(new string('2', 40), null));
        Reading.Of(repository).Refused();
        repository.Write(".git/refs/heads/main", repository.Add("commit", "nonsense"u8.ToArray()) + "\n");
        Reading.Of(repository).Refused();
    }
}
