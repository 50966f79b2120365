using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shiprank.Tests.Telemetry;

namespace Shiprank.Server.Tests.Ingest.Otlp;

/// <summary>Nothing that somebody wrote is kept of telemetry, wherever in a body it stands: not in the store, nor in the spool, nor in a log or an answer.</summary>
public sealed class OtlpCanaryTests
{
    private const string Marker = "canary5vq8zk";

    /// <summary>A sentence, as prompts are: what may be an id, a model or an address has no blanks.</summary>
    private const string Typed = $"please {Marker} this now";

    [Fact]
    public async Task A_marker_in_every_text_of_every_body_is_found_nowhere()
    {
        using var folder = new TestFolder();
        folder.Write("shiprank.yaml", RunningServer.Configuration);
        var answers = new StringBuilder();
        var log = "";
        await using (var server = await RunningServer.Over(folder, keep: true, o => o))
        {
            foreach (var body in Capture.Names.SelectMany(n => new Capture(n).Bodies))
            {
                foreach (var planted in Planted(body))
                {
                    answers.Append((await server.Send(planted)).Text).Append((await server.Send(planted.AsProtobuf(), gzip: true)).Text);
                }
            }

            answers.Append((await server.Send(Sent.Logs($"{{\"{Marker}\": "))).Text);
            await Eventually.Holds(() => server.Store.ReadTelemetry().Count > 10, () => server.Log);
            answers.Append((await server.Get("/api/v1/sources")).Text);
            Assert.NotEmpty(Places(folder.At("data"), "claude-opus-5-5"));
            Assert.Empty(Places(folder.At("data"), Marker));
            log = server.Log;
        }

        Assert.Empty(Places(folder.At("data"), Marker));
        Assert.DoesNotContain(Marker, log, StringComparison.Ordinal);
        Assert.DoesNotContain(Marker, answers.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Once instead of every text but the client's name and what tells usage from other records, and once as more of everything.</summary>
    private static IEnumerable<Sent> Planted(Sent body)
    {
        foreach (var instead in (bool[])[true, false])
        {
            var json = JsonNode.Parse(body.Body)!;
            Plant(json, instead, "");
            yield return body with { Body = Encoding.UTF8.GetBytes(json.ToJsonString()) };
        }
    }

    private static void Plant(JsonNode? node, bool instead, string key)
    {
        switch (node)
        {
            case JsonObject map:
                if (map["key"]?.GetValue<string>() is { } name && map["value"] is JsonObject value)
                {
                    if (value.ContainsKey("stringValue") && instead && name is not ("service.name" or "event.name" or "event.kind" or "gen_ai.operation.name" or "type") && !name.Contains("token", StringComparison.Ordinal)) value["stringValue"] = Typed;
                    return;
                }

                foreach (var (field, child) in map.ToList())
                {
                    if (instead && field is "body" or "description" or "unit") map[field] = new JsonObject { ["stringValue"] = Typed };
                    if (instead && field is "description" or "unit" or "severityText" or "eventName" or "traceState") map[field] = Typed;
                    Plant(child, instead, field);
                }

                if (!instead && map.ContainsKey("attributes")) map["attributes"]!.AsArray().Add(new JsonObject { ["key"] = $"prompt.{Marker}", ["value"] = new JsonObject { ["stringValue"] = Typed } });
                break;
            case JsonArray list:
                foreach (var item in list) Plant(item, instead, key);
                break;
        }
    }

    private static List<string> Places(string folder, string text) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(f => Read(f).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0)];

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
