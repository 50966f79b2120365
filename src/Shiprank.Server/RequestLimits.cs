using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Shiprank.Server.Access;

namespace Shiprank.Server;

/// <summary>How much a server takes at once and in a time, so that nobody can fill its memory or keep it from others.</summary>
internal static class RequestLimits
{
    /// <summary>Bytes of a body: what GitHub sends at most.</summary>
    public const long LargestBody = 25 * 1024 * 1024;

    /// <summary>Forges give up after it.</summary>
    public static readonly TimeSpan SlowestBody = TimeSpan.FromSeconds(10);

    /// <summary>Connections at once: nearly all of them are streams of agents that wait for their provider, and take a few kilobytes each.</summary>
    public const long Connections = 16_384;

    /// <summary>Deliveries that are worked on at once; more wait.</summary>
    public const int AtOnce = 16;

    /// <summary>Pages and answers that are made at once; more wait. Whoever reads them sits at this machine, so no number a second is too many.</summary>
    public const int ReadersAtOnce = 64;

    private const int Waiting = 256;
    private const int ReadersWaiting = 4096;
    private const int ASecond = 100;
    private const int Burst = 1000;

    public static void Configure(RateLimiterOptions limits)
    {
        limits.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => IsDelivery(context)
                ? RateLimitPartition.GetTokenBucketLimiter(Endpoint(context), _ => new()
                {
                    TokenLimit = Burst,
                    TokensPerPeriod = ASecond,
                    ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                    AutoReplenishment = true,
                    QueueLimit = 0,
                })
                : RateLimitPartition.GetNoLimiter("")),
            PartitionedRateLimiter.Create<HttpContext, string>(Asker),
            PartitionedRateLimiter.Create<HttpContext, bool>(context => RateLimitPartition.GetConcurrencyLimiter(IsDelivery(context), delivery => new()
            {
                PermitLimit = delivery ? AtOnce : ReadersAtOnce,
                QueueLimit = delivery ? Waiting : ReadersWaiting,
                QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
            })));
        limits.OnRejected = async (rejected, _) =>
        {
            rejected.HttpContext.Response.Headers.RetryAfter = 5.ToString(CultureInfo.InvariantCulture);
            await ProblemAnswers.Write(rejected.HttpContext, StatusCodes.Status429TooManyRequests, "too many requests at once; send it again in a few seconds");
        };
    }

    /// <summary>
    /// Of signing in by address, of exports by who asks, of a token's other uses by the token. Sending usage has limits of its own, and whoever is at the
    /// machine itself needs none.
    /// </summary>
    private static RateLimitPartition<string> Asker(HttpContext context)
    {
        var (path, viewer) = (context.Request.Path, context.Viewer());
        if (path.StartsWithSegments("/sign-in", out var rest) && rest.HasValue) return Bucket($"sign-in {Arrival.Of(context).Client}", burst: 30, aMinute: 20);
        if (ReferenceEquals(viewer, ViewerAccess.Local)) return RateLimitPartition.GetNoLimiter("");
        if (path.StartsWithSegments("/csv")) return Bucket($"export {viewer.Actor}", burst: 60, aMinute: 60);
        return viewer.Scopes != Core.Access.Scopes.None && !viewer.Scopes.HasFlag(Core.Access.Scopes.Ingest) ? Bucket(viewer.Actor, burst: 600, aMinute: 1200) : RateLimitPartition.GetNoLimiter("");
    }

    private static RateLimitPartition<string> Bucket(string key, int burst, int aMinute) => RateLimitPartition.GetTokenBucketLimiter(key, _ => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = aMinute / 10,
        ReplenishmentPeriod = TimeSpan.FromSeconds(6),
        AutoReplenishment = true,
        QueueLimit = 0,
    });

    private static bool IsDelivery(HttpContext context) => context.Request.Path.StartsWithSegments("/hooks");

    /// <summary>Of an address that nobody listens to there are endlessly many: they share one limit.</summary>
    private static string Endpoint(HttpContext context) => context.GetEndpoint()?.DisplayName ?? "";
}
