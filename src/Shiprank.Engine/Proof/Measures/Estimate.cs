namespace Shiprank.Engine.Proof.Measures;

/// <summary>A mean over worlds with the half-width of its 95 % interval (1.96 standard errors; 0 of one world).</summary>
public sealed record Estimate(decimal Mean, decimal Half)
{
    internal static Estimate Of(IEnumerable<double> values)
    {
        var all = values.Order().ToArray();
        if (all.Length == 0) return new(0, 0);
        var mean = all.Sum() / all.Length;
        var half = all.Length < 2 ? 0 : 1.96 * Math.Sqrt(all.Sum(v => (v - mean) * (v - mean)) / (all.Length - 1) / all.Length);
        return new(Rounded(mean), Rounded(half));
    }

    internal static decimal Rounded(double value) => decimal.Round((decimal)value, 4);
}
