using Shiprank.Tests.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>The same input twice is once, in any order, in any cut in time (rule 3).</summary>
public sealed class SyncAgainTests
{
    [Fact]
    public void A_sync_repeated_changes_nothing()
    {
        using var site = new Site();
        site.Grow(2);
        site.SyncWhole();
        var (told, facts) = (site.Told(), StoreFacts.Of(site.At("data")));
        Assert.Contains(told, t => t.Contains("\"nd\": \"0.", StringComparison.Ordinal));

        site.SyncWhole();
        Assert.Equal(told, site.Told());
        Assert.Equal(facts, StoreFacts.Of(site.At("data")));
        site.Ask("sync --json");
        Assert.Equal(0, site.Run.Document.GetProperty("usage").GetProperty("added").GetInt32());
        Assert.Equal(0, site.Run.Document.GetProperty("usage").GetProperty("replaced").GetInt32());
        Assert.Equal(0, site.Run.Document.GetProperty("git").GetProperty("patchesAdded").GetInt32());
        Assert.Equal(0, site.Run.Document.GetProperty("usage").GetProperty("editsAdded").GetInt32());
        Assert.Contains(facts, f => f.StartsWith("edit claude-code s-ada /w/ada/shop/src/part_2.py", StringComparison.Ordinal));
    }

    [Fact]
    public void Syncs_along_the_way_equal_one_sync_at_the_end()
    {
        using var site = new Site();
        for (var week = 2; week <= 6; week++)
        {
            site.SyncWhole();
            site.Grow(week);
        }

        site.SyncWhole();
        site.SyncWhole("once");
        Assert.Equal(site.Told("once"), site.Told());
        Assert.Equal(StoreFacts.Of(site.At("once")), StoreFacts.Of(site.At("data")));
    }

    [Fact]
    public void Sources_in_another_order_give_the_same()
    {
        using var site = new Site();
        site.Grow(2);
        var lines = File.ReadAllLines(site.At("events.jsonl"));
        site.Append("a.jsonl", lines[..3]);
        site.Append("b.jsonl", [.. lines[3..].Reverse()]);
        site.SyncWhole();

        site.SyncWhole("turned", "b.jsonl", "a.jsonl");
        Assert.Equal(site.Told(), site.Told("turned"));

        var yaml = File.ReadAllText(site.At("shiprank.yaml"));
        const string ada = "  - { kind: home, path: ./homes/ada, person: ada }\n";
        Assert.Contains(ada, yaml, StringComparison.Ordinal);
        site.Run.Write("shiprank.yaml", yaml.Replace(ada, "", StringComparison.Ordinal).TrimEnd() + "\n" + ada);
        site.SyncWhole("homes");
        Assert.Equal(site.Told(), site.Told("homes"));
        Assert.Equal(StoreFacts.Usage(site.At("data")), StoreFacts.Usage(site.At("homes")));
    }

    [Fact]
    public void A_response_still_being_written_is_counted_as_it_ends()
    {
        using var site = new Site();
        const string log = "homes/ada/.claude/projects/-w-shop/s-torn.jsonl";
        var line = CliRun.Claude("torn", "2026-06-09T10:00:00Z", "claude-sonnet-4-5", 1000, 5);
        site.Append(log, line.TrimEnd('\n'));
        File.AppendAllText(site.At(log), line.Replace("\"output_tokens\":5", "\"output_tokens\":700", StringComparison.Ordinal)[..80]);
        site.SyncWhole();
        var before = StoreFacts.Usage(site.At("data"));

        File.WriteAllText(site.At(log), line + line.Replace("\"output_tokens\":5", "\"output_tokens\":700", StringComparison.Ordinal));
        site.SyncWhole();
        site.SyncWhole("once");
        Assert.Equal(before.Tokens + 695, StoreFacts.Usage(site.At("data")).Tokens);
        Assert.Equal(before.Rows, StoreFacts.Usage(site.At("data")).Rows);
        Assert.Equal(StoreFacts.Of(site.At("once")), StoreFacts.Of(site.At("data")));
    }

    [Theory]
    [InlineData(7, "shop", "copilot")]
    [InlineData(5000, "shop", "copilot")]
    [InlineData(100, "elsewhere", "copilot")]
    [InlineData(100, "shop", "amp")]
    public void A_usage_event_sent_again_replaces_what_it_said_before(int input, string repository, string tool)
    {
        using var site = new Site();
        site.SyncWhole();
        var at = new DateTimeOffset(2026, 6, 8, 11, 0, 0, TimeSpan.Zero);
        site.Append("events.jsonl", Site.UsageEvent("u1", at, input, "2026-06-20T00:00:00Z", repository, tool));
        site.SyncWhole();

        site.SyncWhole("once");
        Assert.Equal(StoreFacts.Of(site.At("once")), StoreFacts.Of(site.At("data")));
        Assert.Equal(site.Told("once"), site.Told());

        // And back: what was said first is said once more.
        site.Append("events.jsonl", Site.UsageEvent("u1", at, 100, "2026-06-21T00:00:00Z"));
        site.SyncWhole();
        site.SyncWhole("back");
        Assert.Equal(StoreFacts.Of(site.At("back")), StoreFacts.Of(site.At("data")));
    }

    [Fact]
    public void A_history_that_was_rewritten_leaves_nothing_of_the_old_one()
    {
        using var site = new Site();
        site.Grow(2);
        site.SyncWhole();
        site.Shop.Run("reset", "--quiet", "--hard", site.Shas[1]);
        site.Commit("src/other.py", "other", 25, new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));
        site.Sync();
        site.Sync("once");
        Assert.Equal(site.Told("once"), site.Told());
    }
}
