namespace Shiprank.Server.Api;

/// <summary>The API of version 1: what it needs, and where it listens.</summary>
internal static class ApiSetup
{
    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<Reports>();
        services.AddSingleton<ReportEndpoints>();
        services.AddSingleton<SyncEndpoints>();
        services.AddSingleton<WorkBearer>();
    }

    public static void MapApi(this WebApplication app)
    {
        ReportEndpoints.Map(app);
        SyncEndpoints.Map(app);
        AuditEndpoints.Map(app);
        AlertEndpoints.Map(app);
        PeopleEndpoint.Map(app);
        WorkTokenEndpoints.Map(app);
        LocalCapsEndpoint.Map(app);
        CapRunEndpoints.Map(app);
        OpenApi.Map(app);
    }
}
