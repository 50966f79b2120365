using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>The addresses that agents send telemetry to: those that OTLP has, at the root and below <c>/otlp</c>.</summary>
internal static class OtlpEndpoints
{
    public static readonly IReadOnlyList<string> Paths = ["/v1/logs", "/v1/metrics", "/v1/traces", "/otlp/v1/logs", "/otlp/v1/metrics", "/otlp/v1/traces"];

    /// <summary>Where programs send usage, or ask whether it came.</summary>
    public static bool IsTelemetry(HttpRequest request) => request.Path.Value is { } path && (Paths.Contains(path, StringComparer.Ordinal) || path is BundleIntake.Path or CapEventIntake.Path || path == BundleIntake.ReceivedPath);

    public static void AddTelemetryIntake(this IServiceCollection services)
    {
        services.AddSingleton<TelemetryQueue>();
        services.AddSingleton<OtlpIntake>();
        services.AddHostedService<TelemetryDrain>();
    }

    public static void Map(WebApplication app)
    {
        BundleIntake.Map(app);
        CapEventIntake.Map(app);
        var intake = app.Services.GetRequiredService<OtlpIntake>();
        foreach (var path in Paths)
        {
            var signal = path[(path.LastIndexOf('/') + 1)..] switch { "logs" => OtlpSignal.Logs, "metrics" => OtlpSignal.Metrics, _ => OtlpSignal.Traces };

            // Its own limits are in OtlpLimits: they look at bytes, and turn away with what OTLP clients understand.
            app.MapPost(path, context => intake.Take(context, signal)).WithDisplayName(path).DisableRateLimiting().Needing(Right.Ingest);
        }
    }
}
