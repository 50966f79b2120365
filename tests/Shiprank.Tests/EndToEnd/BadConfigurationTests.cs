using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>A configuration that can't be used is refused whole, with every fault named: nothing is read by half a configuration.</summary>
public sealed class BadConfigurationTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void Every_unknown_key_is_named_with_its_line_and_the_nearest_one()
    {
        site.Run.Write("shiprank.yaml", """
            organisation: Northwind
            repositorys:
              - { name: shop, path: ./repos/shop }
            people:
              - { id: ada, name: Ada Example, email: [ada@example.com] }
            teams:
              - id: checkout
                members: [{ person: zoe, from: 2026-13-01 }]
            adoption_target: lots
            """);
        foreach (var command in new[] { "sync", "score", "board --json", "change abcdef" })
        {
            Assert.Equal(ExitCode.Failure, site.Ask(command));
            Assert.Equal("", site.Run.Out);
            Assert.False(Directory.Exists(site.At("data")));
            Said("shiprank.yaml:2: unknown key \\u0022repositorys\\u0022|shiprank.yaml:2: unknown key \"repositorys\"|shiprank.yaml:2: unknown key \\\"repositorys\\\"");
            Said("repositories");
            Said("shiprank.yaml:5: ");
            Said("emails");
            Said("shiprank.yaml:8: ");
            Said("zoe");
            Said("shiprank.yaml:9: ");
        }
    }

    [Fact]
    public void A_file_that_is_not_there_is_said()
    {
        File.Delete(site.At("shiprank.yaml"));
        Assert.Equal(ExitCode.Failure, site.Ask("sync"));
        Said(site.At("shiprank.yaml"));
        Assert.Equal(ExitCode.NotFound, site.Run.Run("score"));
        Said("--config FILE");
    }

    [Theory]
    [InlineData("")]
    [InlineData("- a list\n")]
    [InlineData("organisation: [unclosed\n")]
    [InlineData("organisation: a\n\tb: c\n")]
    public void A_file_that_is_no_set_of_keys_is_said(string yaml)
    {
        site.Run.Write("shiprank.yaml", yaml);
        Assert.Equal(ExitCode.Failure, site.Ask("sync"));
        Said("shiprank.yaml");
        Assert.DoesNotContain("bug", site.Run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: ours\nparameters:\n  survival_day: 30\n", "policy.yaml:3: unknown key \"survival_day\"", "survival_days")]
    [InlineData("name: ours\nparameters:\n  kappa: -1\n", "policy.yaml:3: ", "kappa")]
    [InlineData("name: ours\nparameters:\n  kappa: many\n  windowweeks: 3\n", "policy.yaml:4: ", "window_weeks")]
    [InlineData("parameters: {}\n", "\"name\" is missing", "policy.yaml")]
    [InlineData(null, "policy.yaml", "error: ")]
    public void A_policy_that_cannot_be_used_is_refused(string? policy, string reason, string more)
    {
        if (policy is not null) site.Run.Write("policy.yaml", policy);
        site.Run.Write("shiprank.yaml", "policy: ./policy.yaml\n" + File.ReadAllText(site.At("shiprank.yaml")));
        foreach (var command in new[] { "sync", "score" })
        {
            Assert.Equal(ExitCode.Failure, site.Ask(command));
            Said(reason);
            Said(more);
        }
    }

    [Theory]
    [InlineData("not json", "")]
    [InlineData("{\"type\":\"deployment\",\"id\":\"x\"", "")]
    [InlineData("[1,2,3]", "")]
    [InlineData("{\"type\":\"deployment\",\"id\":\"x\",\"repository\":\"shop\",\"environment\":\"production\",\"status\":\"success\",\"finished_at\":\"2026-06-09T00:00:00Z\"}", "sha")]
    [InlineData("{\"type\":\"deployment\",\"id\":7,\"repository\":[],\"environment\":\"production\",\"sha\":\"0123456789\",\"status\":\"success\",\"finished_at\":\"2026-06-09T00:00:00Z\"}", "")]
    [InlineData("{\"type\":\"incident\",\"id\":\"i\",\"severity\":\"sev9\",\"opened_at\":\"2026-06-09T00:00:00Z\"}", "severity")]
    [InlineData("{\"type\":\"work_item\",\"id\":\"T-1\",\"status\":\"open\",\"opened_at\":\"yesterday\"}", "opened_at")]
    [InlineData("{\"type\":\"usage\",\"id\":\"u\",\"at\":\"2026-06-09T00:00:00Z\",\"person\":\"ada\",\"tool\":\"pi\",\"model\":\"m\",\"input\":-4,\"cache_read\":0,\"cache_write_5m\":0,\"cache_write_1h\":0,\"output\":1}", "input")]
    [InlineData("{\"type\":\"surprise\",\"id\":\"x\"}", "type")]
    public void A_bad_event_is_refused_alone_with_its_line_and_the_rest_is_taken(string bad, string reason)
    {
        site.SyncWhole("good");
        var lines = File.ReadAllLines(site.At("events.jsonl"));
        File.WriteAllLines(site.At("events.jsonl"), [lines[0], bad, .. lines[1..]]);

        Assert.Equal(ExitCode.Partial, site.Sync());
        Said("events.jsonl:2: ");
        Said(reason);
        Assert.Equal(site.Told("good"), site.Told());
    }

    [Fact]
    public void A_huge_line_is_refused_and_a_large_one_is_none_of_the_trouble()
    {
        site.SyncWhole("good");
        var lines = File.ReadAllLines(site.At("events.jsonl"));
        var large = lines[1].Insert(1, $"\"note\":\"{new string('x', 5 << 20)}\",");
        File.WriteAllLines(site.At("events.jsonl"), [lines[0], new('x', 17 << 20), large, .. lines[2..]]);

        Assert.Equal(ExitCode.Partial, site.Sync());
        Said("events.jsonl:2: longer than 16 MB");
        Assert.Equal(site.Told("good"), site.Told());
    }

    [Fact]
    public void A_missing_file_of_events_is_said_and_the_rest_goes_on()
    {
        Assert.Equal(ExitCode.Partial, site.Sync("data", "events.jsonl", "other.jsonl"));
        Said("other.jsonl");
        site.SyncWhole("good");
        Assert.Equal(site.Told("good"), site.Told());
    }

    private void Said(string oneOf) =>
        Assert.True(oneOf.Split('|').Any(text => site.Run.Error.Contains(text, StringComparison.Ordinal)), $"\"{oneOf}\" is not in:\n{site.Run.Error}");
}
