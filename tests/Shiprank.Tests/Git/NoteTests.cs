using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Notes;
using Shiprank.Sources.Git;

namespace Shiprank.Tests.Git;

public sealed class NoteTests
{
    private const string Example = """
        src/Billing/Invoice.cs
          s_014f8695c01cc2::t_00aa11bb22cc33 3-9,14
          h_9932664aca6405 20-22
          014f8695c01cc2d3 30
          human 31
        "a \"b\"\t.cs"
          s_test::t_1 1
          ai_agent 2
        ---
        {"schema_version":"authorship/3.0.0","prompts":{"014f8695c01cc2d3":{"agent_id":{"tool":"codex"},"messages":[{"text":"{\"tool\":\"mock_ai\"}"}]}},
         "humans":{"h_9932664aca6405":{"author":"Ada Example <ada@example.org>"}},
         "sessions":{"s_014f8695c01cc2":{"agent_id":{"tool":"claude","id":"1"}},"s_test":{"agent_id":{"id":"2","tool":"mock_ai"}}},"logical_commit_id":7}
        """;

    private static readonly AttestedRange[] Ranges =
    [
        new("src/Billing/Invoice.cs", 3, 9, Human: false, "s_014f8695c01cc2"),
        new("src/Billing/Invoice.cs", 14, 14, Human: false, "s_014f8695c01cc2"),
        new("src/Billing/Invoice.cs", 20, 22, Human: true, ""),
        new("src/Billing/Invoice.cs", 30, 30, Human: false, "014f8695c01cc2d3"),
        new("src/Billing/Invoice.cs", 31, 31, Human: true, ""),
        new("a \"b\"\t.cs", 2, 2, Human: false, "ai_agent"),
    ];

    [Fact]
    public void Attested_lines_are_read_and_test_tools_left_out()
    {
        Assert.True(Note.TryParse(Encoding.UTF8.GetBytes(Example), out var ranges, out _, out _));
        Assert.Equal(Ranges, ranges);
    }

    [Theory]
    [InlineData("a.cs\n  key 1-2\n", 2)]
    [InlineData("a.cs\n  key 2-1\n---\n{}", 2)]
    [InlineData("a.cs\n  key x\n---\n{}", 2)]
    [InlineData("  key 1\n---\n{}", 1)]
    [InlineData("\"a.cs\n  key 1\n---\n{}", 1)]
    [InlineData("a.cs\n  key 1\n---\n{\"sessions\":\n{", 5)]
    [InlineData("---\n[]", 2)]
    [InlineData("---\n", 2)]
    public void A_damaged_note_names_its_line(string note, int line)
    {
        Assert.False(Note.TryParse(Encoding.UTF8.GetBytes(note), out _, out var at, out var reason));
        Assert.Equal(line, at);
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Notes_of_reachable_commits_are_read_in_any_fan_out_and_damaged_ones_named()
    {
        using var repository = new TemporaryRepository();
        var first = repository.Commit("One");
        var second = repository.Commit("Two");
        var third = repository.Commit("Three");
        repository.Run("checkout", "-q", "-b", "gone");
        var orphan = repository.Commit("Orphan");
        repository.Run("checkout", "-q", "main");
        string Blob(string text) => repository.Run(Encoding.UTF8.GetBytes(text), "hash-object", "-w", "--stdin").Trim();
        string Tree(string entries) => repository.Run(Encoding.UTF8.GetBytes(entries), "mktree").Trim();
        var good = Blob(Example);
        var fanned = Tree($"100644 blob {good}\t{second[4..]}\n");
        fanned = Tree($"040000 tree {fanned}\t{second[2..4]}\n");
        var root = Tree($"100644 blob {good}\t{orphan}\n100644 blob {Blob("nonsense")}\t{third}\n100644 blob {Blob("---\n{}")}\t{first}\n040000 tree {fanned}\t{second[..2]}\n");
        repository.Run("update-ref", "refs/notes/ai", repository.Run("commit-tree", "-m", "Notes", root).Trim());

        var (history, warnings) = repository.Open().ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value;

        Assert.Equal(new[] { first, second }.Order(StringComparer.Ordinal), history.LineRecords.Select(r => r.Sha));
        Assert.Empty(history.LineRecords.Single(r => r.Sha == first).Ranges);
        Assert.Equal(Ranges, history.LineRecords.Single(r => r.Sha == second).Ranges);
        Assert.Contains(third, Assert.Single(warnings).Where, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_whose_blob_is_damaged_or_gone_stops_no_other()
    {
        using var repository = new TemporaryRepository();
        var shas = Enumerable.Range(0, 4).Select(_ => repository.Commit()).Order(StringComparer.Ordinal).ToList();
        for (var i = 0; i < shas.Count; i++) repository.Run("notes", "--ref=ai", "add", "-m", $"a.cs\n  h_{i} 1\n---\n{{}}", shas[i]);
        string Object(string sha)
        {
            var blob = repository.Run("notes", "--ref=ai", "list", sha).Trim();
            return Path.Combine(repository.Path, ".git", "objects", blob[..2], blob[2..]);
        }

        File.SetAttributes(Object(shas[1]), FileAttributes.Normal);
        File.WriteAllText(Object(shas[1]), "damaged");
        File.Delete(Object(shas[2]));

        var (history, warnings) = repository.Open().ReadHistory(_ => MessageFacts.None, [], TestContext.Current.CancellationToken).Value;

        Assert.Equal([shas[0], shas[3]], history.LineRecords.Select(r => r.Sha));
        Assert.Equal(2, warnings.Count);
    }
}
