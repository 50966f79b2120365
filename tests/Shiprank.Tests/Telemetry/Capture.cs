using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Tests.Telemetry;

/// <summary>A body that a client sent.</summary>
internal sealed record Sent(OtlpSignal Signal, byte[] Body, bool Json = true)
{
    public Sent AsProtobuf() => new(Signal, Protobuf.Of(Body), Json: false);

    public static Sent Logs(string json) => new(OtlpSignal.Logs, System.Text.Encoding.UTF8.GetBytes(json));

    public static Sent Metrics(string json) => new(OtlpSignal.Metrics, System.Text.Encoding.UTF8.GetBytes(json));
}

/// <summary>One run of a real client: its bodies in the order of their arrival and what they have to come to.</summary>
internal sealed record Capture(string Name)
{
    public static IReadOnlyList<string> Names { get; } = [.. Runs().EnumerateObject().Select(r => r.Name)];

    /// <summary>Runs of which the session log was kept too, and tells of usage.</summary>
    public static IReadOnlyList<string> WithLogs { get; } = [.. Names.Where(n => Directory.Exists(Fixtures.Of("captures", n, "home")))];

    public IReadOnlyList<Sent> Bodies => [.. Directory.EnumerateFiles(Fixtures.Of("captures", Name, "otlp")).Order(StringComparer.Ordinal).Select(f => new Sent(SignalOf(f), File.ReadAllBytes(f)))];

    public JsonElement Expected => Runs().GetProperty(Name);

    public string Home => Fixtures.Of("captures", Name, "home");

    /// <summary>The cache write as one number: half of the clients don't divide it.</summary>
    public TokenCounts Totals => Expected.GetProperty("totals") is var t
        ? new(Of(t, "input"), Of(t, "cache_read"), Of(t, "cache_write"), 0, Of(t, "output"), Of(t, "reasoning"))
        : default;

    private static long Of(JsonElement totals, string name) => totals.GetProperty(name).GetInt64();

    private static OtlpSignal SignalOf(string file) => file.EndsWith("_logs.json", StringComparison.Ordinal) ? OtlpSignal.Logs : file.EndsWith("_metrics.json", StringComparison.Ordinal) ? OtlpSignal.Metrics : OtlpSignal.Traces;

    private static JsonElement Runs()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixtures.Of("captures", "otlp.json")));
        return document.RootElement.GetProperty("runs").Clone();
    }
}
