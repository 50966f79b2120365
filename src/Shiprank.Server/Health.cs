using Shiprank.Core.Access;
using Shiprank.Server.Access;
using System.Globalization;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server;

/// <summary><c>/livez</c>: the process answers. <c>/readyz</c>: it takes deliveries and its store can be read.</summary>
internal static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/livez", context => context.Response.WriteAsync("ok\n", context.RequestAborted)).Needing(Right.Open).DisableRateLimiting();
        app.MapGet("/readyz", Ready).Needing(Right.Open).DisableRateLimiting();
    }

    private static Task Ready(HttpContext context)
    {
        var services = context.RequestServices;
        var progress = services.GetRequiredService<SyncProgress>().Now;
        if (services.GetRequiredService<Draining>().HasBegun) return ProblemAnswers.Write(context, StatusCodes.Status503ServiceUnavailable, "the server is about to stop");
        try
        {
            services.GetRequiredService<ServerOptions>().Store.HasBatch(Guid.Empty);
        }
        catch (IOException failure) when (DiskFailure.Of(failure) is not null)
        {
            return ProblemAnswers.Write(context, StatusCodes.Status503ServiceUnavailable, "the data file can't be read");
        }

        // Not good, and yet no reason to send nothing here: deliveries are kept and the last good results are shown.
        var said = "ok\n";
        if (services.GetRequiredService<Published>().Version == 0) said += "no results yet\n";
        if (progress.Configuration.Count > 0) said += "the organisation file as it stands is not in force\n";
        if (progress.LastProblems.Count > 0) said += string.Create(CultureInfo.InvariantCulture, $"problems of the last sync: {progress.LastProblems.Count}\n");
        return context.Response.WriteAsync(said, context.RequestAborted);
    }
}
