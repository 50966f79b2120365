namespace Shiprank.Server.Telemetry;

/// <summary>Where the server's own telemetry goes.</summary>
internal static class OtlpEndpoint
{
    public const string Variable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <returns>Null when nothing is to be exported; <paramref name="problem"/> says why although it is asked for.</returns>
    public static Uri? Of(ServerOptions options, out string problem)
    {
        problem = "";
        if (options.Variable(Variable) is not { Length: > 0 } text) return null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https")) problem = $"{Variable} is no address of HTTP: no telemetry is sent";
        else if (options.Offline && !endpoint.IsLoopback) problem = $"{Variable} is not on this machine and --offline forbids the network: no telemetry is sent";
        else return endpoint;
        return null;
    }
}
