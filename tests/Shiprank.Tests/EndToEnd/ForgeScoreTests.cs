using System.Text.Json.Nodes;
using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>What forges tell reaches the score: deployments, merges, reviews, incidents, and what the clone lacks.</summary>
public sealed class ForgeScoreTests
{
    private const string Window = "score --window 52w --json --as-of 2026-09-30T00:00:00Z";

    [Fact]
    public void Imported_deliveries_score_like_the_same_events_as_lines()
    {
        using var site = new Site();
        File.Delete(site.At("events.jsonl"));
        var (first, second) = (site.Shas[0], site.Shas[1]);
        site.Append(
            "events.jsonl",
            Site.Deployment("11", first, new(2026, 6, 1, 10, 0, 0, TimeSpan.Zero)),
            Site.Deployment("12", second, new(2026, 6, 8, 13, 0, 0, TimeSpan.Zero)),
            $$"""{"type":"request","id":1,"repository":"shop","title":"Part","author":"ada","opened_at":"2026-06-08T09:00:00Z","merged_at":"2026-06-08T10:30:00Z","closed_at":"2026-06-08T10:30:00Z","merge_sha":"{{second}}","head_branch":"part","base_branch":"main","approvals":[],"review_known":true}""",
            $$"""{"type":"incident","id":"shop#9","severity":"sev2","opened_at":"2026-06-09T00:00:00Z","changes":["{{second}}"]}""");
        site.Run.Write("hooks.jsonl", Hooks(first, second));
        site.SyncWhole("lines");
        Assert.Equal(ExitCode.Ok, site.Ask($"import github {site.At("hooks.jsonl")}", "hooks"));
        Assert.Equal(ExitCode.Ok, site.Ask("sync", "hooks"));
        Assert.Equal(ExitCode.Ok, site.Ask(Window, "lines"));
        var expected = site.Run.Out;
        Assert.Contains("\"reason\": \"incident,unreviewed\"", expected, StringComparison.Ordinal);
        Assert.Contains("\"mode\": \"events\"", expected, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, site.Ask(Window, "hooks"));
        Assert.Equal(expected, site.Run.Out);
    }

    [Fact]
    public void A_push_that_the_clone_lacks_makes_the_sync_a_part()
    {
        using var site = new Site();
        site.Append("events.jsonl", $$"""{"type":"push","id":"p1","repository":"shop","ref":"refs/heads/main","after":"{{new string('f', 40)}}","default_branch":true,"at":"2026-06-20T00:00:00Z"}""");
        Assert.Equal(ExitCode.Partial, site.Sync());
        Assert.Contains($"the forge told of {new string('f', 40)} on refs/heads/main, which the clone lacks", site.Run.Error);
        Assert.Contains("git fetch", site.Run.Error);
    }

    [Fact]
    public void What_the_forge_calls_production_is_the_default_environment()
    {
        using var site = new Site();
        var line = Site.Deployment("p1", site.Shas[^1], new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero)).Replace("\"production\"", "\"prod-eu\"", StringComparison.Ordinal);
        site.Append("more.jsonl", line.Replace("}", ",\"production\":true}", StringComparison.Ordinal), line.Replace("\"p1\"", "\"p2\"", StringComparison.Ordinal));
        site.SyncWhole("data", "events.jsonl", "more.jsonl");
        Assert.Equal(ExitCode.Ok, site.Ask(Window));
        Assert.Contains("\"id\": \"p1\"", site.Run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"id\": \"p2\"", site.Run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_of_a_request_whose_commit_the_clone_lacks_is_no_problem()
    {
        using var site = new Site();
        var lacking = Site.Deployment("p1", new string('f', 40), new(2026, 6, 20, 0, 0, 0, TimeSpan.Zero));
        site.Append("preview.jsonl", lacking.Replace("\"production\"", "\"preview\"", StringComparison.Ordinal));
        site.SyncWhole("data", "events.jsonl", "preview.jsonl");
        Assert.Equal(ExitCode.Ok, site.Ask(Window));
        site.Append("lacking.jsonl", lacking);
        Assert.Equal(ExitCode.Partial, site.Sync("data", "lacking.jsonl"));
        Assert.Equal(ExitCode.Partial, site.Ask(Window));
    }

    /// <summary>In an order of their own, one of them twice.</summary>
    private static string Hooks(string first, string second)
    {
        var repository = new JsonObject { ["full_name"] = "northwind/shop", ["default_branch"] = "main" };
        var pull = new JsonObject
        {
            ["number"] = 1, ["title"] = "Part", ["state"] = "closed", ["merged"] = true, ["user"] = new JsonObject { ["login"] = "ada", ["type"] = "User" }, ["created_at"] = "2026-06-08T09:00:00Z",
            ["updated_at"] = "2026-06-08T10:30:00Z", ["merged_at"] = "2026-06-08T10:30:00Z", ["closed_at"] = "2026-06-08T10:30:00Z", ["merge_commit_sha"] = second,
            ["head"] = new JsonObject { ["ref"] = "part" }, ["base"] = new JsonObject { ["ref"] = "main" },
        };
        JsonObject Status(int id, string sha, string state, string at) => new()
        {
            ["action"] = "created",
            ["deployment"] = new JsonObject { ["id"] = id, ["sha"] = sha, ["environment"] = "production" },
            ["deployment_status"] = new JsonObject { ["id"] = 10 * id + state.Length, ["state"] = state, ["created_at"] = at },
        };
        var dismissed = new JsonObject { ["id"] = 5, ["user"] = new JsonObject { ["login"] = "bob" }, ["state"] = "dismissed", ["submitted_at"] = "2026-06-08T09:30:00Z" };
        var issue = new JsonObject
        {
            ["number"] = 9, ["created_at"] = "2026-06-09T00:00:00Z", ["updated_at"] = "2026-06-09T01:00:00Z", ["state"] = "open", ["body"] = $"**Root cause**: {second}",
            ["labels"] = new JsonArray(new JsonObject { ["name"] = "Incident" }, new JsonObject { ["name"] = "severity/high" }),
        };
        (string, JsonObject)[] sent =
        [
            ("deployment_status", Status(12, second, "success", "2026-06-08T13:00:00Z")), ("deployment_status", Status(12, second, "inactive", "2026-06-10T13:00:00Z")),
            ("pull_request_review", new() { ["pull_request"] = pull.DeepClone(), ["review"] = dismissed }), ("issues", new() { ["action"] = "labeled", ["issue"] = issue }),
            ("deployment_status", Status(11, first, "success", "2026-06-01T10:00:00Z")), ("pull_request", new() { ["action"] = "closed", ["pull_request"] = pull }),
            ("deployment_status", Status(11, first, "success", "2026-06-01T10:00:00Z")),
        ];
        return string.Join('\n', sent.Select(s =>
        {
            s.Item2["repository"] = repository.DeepClone();
            return new JsonObject { ["event"] = s.Item1, ["payload"] = s.Item2 }.ToJsonString();
        }));
    }
}
