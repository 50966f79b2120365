namespace Shiprank.Engine.Proof.Attacks;

/// <summary>What gaming costs: tokens (and roll-outs) at list price, minutes of one's own and of others.</summary>
internal readonly record struct Bill(decimal Tokens, double OwnMinutes, double OthersMinutes)
{
    public decimal Usd => Tokens + ((decimal)(OwnMinutes + OthersMinutes) / 60 * Calibration.Wage);

    public static Bill operator +(Bill a, Bill b) => new(a.Tokens + b.Tokens, a.OwnMinutes + b.OwnMinutes, a.OthersMinutes + b.OthersMinutes);

    public static Bill operator *(Bill a, int times) => new(a.Tokens * times, a.OwnMinutes * times, a.OthersMinutes * times);
}
