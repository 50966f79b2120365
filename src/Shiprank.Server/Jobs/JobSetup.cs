using Shiprank.Server.Features.Loops;
using Shiprank.Server.Features.Signals;

namespace Shiprank.Server.Jobs;

/// <summary>The background work and what tells of it.</summary>
internal static class JobSetup
{
    public static void AddJobs(this IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(options.Clock);
        services.AddSingleton<LiveWorkspace>();
        services.AddSingleton<Published>();
        services.AddSingleton<SyncProgress>();
        services.AddSingleton<SyncTickets>();
        services.AddSingleton<SyncQueue>();
        services.AddSingleton<Lanes>();
        services.AddSingleton<LiveCaps>();
        services.AddSingleton<LoopDesk>();
        services.AddSingleton<SignalBook>();
        if (!options.Jobs) return;
        services.AddHostedService<SyncRunner>();
        services.AddHostedService<SyncSchedule>();
        services.AddHostedService<DigestSchedule>();
        services.AddHostedService<AlertWatch>();
        services.AddHostedService<CapWatch>();
        services.AddHostedService<SignalWatch>();
    }
}
