using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Shiprank.Server.Tests.Ingest;

/// <summary>Nothing that a person typed is kept, logged or sent back, whatever a delivery holds.</summary>
public sealed class CanaryTests
{
    private const string Marker = "canary5vq8zk";

    [Theory]
    [InlineData("pull_request")]
    [InlineData("issues")]
    [InlineData("release")]
    [InlineData("unknown")]
    public async Task What_was_typed_is_neither_kept_nor_told(string name)
    {
        var folder = new TestFolder();
        var told = new StringBuilder();
        var kept = new StringBuilder();
        await using (var server = await RunningServer.Start(at: folder))
        {
            var thing = JsonNode.Parse(GitHubHook.Pull(3))!;
            var pull = thing["pull_request"]!;
            foreach (var field in (string[])["title", "body", "note"]) pull[field] = $"Please {Marker}";
            pull["tag_name"] = "v1";
            pull["published_at"] = "2026-06-01T09:00:00Z";
            thing["issue"] = pull.DeepClone();
            thing["release"] = pull.DeepClone();
            thing["comment"] = new JsonObject { ["body"] = Marker };
            foreach (var body in new[] { thing.ToJsonString(), thing.ToJsonString().Replace("\"2026-06-01T10:00:00Z\"", $"\"{Marker}\"", StringComparison.Ordinal), $"{{\"{Marker}\":", Marker })
            {
                told.Append((await server.Send(GitHubHook.Request(body, $"d-{body.Length}", name))).Text);
            }

            told.Append((await server.SendLines($"{{\"type\":\"{Marker}\"\n{Marker}\n" + RunningServer.Deployment("d-1").Replace("}", $",\"note\":\"{Marker}\"}}", StringComparison.Ordinal))).Text);
            told.Append(server.Log);
            foreach (var e in server.Store.ReadEvents()) kept.Append(e).Append(Encoding.UTF8.GetString(e.Body));
            kept.Append(JsonSerializer.Serialize(server.Store.ReadDeliveries(100)));
        }

        Assert.DoesNotContain(Marker, told.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, kept.ToString(), StringComparison.Ordinal);
        Assert.Contains("production", kept.ToString(), StringComparison.Ordinal);
    }
}
