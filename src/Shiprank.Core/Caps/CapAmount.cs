namespace Shiprank.Core.Caps;

/// <summary>What a call used, or would use at most, in each unit that a limit may count.</summary>
/// <param name="Minutes">Wall time of the run so far; it is never added up over calls.</param>
public readonly record struct CapAmount(decimal Usd, decimal Credits, long Tokens, long Steps, decimal Minutes = 0)
{
    public decimal In(CapUnit unit) => unit switch
    {
        CapUnit.Usd => Usd,
        CapUnit.Credits => Credits,
        CapUnit.Tokens => Tokens,
        CapUnit.Steps => Steps,
        _ => Minutes,
    };

    public static CapAmount operator +(CapAmount a, CapAmount b) => new(a.Usd + b.Usd, a.Credits + b.Credits, checked(a.Tokens + b.Tokens), checked(a.Steps + b.Steps));

    public static CapAmount operator -(CapAmount a, CapAmount b) => new(a.Usd - b.Usd, a.Credits - b.Credits, checked(a.Tokens - b.Tokens), checked(a.Steps - b.Steps));
}
