using System.Collections.Concurrent;
using Microsoft.AspNetCore.Routing;

namespace Shiprank.Server.Telemetry;

/// <summary>How many requests of each route ended how, and how long they took. A route is a pattern: it holds no name that anybody sent.</summary>
public sealed class RequestTally
{
    /// <summary>Upper ends of the histogram's buckets, in seconds.</summary>
    public static readonly IReadOnlyList<double> Ends = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly ConcurrentDictionary<(string Method, string Route, int Status), Series> series = new();

    public IEnumerable<((string Method, string Route, int Status) Of, RequestHistogram Histogram)> All => series
        .OrderBy(s => s.Key.Route, StringComparer.Ordinal).ThenBy(s => s.Key.Method, StringComparer.Ordinal).ThenBy(s => s.Key.Status)
        .Select(s => (s.Key, s.Value.Read()));

    internal void Add(HttpContext context, TimeSpan took) =>
        series.GetOrAdd((Method(context.Request.Method), (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)", context.Response.StatusCode), _ => new()).Add(took.TotalSeconds);

    private static string Method(string method) => method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? method : "other";

    private sealed class Series
    {
        private readonly Lock gate = new();
        private readonly long[] counts = new long[Ends.Count + 1];
        private double sum;

        public void Add(double seconds)
        {
            var bucket = 0;
            while (bucket < Ends.Count && seconds > Ends[bucket]) bucket++;
            lock (gate)
            {
                counts[bucket]++;
                sum += seconds;
            }
        }

        public RequestHistogram Read()
        {
            lock (gate) return new([.. counts], sum);
        }
    }
}

/// <param name="Counts">Requests in each bucket alone, the last one for all that took longer.</param>
/// <param name="Sum">Seconds.</param>
public sealed record RequestHistogram(IReadOnlyList<long> Counts, double Sum);
