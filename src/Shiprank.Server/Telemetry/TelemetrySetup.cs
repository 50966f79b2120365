namespace Shiprank.Server.Telemetry;

/// <summary>What the server tells of itself.</summary>
internal static class TelemetrySetup
{
    public static void AddTelemetry(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton<RequestTally>();
        if (OtlpEndpoint.Of(options, out _) is { } endpoint) OtlpExport.Add(services, options, endpoint);
    }

    /// <summary>Before everything else, so that nothing is missed.</summary>
    public static void UseTelemetry(this WebApplication app, ServerOptions options)
    {
        app.UseMiddleware<CountRequests>();
        if (OtlpEndpoint.Of(options, out var problem) is null && problem.Length > 0) app.Logger.LogWarning("{Problem}", problem);
    }
}
