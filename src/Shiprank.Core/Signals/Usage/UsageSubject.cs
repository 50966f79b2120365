using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Signals.Usage;

/// <summary>One subject's use of agents in the window, either at work or by runs without anybody before them.</summary>
public sealed record UsageSubject
{
    /// <summary>A person; a job where a run's usage names nobody.</summary>
    public required SignalSubject Subject { get; init; }

    /// <summary>Nobody sat before it.</summary>
    public required bool Autonomous { get; init; }

    /// <summary>Days with calls, in order.</summary>
    public IReadOnlyList<UsageDay> Days { get; init; } = [];

    /// <summary>What settled spend became; a fate that nothing had is not there.</summary>
    public IReadOnlyList<UsageBecame> Became { get; init; } = [];

    /// <summary>Calls of models, one after the other.</summary>
    public ArrivalFacts Calls { get; init; } = ArrivalFacts.None;

    /// <summary>Calls that come after a minute of nothing or more: what somebody, or something, set off.</summary>
    public ArrivalFacts Starts { get; init; } = ArrivalFacts.None;

    public PromptFacts Prompts { get; init; } = PromptFacts.None;

    /// <summary>Sessions that repeated themselves enough to be worth a look, the worst first.</summary>
    public IReadOnlyList<LoopSession> Loops { get; init; } = [];

    public long CallCount => Days.Sum(d => d.Calls);

    public TokenCounts Tokens => Days.Aggregate(default(TokenCounts), (sum, day) => sum + day.Tokens);

    /// <summary>Null: none of it is priced.</summary>
    public decimal? Usd => UsageDay.Sum(Days);

    public long SettledTokens => Became.Sum(b => b.Tokens);

    /// <summary>Settled tokens in changes that live, are merged, or may still be: what is not known to have come to nothing.</summary>
    public long ChangeTokens => Became.Where(b => b.Fate is SpendFate.Live or SpendFate.Merged or SpendFate.Open).Sum(b => b.Tokens);

    /// <summary>The part of settled tokens that is in changes; null while nothing is settled.</summary>
    public double? InChanges => SettledTokens == 0 ? null : (double)ChangeTokens / SettledTokens;
}

/// <param name="Usd">Null: none of it is priced.</param>
public readonly record struct UsageBecame(SpendFate Fate, long Tokens, decimal? Usd);
