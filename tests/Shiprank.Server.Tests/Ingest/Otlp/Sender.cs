using System.IO.Compression;
using System.Net.Http.Headers;
using Shiprank.Core.Usage;
using Shiprank.Store;
using Shiprank.Tests.Telemetry;

namespace Shiprank.Server.Tests.Ingest.Otlp;

/// <summary>Sends telemetry as clients do, and waits until it is in the store.</summary>
internal static class Sender
{
    public static HttpRequestMessage Request(Sent body, bool gzip = false, string? token = null, string prefix = "")
    {
        var content = new ByteArrayContent(gzip ? Gzip(body.Body) : body.Body) { Headers = { ContentType = new(body.Json ? "application/json" : "application/x-protobuf") } };
        if (gzip) content.Headers.ContentEncoding.Add("gzip");
        var request = new HttpRequestMessage(HttpMethod.Post, $"{prefix}/v1/{body.Signal.ToString().ToLowerInvariant()}") { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }

    public static Task<Reply> Send(this RunningServer server, Sent body, bool gzip = false, string? token = null, string prefix = "") => server.Send(Request(body, gzip, token, prefix));

    public static byte[] Gzip(ReadOnlySpan<byte> bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(bytes);
        return zipped.ToArray();
    }

    public static TokenCounts Total(IStore store) => store.ReadUsage(UsageFilter.All).Aggregate(default(TokenCounts), (sum, u) => sum + u.Row.Tokens) is var t
        ? t with { CacheWrite5m = t.CacheWrite5m + t.CacheWrite1h, CacheWrite1h = 0 }
        : default;

    public static Task Holds(this RunningServer server, TokenCounts total) => Eventually.Holds(() => Total(server.Store) == total, () => $"the store has {Total(server.Store)}, not {total}\n{server.Log}");

    /// <summary>One response of Claude Code.</summary>
    public static Sent Response(string session, int sequence, long output = 6, string extra = "", string resource = "") => Sent.Logs(
        $$$"""
        {"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}},{"key":"service.version","value":{"stringValue":"2.1.329"}}{{{resource}}}]},
        "scopeLogs":[{"scope":{"name":"com.anthropic.claude_code.events"},"logRecords":[{"timeUnixNano":"{{{1795224803692000000 + (sequence * 1000000L)}}}","body":{"stringValue":"claude_code.api_request"},
        "attributes":[{"key":"event.name","value":{"stringValue":"api_request"}},{"key":"session.id","value":{"stringValue":"{{{session}}}"}},{"key":"event.sequence","value":{"intValue":{{{sequence}}}}},
        {"key":"model","value":{"stringValue":"claude-opus-5-5"}},{"key":"input_tokens","value":{"intValue":1234}},{"key":"output_tokens","value":{"intValue":{{{output}}}}},
        {"key":"request_id","value":{"stringValue":"req-{{{session}}}-{{{sequence}}}"}}{{{extra}}}]}]}]}]}
        """);
}
