using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Engine.Gateway;
using Shiprank.Server.Gateway.Calling;
using Shiprank.Server.Gateway.Metering;

namespace Shiprank.Server.Gateway;

/// <summary>How a call ended for the gateway.</summary>
internal enum CallOutcome
{
    /// <summary>It broke off, here or there, and may have cost something.</summary>
    Lost,

    /// <summary>The answer came to its end.</summary>
    Whole,

    /// <summary>The provider never had it, or said that it did not do it.</summary>
    NotMade,
}

/// <summary>
/// What counts of a call. What the provider told in full is a measurement. Where an answer broke off after the provider told what was asked, that counts,
/// with as much of an answer as came. Where nothing was told, the call counts as it was reserved.
/// </summary>
internal sealed class CallSettlement(ServerOptions options, TurnCosts costs, GatewayTally tally)
{
    public void End(GatewayCall call, MeteredAnswer metered, CallOutcome outcome)
    {
        var entry = Entry(call, metered, outcome, options.Clock.GetUtcNow());
        call.Desk.End(entry);
        tally.Went(entry.Kind switch { CallEntryKind.Settled => "settled", CallEntryKind.Failed => "failed", _ => "estimated" });
        if (entry.Kind is CallEntryKind.Settled or CallEntryKind.Estimated) costs.Add(call.Signs.Turn, entry.Response, entry.Model, entry.Usd);
    }

    private static CallEntry Entry(GatewayCall call, MeteredAnswer metered, CallOutcome outcome, DateTimeOffset now)
    {
        var reserved = call.Entry;
        if (outcome == CallOutcome.NotMade || (metered is { Failed: true, ToldInput: false, Streamed: 0 })) return reserved with { Kind = CallEntryKind.Failed, EndedAt = now };
        if (!metered.ToldInput) return CallJournal.Charged(reserved, now) with { Response = metered.Response };
        var tokens = metered.ToldAll ? metered.Tokens : metered.Broken((call.Facts.MostOutput ?? 1_000_000) * call.Facts.Answers);
        var (model, tier) = (metered.Model.Length > 0 ? metered.Model : reserved.Model, metered.Tier.Length > 0 ? metered.Tier : call.Facts.Tier);
        var usd = call.Prices.CostOf(reserved.Agent, model, tier, tokens, tokens.Prompt, reserved.At) ?? call.Prices.CostOf(reserved.Agent, reserved.Model, tier, tokens, tokens.Prompt, reserved.At);
        return reserved with
        {
            Kind = metered.ToldAll ? CallEntryKind.Settled : CallEntryKind.Estimated,
            EndedAt = now,
            Model = model,
            Tier = tier,
            Tokens = tokens,
            Told = true,
            Usd = usd,
            Used = new(usd ?? 0, 0, tokens.Total, 1),
            Response = metered.Response,
            Join = Join(call, metered, tokens),
        };
    }

    /// <summary>By what a client's log or telemetry knows the same answer: the request's id for Claude Code, the thread's counts for Codex.</summary>
    private static long Join(GatewayCall call, MeteredAnswer metered, in TokenCounts tokens) => call.Signs.Agent switch
    {
        KnownClients.ClaudeCode when metered.Request.Length > 0 => ResponseJoin.OfRequest(KnownClients.ClaudeCode, Encoding.UTF8.GetBytes(metered.Request)),
        KnownClients.ClaudeCode => ResponseJoin.OfCounts(KnownClients.ClaudeCode, call.Signs.Session, tokens.Input, tokens.CacheRead, tokens.CacheWrite5m + tokens.CacheWrite1h),
        KnownClients.Codex => ResponseJoin.OfCounts(KnownClients.Codex, call.Signs.Thread, tokens.Input, tokens.CacheRead, tokens.CacheWrite5m, tokens.Output),
        _ => 0,
    };
}
