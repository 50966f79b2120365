using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>What a provider saw of a call.</summary>
internal sealed record SeenCall(string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, string Body);

/// <summary>
/// A provider of the tests' own on a real port: it speaks all wires, and tells the same usage for every call: of Anthropic 1,234 / 5,000 / 150 / 50 / 6, of
/// the others 1,434 / 5,000 / 0 / 0 / 60, in disjoint buckets.
/// </summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private const string AnthropicStart = ""","usage":{"input_tokens":1234,"cache_creation_input_tokens":200,"cache_read_input_tokens":5000,"cache_creation":{"ephemeral_5m_input_tokens":150,"ephemeral_1h_input_tokens":50},"output_tokens":1,"service_tier":"standard"}""";
    private const string AnthropicEnd = ""","usage":{"input_tokens":1234,"cache_creation_input_tokens":200,"cache_read_input_tokens":5000,"output_tokens":6}""";
    private const string AnthropicWhole = ""","usage":{"input_tokens":1234,"cache_creation_input_tokens":200,"cache_read_input_tokens":5000,"cache_creation":{"ephemeral_5m_input_tokens":150,"ephemeral_1h_input_tokens":50},"output_tokens":6}""";
    private const string Responses = ""","usage":{"input_tokens":6434,"input_tokens_details":{"cached_tokens":5000},"output_tokens":60,"output_tokens_details":{"reasoning_tokens":40},"total_tokens":6494}""";
    private const string Chat = "\"usage\":" + """{"prompt_tokens":6434,"prompt_tokens_details":{"cached_tokens":5000},"completion_tokens":60,"completion_tokens_details":{"reasoning_tokens":40}}""";

    private readonly WebApplication app;
    private readonly ConcurrentQueue<SeenCall> seen = new();

    private FakeProvider(WebApplication app)
    {
        this.app = app;
        app.Run(Take);
    }

    public IReadOnlyList<SeenCall> Seen => [.. seen];

    public Uri Address { get; private set; } = null!;

    /// <summary>Pieces of an answer in a stream, without those that begin and end it.</summary>
    public int Pieces { get; set; } = 5;

    public TimeSpan BetweenPieces { get; set; }

    /// <summary>After so many pieces the connection is cut; null: it is not.</summary>
    public int? CutAfter { get; set; }

    /// <summary>After so many pieces nothing more comes; null: it does.</summary>
    public int? HangAfter { get; set; }

    public bool TellsUsage { get; set; } = true;

    /// <summary>Answers instead with this status; 0: it does what it is asked.</summary>
    public int Status { get; set; }

    public string Location { get; set; } = "";

    public static async Task<FakeProvider> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k =>
        {
            k.Listen(System.Net.IPAddress.Loopback, 0);
            k.Limits.MaxRequestBodySize = null;
        });
        var provider = new FakeProvider(builder.Build());
        await provider.app.StartAsync();
        provider.Address = new(provider.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        seen.Enqueue(new(context.Request.Method, context.Request.Path.Value!, context.Request.QueryString.Value!, context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal), body));
        if (Status != 0)
        {
            context.Response.StatusCode = Status;
            if (Location.Length > 0) context.Response.Headers.Location = Location;
            context.Response.Headers["retry-after"] = "7";
            await context.Response.WriteAsync("""{"error":"as the provider has it"}""");
            return;
        }

        var path = context.Request.Path.Value!;
        context.Response.Headers["request-id"] = string.Create(CultureInfo.InvariantCulture, $"req_{seen.Count}");
        if (context.Request.Method != "POST" || path.EndsWith("count_tokens", StringComparison.Ordinal)) await context.Response.WriteAsync("""{"input_tokens":12}""");
        else if (body.Contains("\"stream\":true", StringComparison.Ordinal) || path.EndsWith(":streamGenerateContent", StringComparison.Ordinal)) await Stream(context, path, body);
        else await context.Response.WriteAsJsonAsync(System.Text.Json.JsonDocument.Parse(Whole(path)).RootElement);
    }

    private async Task Stream(HttpContext context, string path, string body)
    {
        context.Response.ContentType = "text/event-stream";
        var events = Events(path, body).ToList();
        for (var i = 0; i < events.Count; i++)
        {
            if (i == CutAfter)
            {
                // What came before it has arrived by then.
                await Task.Delay(100);
                context.Abort();
                return;
            }

            if (i == HangAfter) await Task.Delay(Timeout.Infinite, context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await context.Response.WriteAsync(events[i], context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            if (BetweenPieces > TimeSpan.Zero) await Task.Delay(BetweenPieces, context.RequestAborted);
        }
    }

    private IEnumerable<string> Events(string path, string body)
    {
        if (path.EndsWith("/messages", StringComparison.Ordinal))
        {
            yield return Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-4-6","content":[]""" + Usage(AnthropicStart) + "}}");
            for (var i = 0; i < Pieces; i++) yield return Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"piece of an answer, \"usage\":{\"output_tokens\":999}"}}""");
            yield return Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"}""" + Usage(AnthropicEnd) + "}");
            yield return Event("message_stop", """{"type":"message_stop"}""");
        }
        else if (path.EndsWith("/responses", StringComparison.Ordinal))
        {
            yield return Event("response.created", """{"type":"response.created","response":{"id":"resp_1","model":"gpt-5.2","status":"in_progress","usage":null}}""");
            for (var i = 0; i < Pieces; i++) yield return Event("response.output_text.delta", """{"type":"response.output_text.delta","delta":"piece"}""");
            yield return Event("response.completed", """{"type":"response.completed","response":{"id":"resp_1","model":"gpt-5.2","status":"completed","output":[{"type":"message","content":[{"type":"output_text","text":"piece"}]}]""" + Usage(Responses) + "}}");
        }
        else if (path.EndsWith("/chat/completions", StringComparison.Ordinal))
        {
            for (var i = 0; i < Pieces; i++) yield return Data("""{"id":"chat_1","object":"chat.completion.chunk","model":"gpt-5.2","choices":[{"index":0,"delta":{"content":"piece"}}],"usage":null}""");
            if (TellsUsage && body.Contains("\"include_usage\":true", StringComparison.Ordinal)) yield return Data("""{"id":"chat_1","object":"chat.completion.chunk","model":"gpt-5.2","choices":[],""" + Chat + "}");
            yield return "data: [DONE]\n\n";
        }
        else
        {
            for (var i = 0; i < Pieces; i++) yield return Data("""{"candidates":[{"content":{"parts":[{"text":"piece"}]}}]""" + Usage(Gemini(20 * (i + 1) / Pieces)) + ""","modelVersion":"gemini-2.5-flash","responseId":"gem_1"}""");
        }
    }

    private string Whole(string path) => path switch
    {
        _ when path.EndsWith("/messages", StringComparison.Ordinal) => """{"id":"msg_1","type":"message","model":"claude-sonnet-4-6","content":[{"type":"text","text":"x"}]""" + Usage(AnthropicWhole) + "}",
        _ when path.EndsWith("/responses", StringComparison.Ordinal) => """{"id":"resp_1","object":"response","model":"gpt-5.2","error":null""" + Usage(Responses) + "}",
        _ when path.EndsWith("/chat/completions", StringComparison.Ordinal) => """{"id":"chat_1","model":"gpt-5.2","choices":[]""" + Usage("," + Chat) + "}",
        _ => """{"candidates":[]""" + Usage(Gemini(20)) + ""","modelVersion":"gemini-2.5-flash","responseId":"gem_1"}""",
    };

    private static string Gemini(int candidates) => string.Create(CultureInfo.InvariantCulture, $$""","usageMetadata":{"promptTokenCount":6434,"cachedContentTokenCount":5000,"candidatesTokenCount":{{candidates}},"thoughtsTokenCount":40}""");

    private string Usage(string text) => TellsUsage ? text : "";

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    private static string Data(string data) => $"data: {data}\n\n";
}
