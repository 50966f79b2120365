using System.Diagnostics;

namespace Shiprank.Server.Telemetry;

/// <summary>Counts a request when its answer is made.</summary>
internal sealed class CountRequests(RequestDelegate next, RequestTally tally)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await next(context);
        }
        finally
        {
            tally.Add(context, Stopwatch.GetElapsedTime(began));
        }
    }
}
