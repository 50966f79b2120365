using System.Diagnostics;
using System.Runtime.CompilerServices;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Shiprank.Server.Telemetry;

/// <summary>The server's own traces and metrics over OTLP, for who sets <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. Else nothing of it is loaded.</summary>
internal static class OtlpExport
{
    /// <param name="endpoint">Base address of the receiver.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Add(IServiceCollection services, ServerOptions options, Uri endpoint)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.Clear().AddService(options.Variable("OTEL_SERVICE_NAME") ?? "shiprank", serviceVersion: options.Program.Split(' ')[^1], autoGenerateServiceInstanceId: false))
            .WithTracing(traces => traces.AddSource(Spans.Name).AddAspNetCoreInstrumentation().AddProcessor(new Namelessness()).AddOtlpExporter(exporter => Configure(exporter, options, endpoint, "v1/traces")))
            .WithMetrics(metrics => metrics.AddMeter(Spans.Name, "Microsoft.AspNetCore.Hosting").AddOtlpExporter(exporter => Configure(exporter, options, endpoint, "v1/metrics")));
        services.AddHostedService<OtlpMeter>();
    }

    private static void Configure(OtlpExporterOptions exporter, ServerOptions options, Uri endpoint, string signal)
    {
        var grpc = options.Variable("OTEL_EXPORTER_OTLP_PROTOCOL") == "grpc";
        exporter.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = grpc ? endpoint : new(endpoint.ToString().TrimEnd('/') + "/" + signal);
        if (options.Variable("OTEL_EXPORTER_OTLP_HEADERS") is { Length: > 0 } headers) exporter.Headers = headers;
    }

    /// <summary>Takes everything out of a span that somebody typed: of an address the route stays, which is a pattern.</summary>
    private sealed class Namelessness : BaseProcessor<Activity>
    {
        private static readonly HashSet<string> Kept = new(StringComparer.Ordinal) { "http.request.method", "http.response.status_code", "http.route", "error.type", "network.protocol.version", "url.scheme" };

        public override void OnEnd(Activity data)
        {
            foreach (var (name, _) in data.TagObjects.ToList())
            {
                if (!Kept.Contains(name) && !name.StartsWith("shiprank.", StringComparison.Ordinal)) data.SetTag(name, null);
            }
        }
    }
}
