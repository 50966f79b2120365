using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>
/// Runs a property on made-up histories. The seed is fixed, so that a build never fails by luck; the environment variable
/// <c>SHIPRANK_SEED</c> explores others, <c>SHIPRANK_CASES</c> more of them.
/// </summary>
internal static class Property
{
    public static void Holds<T>(Arbitrary<T> cases, Action<T> assert, int times = 150)
    {
        var seed = ulong.Parse(Environment.GetEnvironmentVariable("SHIPRANK_SEED") ?? "20260523", CultureInfo.InvariantCulture);
        var many = int.Parse(Environment.GetEnvironmentVariable("SHIPRANK_CASES") ?? $"{times}", CultureInfo.InvariantCulture);
        Prop.ForAll(cases, assert).Check(Config.QuickThrowOnFailure.WithMaxTest(many).WithReplay(seed, 2 * seed + 1));
    }
}
