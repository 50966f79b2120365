using System.Diagnostics;
using Shiprank.Core.Pricing;
using Shiprank.Engine.Gateway;
using Shiprank.Server.Gateway.Calling;
using Shiprank.Server.Gateway.Metering;
using Shiprank.Server.Gateway.Refusing;
using Shiprank.Server.Gateway.Upstream;

namespace Shiprank.Server.Gateway;

/// <summary>A call that may be made, with all that its way back needs.</summary>
/// <param name="Slows">It waits before it goes out.</param>
/// <param name="Began">When the request came, for what is added to it.</param>
internal sealed record GatewayCall(CallDesk Desk, CallEntry Entry, GatewayTarget Target, string? Key, RequestFacts Facts, ClientSigns Signs, PriceList Prices, bool Slows, long Began);

/// <summary>Passes a call on and its answer back, piece by piece as it comes, and tells the desk how it ended, whatever happens.</summary>
internal sealed class GatewayRelay(ServerOptions options, UpstreamClient upstream, CallSettlement settlement, GatewayTally tally, ILogger<GatewayRelay> log)
{
    /// <summary>What providers take nothing for.</summary>
    public async Task<Refusal?> Free(HttpContext context, GatewayTarget target, string? key, ReadOnlyMemory<byte> body, CancellationTokenSource patience)
    {
        using var request = UpstreamHeaders.Request(context.Request, target, key, body);
        patience.CancelAfter(GatewayLimits.SlowestAnswer);
        try
        {
            using var answer = await upstream.Send(request, patience.Token);
            if (IsRedirect(answer)) return Elsewhere(target);
            UpstreamHeaders.Answer(answer, context.Response);
            await AnswerRelay.Pass(context, answer, null, patience);
            tally.Went("free");
            return null;
        }
        catch (Exception failure) when (Is(failure) && !context.RequestAborted.IsCancellationRequested)
        {
            return Unreachable(context, target, failure);
        }
    }

    /// <param name="patience">Ends when the caller has gone, or when it is told to.</param>
    public async Task<Refusal?> Answer(HttpContext context, GatewayCall call, GatewayBody body, CancellationTokenSource patience)
    {
        var metered = new MeteredAnswer(call.Target.Form);
        var outcome = CallOutcome.NotMade;
        try
        {
            if (call.Slows) await Task.Delay(GatewayLimits.Slowed, options.Clock, context.RequestAborted);
            if (call.Facts.UsageAt >= 0 && !body.Insert(call.Facts.UsageAt, System.Text.Encoding.ASCII.GetBytes(call.Facts.UsageText)))
            {
                return Refusal.Busy("too much at once; send it again in a few seconds");
            }

            using var request = UpstreamHeaders.Request(context.Request, call.Target, call.Key, body.Bytes);
            patience.CancelAfter(GatewayLimits.SlowestAnswer);
            tally.Add(Stopwatch.GetElapsedTime(call.Began));
            outcome = CallOutcome.Lost;
            using var answer = await upstream.Send(request, patience.Token);

            // The provider has it: however long the answer takes, the body's memory is for others.
            body.Dispose();
            if (!answer.IsSuccessStatusCode) outcome = CallOutcome.NotMade;
            if (IsRedirect(answer)) return Elsewhere(call.Target);
            UpstreamHeaders.Answer(answer, context.Response);
            using var meter = answer.IsSuccessStatusCode ? new AnswerMeter(metered, IsStream(answer)) : null;
            if (answer.Headers.NonValidated.TryGetValues("request-id", out var id)) metered.Request = ClientSigns.Name(id.ToString());
            await AnswerRelay.Pass(context, answer, meter, patience);
            if (answer.IsSuccessStatusCode) outcome = CallOutcome.Whole;
            return null;
        }
        catch (HttpRequestException failure) when (failure.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            outcome = CallOutcome.NotMade;
            return Unreachable(context, call.Target, failure);
        }
        catch (Exception failure) when (Is(failure) && !context.RequestAborted.IsCancellationRequested)
        {
            return Unreachable(context, call.Target, failure);
        }
        finally
        {
            settlement.End(call, metered, outcome);
        }
    }

    private static bool Is(Exception failure) => failure is HttpRequestException or IOException or OperationCanceledException;

    private static bool IsRedirect(HttpResponseMessage answer) => (int)answer.StatusCode is >= 300 and < 400 and not 304;

    private static bool IsStream(HttpResponseMessage answer) => answer.Content.Headers.ContentType?.MediaType is "text/event-stream";

    private static Refusal Elsewhere(GatewayTarget target) => Refusal.Malformed(StatusCodes.Status502BadGateway, $"{target.Provider.Name} sends calls on to another address, which the gateway does not follow");

    /// <returns>Null when the caller has a part of the answer already: then it is cut off there, as it was here.</returns>
    private Refusal? Unreachable(HttpContext context, GatewayTarget target, Exception failure)
    {
        if (log.IsEnabled(LogLevel.Warning)) log.LogWarning("a call to {Provider} broke off: {Kind}", target.Provider.Name, failure is HttpRequestException { HttpRequestError: var error } ? error.ToString() : failure.GetType().Name);
        if (!context.Response.HasStarted) return Refusal.Busy($"{target.Provider.Name} does not answer; send it again in a few seconds");
        context.Abort();
        return null;
    }
}
