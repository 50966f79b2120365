using Shiprank.Engine.Demo;

namespace Shiprank.Engine.Proof;

/// <summary>Draws from distributions on a seeded stream. The same stream gives the same draws on every machine, up to the last bits of an exponential.</summary>
internal static class Draws
{
    private const int Steps = 1 << 30;
    private const int Uniforms = 12;

    /// <summary>[0, 1).</summary>
    public static double Unit(this Chance chance) => chance.Below(Steps) / (double)Steps;

    public static bool Happens(this Chance chance, double probability) => chance.Unit() < probability;

    public static double Between(this Chance chance, double first, double end) => first + (chance.Unit() * (end - first));

    /// <summary>Standard normal, as the sum of twelve uniforms (Irwin–Hall): within ±6, no transcendental function.</summary>
    public static double Normal(this Chance chance)
    {
        var sum = 0.0;
        for (var i = 0; i < Uniforms; i++) sum += chance.Unit();
        return sum - (Uniforms / 2.0);
    }

    /// <param name="sigma">Of its logarithm.</param>
    public static double LogNormal(this Chance chance, double median, double sigma) => median * Math.Exp(sigma * chance.Normal());

    /// <summary>A whole number whose mean is <paramref name="mean"/>: its floor, or one more.</summary>
    public static int Whole(this Chance chance, double mean)
    {
        var floor = Math.Floor(mean);
        return (int)floor + (chance.Happens(mean - floor) ? 1 : 0);
    }

    public static TimeSpan Hours(this Chance chance, double medianHours, double sigma) => TimeSpan.FromSeconds(Math.Round(3600 * Math.Min(chance.LogNormal(medianHours, sigma), 500)));
}
