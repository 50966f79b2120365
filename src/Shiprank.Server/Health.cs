using Shiprank.Store;

namespace Shiprank.Server;

/// <summary><c>/livez</c>: the process answers. <c>/readyz</c>: it takes deliveries and its store can be read.</summary>
internal static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/livez", context => context.Response.WriteAsync("ok\n", context.RequestAborted)).DisableRateLimiting();
        app.MapGet("/readyz", Ready).DisableRateLimiting();
    }

    private static Task Ready(HttpContext context)
    {
        var services = context.RequestServices;
        if (services.GetRequiredService<Draining>().HasBegun) return ProblemAnswers.Write(context, StatusCodes.Status503ServiceUnavailable, "the server is about to stop");
        try
        {
            services.GetRequiredService<ServerOptions>().Store.HasBatch(Guid.Empty);
        }
        catch (IOException failure) when (DiskFailure.Of(failure) is not null)
        {
            return ProblemAnswers.Write(context, StatusCodes.Status503ServiceUnavailable, "the data file can't be read");
        }

        return context.Response.WriteAsync("ok\n", context.RequestAborted);
    }
}
