using System.Text.Json.Nodes;
using Shiprank.Cli;
using Shiprank.Tests.Cli;
using Shiprank.Tests.Forges;

namespace Shiprank.Tests.Privacy;

/// <summary>Nothing that a person typed is kept or shown of what forges, alerts and trackers send: titles, descriptions, messages, comments.</summary>
public sealed class ImportCanaryTests
{
    private static readonly HashSet<string> Prose = new(["title", "body", "message", "description", "content", "summary", "displayName", "commit_title", "note", "text"], StringComparer.Ordinal);

    [Fact]
    public void What_was_typed_into_forges_alerts_and_trackers_is_neither_kept_nor_shown()
    {
        using var run = new CliRun();
        run.Write("shiprank.yaml", """
            organisation: Northwind
            repositories:
              - { name: hello, path: ./hello, url: "https://github.com/Codertocat/Hello-World.git" }
              - { name: shop, path: ./shop, url: "https://gitlab.example.com/northwind/shop.git" }
            """);
        var examples = JsonNode.Parse(File.ReadAllText(OctokitExamples.File))!;
        foreach (var issue in examples.AsArray().Where(e => (string)e!["name"]! == "issues").SelectMany(e => e!["examples"]!.AsArray()).Take(9)) issue!["issue"]!["labels"] = new JsonArray(new JsonObject { ["name"] = "incident" });
        Assert.True(Plant(examples) > 1000);
        run.Write("github.json", examples.ToJsonString());
        var gitlab = new JsonArray([.. GitLabTests.All]);
        Assert.True(Plant(gitlab) > 10);
        run.Write("gitlab.json", gitlab.ToJsonString());
        run.Write("jira.json", $$$"""{"issues":[{"key":"SHOP-1","fields":{"summary":"{{{Canary.Marker}}}","status":{"name":"{{{Canary.Marker}}}"},"resolution":{"name":"{{{Canary.Marker}}}"},"created":"2026-03-01T00:00:00Z"}},{"key":"SHOP-2","fields":{"created":"{{{Canary.Marker}}}"}}]}""");
        run.Write("jira.csv", $"Summary,Issue key,Status,Created\n{Canary.Marker},SHOP-3,{Canary.Marker},2026-03-01\n{Canary.Marker},SHOP-4,Open,{Canary.Marker}\n");
        run.Write("pagerduty.json", $$$$$"""{"event":{"occurred_at":"2026-03-03T10:00:00Z","data":{"type":"incident","id":"P1","title":"{{{{{Canary.Marker}}}}}","status":"triggered","created_at":"2026-03-03T10:00:00Z","priority":{"summary":"{{{{{Canary.Marker}}}}}"}}}}""");
        Ask(run, "import", "github", "github.json", "--json");
        Ask(run, "import", "gitlab", "gitlab.json", "--json");
        Ask(run, "import", "jira", "jira.json", "jira.csv", "--json");
        Ask(run, "import", "incidents", "--mapping", "pagerduty", "pagerduty.json", "--json");
        Ask(run, "event", "request", "--repository", "shop", "--id", "4", "--title", Canary.Marker, "--author", "ada", "--opened-at", "2026-03-01T00:00:00Z");
        var data = Path.Combine(run.Folder, "data");
        Assert.Empty(StoredTexts.PlacesOf(Canary.Marker, data));

        // What is kept is found in the same way, so the search can fail.
        Assert.NotEmpty(StoredTexts.PlacesOf("Codertocat", data));
        Assert.NotEmpty(StoredTexts.PlacesOf("SHOP-3", data));
    }

    private static void Ask(CliRun run, params string[] arguments)
    {
        var code = run.Run([.. arguments, "--config", "shiprank.yaml", "--data", "data"]);
        Assert.True(code is ExitCode.Ok or ExitCode.Partial, $"{string.Join(' ', arguments)}: {code}\n{run.Error}");
        Assert.DoesNotContain(Canary.Marker, run.Out + run.Error, StringComparison.OrdinalIgnoreCase);
    }

    private static int Plant(JsonNode? node) => node switch
    {
        JsonArray list => list.Sum(Plant),
        JsonObject fields => fields.ToList().Sum(f => f.Value is JsonValue value && value.GetValueKind() == System.Text.Json.JsonValueKind.String && Prose.Contains(f.Key) && f.Key != "name" ? Planted(fields, f.Key) : Plant(f.Value)),
        _ => 0,
    };

    private static int Planted(JsonObject fields, string key)
    {
        // A label's title is its name.
        if (fields.ContainsKey("color")) return 0;
        fields[key] = $"{fields[key]} {Canary.Marker}";
        return 1;
    }
}
