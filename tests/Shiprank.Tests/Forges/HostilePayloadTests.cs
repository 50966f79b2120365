using System.Text;
using System.Text.Json.Nodes;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;
using static Shiprank.Tests.Forges.ForgeSite;

namespace Shiprank.Tests.Forges;

/// <summary>Whatever is sent: events, a reason or a problem; never an exception, and nothing of what stands in it in the message.</summary>
public sealed class HostilePayloadTests
{
    private static readonly string[] Read = ["push", "release", "pull_request", "pull_request_review", "deployment_status", "workflow_run", "issues"];

    private static readonly string[] Values =
        ["null", "true", "7", "-1", "1e400", "99999999999999999999999", "\"canary5vq8zk\"", "\"\"", "[]", "[null]", "[[]]", "{}", "\"1970-01-01T00:00:00Z\"", "\"9999-12-31T23:59:59Z\"", "\"0001-01-01T00:00:00Z\""];

    [Fact]
    public void Every_field_of_github_with_a_value_of_every_kind()
    {
        foreach (var name in Read)
        {
            foreach (var payload in Prepared(name)) Mutate(payload, p => ReadGitHub(name, p));
        }
    }

    [Fact]
    public void Every_field_of_gitlab_with_a_value_of_every_kind()
    {
        foreach (var payload in GitLabTests.All) Mutate(payload, p => ReadGitLab(p, received: Time("2026-03-01T00:00:00Z")));
    }

    [Theory]
    [InlineData("", "not valid JSON: the line breaks off")]
    [InlineData("[]", "not a JSON object")]
    [InlineData("7", "not a JSON object")]
    [InlineData("{\"repository\":", "not valid JSON: the line breaks off")]
    [InlineData("{\"repository\":{\"full_name\":\"a/b\"},\"x\":\"\\ud800\"}", "a text with half of a surrogate pair")]
    [InlineData("{\"\\udfff\":1}", "a text with half of a surrogate pair")]
    [InlineData("{}", "field \"repository\" is missing")]
    [InlineData("{\"repository\":{}}", "field \"repository.full_name\" is missing")]
    public void What_is_no_delivery_is_a_problem(string payload, string reason) => Assert.Equal(reason, Problem(Encoding.UTF8.GetBytes(payload)));

    [Fact]
    public void Bytes_that_are_no_text_are_a_problem() => Assert.Equal("not valid UTF-8", Problem([.. "{\"x\":\""u8, 0xff, 0xfe, .. "\"}"u8]));

    [Fact]
    public void Ten_thousand_levels_are_a_problem() =>
        Assert.Equal("nested more than 64 levels deep", Problem(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_000))));

    [Fact]
    public void Twenty_five_megabytes_are_read()
    {
        var payload = Prepared("pull_request").First();
        payload["pull_request"]!["body"] = "SHOP-7 #1 " + new string('x', 12_000_000) + string.Concat(Enumerable.Repeat(" SHOP-8 #2", 1_200_000));
        var reading = ReadGitHub("pull_request", payload);
        Assert.Equal(["SHOP-7", "#1"], Assert.Single(Standing(reading).Requests).Tickets);
    }

    [Fact]
    public void Of_a_key_that_stands_twice_the_last_counts()
    {
        var text = Prepared("pull_request").First().ToJsonString();
        var twice = text.Replace("\"number\":", "\"number\":999,\"number\":", StringComparison.Ordinal);
        Assert.Equal("2", Assert.Single(Standing(GitHub.Read(new("pull_request", "", Encoding.UTF8.GetBytes(twice)))).Requests).Id);
    }

    [Fact]
    public void A_text_beyond_measure_is_a_problem_where_it_would_be_kept()
    {
        var payload = Prepared("pull_request").First();
        payload["pull_request"]!["head"]!["ref"] = new string('b', 2000);
        Assert.Equal("field \"pull_request.head.ref\" is not a text of at most 1000 characters", ReadGitHub("pull_request", payload).Problem?.Reason);
    }

    [Fact]
    public void A_hostile_name_of_an_event_is_shown_tamed()
    {
        var reading = GitHub.Read(new("\u001b[31m<script>" + new string('x', 500), "", new byte[] { (byte)'{' }));
        Assert.Matches("^[ -~]{1,100}$", reading.Ignored);
    }

    private static string? Problem(byte[] payload)
    {
        var reading = GitHub.Read(new("pull_request", "", payload));
        Assert.Empty(reading.Events);
        return reading.Problem?.Reason;
    }

    /// <summary>The examples with the states in which most fields are looked at.</summary>
    private static IEnumerable<JsonObject> Prepared(string name)
    {
        var payload = OctokitExamples.Of(name, name == "push" ? 4 : name == "workflow_run" ? 1 : 0);
        if (name == "issues") payload["issue"]!["labels"] = new JsonArray(new JsonObject { ["name"] = "incident" });
        if (name == "pull_request") (payload["pull_request"]!["assignees"], payload["pull_request"]!["state"]) = (new JsonArray(new JsonObject { ["login"] = "bob", ["type"] = "User" }), "closed");
        yield return payload;
    }

    private static void Mutate(JsonObject payload, Func<JsonNode, ForgeReading> read)
    {
        foreach (var path in Paths(payload, "").ToList())
        {
            foreach (var value in Values)
            {
                var copy = payload.DeepClone();
                var parts = path.Split('\u0001', StringSplitOptions.RemoveEmptyEntries);
                var parent = parts[..^1].Aggregate(copy, (node, part) => node is JsonArray list ? list[int.Parse(part)]! : node[part]!);
                if (parent is JsonArray array) array[int.Parse(parts[^1])] = JsonNode.Parse(value);
                else parent[parts[^1]] = JsonNode.Parse(value);
                Check(read(copy), path, value);
            }

            var without = payload.DeepClone();
            if (path.Split('\u0001', StringSplitOptions.RemoveEmptyEntries) is [var only] && without.AsObject().Remove(only)) Check(read(without), path, "nothing");
        }
    }

    private static void Check(ForgeReading reading, string path, string value)
    {
        Assert.True((reading.Events.Count > 0 ? 1 : 0) + (reading.Ignored is null ? 0 : 1) + (reading.Problem is null ? 0 : 1) == 1, $"{path} = {value}: {reading}");
        Assert.DoesNotContain("canary5vq8zk", reading.Problem?.Reason ?? "");

        // What was taken can be read back at any time.
        EventLog.From(reading.Events).At(DateTimeOffset.MaxValue);
    }

    /// <summary>Paths of all fields and of the first item of each list, their parts parted by U+0001.</summary>
    private static IEnumerable<string> Paths(JsonNode? node, string path)
    {
        var children = node switch
        {
            JsonObject fields => fields.Select(f => (f.Key, f.Value)),
            JsonArray { Count: > 0 } list => [("0", list[0])],
            _ => Enumerable.Empty<(string, JsonNode?)>(),
        };
        foreach (var (name, child) in children)
        {
            // Links, copies of repositories and who sent it are never looked at.
            if (name is "sender" or "organization" or "installation" or "repo" or "source" or "target") continue;
            if (name.EndsWith("_url", StringComparison.Ordinal) && name is not ("clone_url" or "html_url" or "ssh_url" or "commit_url")) continue;
            yield return $"{path}\u0001{name}";
            foreach (var inner in Paths(child, $"{path}\u0001{name}")) yield return inner;
        }
    }
}
