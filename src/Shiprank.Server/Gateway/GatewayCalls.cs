using System.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Shiprank.Server.Access;
using Shiprank.Server.Gateway.Calling;
using Shiprank.Server.Gateway.Refusing;
using Shiprank.Server.Gateway.Upstream;
using Shiprank.Server.Ingest.Otlp;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Gateway;

/// <summary>
/// The way of a call: where it goes, who calls, what it may cost at most, whether it may be made; then it is written down and passed on. Nobody is asked
/// for anything on the way: rules, tickets, people and prices are those in force (<see cref="LiveCaps"/>).
/// </summary>
internal sealed class GatewayCalls(ServerOptions options, LiveCaps caps, AccessRules access, CallerCheck callers, ProviderKeys keys, GatewayDesk desk, GatewayRelay relay, TurnCosts costs, GatewayTally tally, ILogger<GatewayCalls> log)
{
    private readonly ByteBudget budget = new(GatewayLimits.InMemory);

    public async Task Take(HttpContext context, string rawTarget)
    {
        var began = Stopwatch.GetTimestamp();
        var register = caps.Current;
        var signs = ClientSigns.Of(context.Request.Headers);
        var (target, provider, wrong) = GatewayTarget.Read(context.Request.Method, rawTarget, register.Settings.Gateway);
        var dialect = Dialect.Of(signs.Agent, provider?.Wire ?? GatewayWire.OpenAi);
        tally.Begin();
        try
        {
            var refusal = target is null ? Refusal.Malformed(StatusCodes.Status404NotFound, wrong) : await Take(context, register, target, signs, began);
            if (refusal is null) return;
            if (refusal.Kind != RefusalKind.Cap) tally.Refuse(refusal.Kind.ToString().ToLowerInvariant());
            if (!context.Response.HasStarted) await dialect.Write(context, refusal);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("the caller went away");
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            tally.Refuse("malformed");
            await dialect.Write(context, Refusal.Malformed(bad.StatusCode, "the request is not as HTTP has it"));
        }
        catch (IOException) when (context.RequestAborted.IsCancellationRequested)
        {
            log.LogDebug("the caller went away");
        }
        finally
        {
            tally.End();
        }
    }

    private async Task<Refusal?> Take(HttpContext context, CapRegister register, GatewayTarget target, ClientSigns signs, long began)
    {
        if (access.Look(context).Refusal is { } closed) return Refusal.Malformed(StatusCodes.Status403Forbidden, closed);
        var now = options.Clock.GetUtcNow();
        if (callers.Of(context, register, now, out var unknown) is not { } caller) return Refusal.Unknown(unknown);
        if (!keys.Find(target.Provider, out var key)) return Refusal.Malformed(StatusCodes.Status503ServiceUnavailable, $"the gateway has no key for {target.Provider.Name}: an administrator can put it where the organisation file says");

        // One for the whole way: how long is waited is set anew at each step of it.
        using var patience = new CancellationTokenSource(Timeout.InfiniteTimeSpan, options.Clock);
        using var gone = context.RequestAborted.UnsafeRegister(static p => ((CancellationTokenSource)p!).Cancel(), patience);
        if (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)) return await relay.Free(context, target, key, default, patience);
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = GatewayLimits.Body + 1;
        var (body, status, problem) = await GatewayBody.Read(context.Request, budget, patience);
        if (body is null) return status == StatusCodes.Status503ServiceUnavailable ? Refusal.Busy(problem) : Refusal.Malformed(status, problem);
        try
        {
            switch (target.Use)
            {
                case GatewayUse.Free:
                    return await relay.Free(context, target, key, body.Bytes, patience);
                case GatewayUse.TurnCosts:
                    await ProblemAnswers.Send(context, StatusCodes.Status200OK, "application/json", costs.Answer(body.Bytes.Span));
                    return null;
            }

            if (Judge(register, target, signs, caller, context.Request, body, now, out var request, out var facts) is { } malformed) return malformed;
            if (desk.Open(register.Settings) is not { } open) return Capped(register.Settings, request.Call, new(CapAction.Stop, CapReason.Outage, null, [], []));
            var answer = open.Ask(register.Settings, request);
            if (answer.Call is not { } call) return Capped(register.Settings, request.Call, answer.Verdict);
            return await relay.Answer(context, new(open, call, target, key, facts, signs, register.Prices, answer.Verdict.Action == CapAction.Slow, began), body, patience);
        }
        finally
        {
            body.Dispose();
        }
    }

    /// <summary>Everything that the call is judged by.</summary>
    private static Refusal? Judge(CapRegister register, GatewayTarget target, ClientSigns signs, Caller caller, HttpRequest from, GatewayBody body, DateTimeOffset now, out Engine.Gateway.CallRequest request, out RequestFacts facts)
    {
        request = null!;
        facts = RequestScan.Read(body.Bytes.Span, target.Form, out var unreadable)!;
        if (facts is null) return Refusal.Malformed(StatusCodes.Status400BadRequest, unreadable);
        var model = target.Model.Length > 0 ? target.Model : facts.Model;
        if (model.Length == 0) return Refusal.Malformed(StatusCodes.Status400BadRequest, "the body names no model");
        var agent = signs.Agent.Length > 0 ? signs.Agent : target.Provider.Tool.Length > 0 ? target.Provider.Tool : target.Provider.Name;
        var branch = signs.Branch.Length > 0 ? signs.Branch : BranchInBody.Read(body.Bytes.Span.Slice(facts.Opening.At, facts.Opening.Length));
        var run = caller.Run.Length > 0 ? caller.Run : signs.Session.Length > 0 ? $"{agent}:{signs.Session}" : $"{agent}:{caller.Name}:{now.UtcDateTime:yyyy-MM-dd}";
        var call = register.Known(
            new()
            {
                At = now,
                Run = run,
                RunBegan = caller.RunBegan,
                Autonomous = caller.Autonomous || signs.Autonomous,
                Person = caller.Person,
                Agent = agent,
                Repository = caller.Repository,
                Job = caller.Job,
                Model = model,
            },
            Ticket(register, caller, from, branch));
        var (worst, priced, _) = WorstCase.Of(register.Prices, agent, model, facts, body.Bytes.Span, target.Form, now);
        request = new(call, signs.Session, branch, worst, priced, caller.Own);
        return null;
    }

    /// <summary>In the order of trust: the token, a header, the branch.</summary>
    private static string? Ticket(CapRegister register, Caller caller, HttpRequest from, string branch)
    {
        if (caller.Ticket.Length > 0) return caller.Ticket;
        if (ClientSigns.Name(from.Headers["x-ticket"].ToString()) is { Length: > 0 and <= 64 } stated) return register.TicketIn(stated) ?? stated;
        return branch.Length > 0 ? register.TicketIn(branch) : null;
    }

    private Refusal Capped(CapSettings settings, CapCall call, CapVerdict verdict)
    {
        tally.Refuse(verdict.Reason);
        TimeSpan? again = verdict.Reason == CapReason.Outage ? TimeSpan.FromMinutes(1)
            : CapJudge.Reset(verdict.Deciding is { Rule: { } rule } ? rule.Per : settings.Grace?.Per ?? CapPer.Run, call.At) is { } reset ? reset - call.At : null;
        return new(RefusalKind.Cap, StatusCodes.Status429TooManyRequests, CapSentence.Of(settings, call, verdict), again);
    }
}
