using Shiprank.Server.Access;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Shiprank.Server.Api;
using Shiprank.Server.Commands;
using Shiprank.Server.Gateway;
using Shiprank.Server.Ingest;
using Shiprank.Server.Ingest.Otlp;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Server.Telemetry;

namespace Shiprank.Server;

/// <summary>
/// The web host. It takes nothing from the environment or from files but what <see cref="ServerOptions"/> says, listens on one address, and
/// leaves signals to its caller.
/// </summary>
public static class ShiprankServer
{
    public static WebApplication Create(ServerOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Shiprank.Server" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Configure(kestrel, options));
        builder.Logging.AddProvider(new LogLines(options.Log, options.Clock)).SetMinimumLevel(LogLevel.Warning).AddFilter("Shiprank", LogLevel.Information).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None).AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error).AddFilter("Microsoft.AspNetCore.Antiforgery", LogLevel.None);
        builder.Services.Replace(ServiceDescriptor.Singleton<IMemoryPoolFactory<byte>, ConnectionBlocks.Factory>());
        builder.Services.AddRoutingCore();
        builder.Services.AddRateLimiter(RequestLimits.Configure);
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, CallersLifetime>());
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(15));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton<Draining>();
        builder.Services.AddJobs(options);
        builder.Services.AddSingleton<HookPipeline>();
        builder.Services.AddTelemetryIntake();
        builder.Services.AddApi();
        builder.Services.AddTelemetry(options);
        builder.Services.AddPages(options);
        builder.Services.AddAccess();
        builder.Services.AddGateway();

        var app = builder.Build();
        RoleWatch.Begin(app.Services);
        app.UseMiddleware<GatewayDoor>();
        app.UseTelemetry(options);
        app.UseSafeHeaders();
        app.UseMiddleware<ProblemAnswers>();
        app.UseMiddleware<Doors>();
        app.UseRouting();
        app.UseRateLimiter();
        app.UseMiddleware<RightGate>();
        app.UsePageGate();
        Health.Map(app);
        HookEndpoints.Map(app);
        OtlpEndpoints.Map(app);
        app.MapApi();
        MetricsEndpoint.Map(app);
        CommandEndpoint.Map(app);
        app.MapPages();
        return app;
    }

    private static void Configure(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = RequestLimits.LargestBody;
        kestrel.Limits.MaxRequestBufferSize = 256 * 1024;
        kestrel.Limits.MaxConcurrentConnections = RequestLimits.Connections;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(60);
        kestrel.Listen(options.Address, options.Port);
    }

    /// <summary>Signals are the caller's: it drains the server before it stops it.</summary>
    private sealed class CallersLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
