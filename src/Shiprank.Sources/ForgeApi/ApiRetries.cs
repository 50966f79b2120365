using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Shiprank.Sources.ForgeApi;

/// <summary>
/// When a call is made again: after a failure of the network, of the forge (5xx), or when it asks to wait, for as long as it asks. A wait that is longer
/// than the caller's patience is not begun.
/// </summary>
internal static class ApiRetries
{
    private const int Most = 5;
    private static readonly TimeSpan Slowest = TimeSpan.FromSeconds(60);

    public static ResiliencePipeline<ApiAnswer> Create(TimeProvider clock, TimeSpan patience) => new ResiliencePipelineBuilder<ApiAnswer> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<ApiAnswer>
        {
            MaxRetryAttempts = Most,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(1),
            MaxDelay = TimeSpan.FromSeconds(30),
            ShouldHandle = retry => ValueTask.FromResult(IsWorthIt(retry.Outcome, clock, patience)),
            DelayGenerator = retry => ValueTask.FromResult(retry.Outcome.Result is { IsLimited: true } or { IsPassing: true } ? retry.Outcome.Result.Wait(clock.GetUtcNow()) : null),
        })
        .AddTimeout(new TimeoutStrategyOptions { Timeout = Slowest })
        .Build();

    private static bool IsWorthIt(Outcome<ApiAnswer> outcome, TimeProvider clock, TimeSpan patience) => outcome switch
    {
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { IsLimited: true } or { IsPassing: true } } => (outcome.Result.Wait(clock.GetUtcNow()) ?? TimeSpan.Zero) <= patience,
        _ => false,
    };
}
