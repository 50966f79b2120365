using Shiprank.Core.Delivery.Lines;

namespace Shiprank.Store.Tests;

/// <summary>Checkpoints out of a seed, with every field in use.</summary>
internal static class GivenCheckpoint
{
    public static LedgerCheckpoint Random(int seed, int? changes = null)
    {
        var random = new Random(seed);
        var perChange = Enumerable.Range(0, changes ?? random.Next(1, 60)).Select(_ => new ChangeLines(random.Next(300), random.Next(3), random.Next(300), Some(random, 3, () => (short)random.Next(-1, 200)))).ToArray();
        return new()
        {
            Name = new(perChange.Length, new UInt128((ulong)random.NextInt64(), (ulong)random.NextInt64())),
            Changes = perChange,
            Lines = Some(random, 200, () => new LineRun(random.Next(1, 5000), random.Next(-1, 90), random.Next(-1, 60), (short)random.Next(4), (byte)random.Next(64))),
            Deletions = Some(random, 30, () => new CountedDeletion(random.Next(-1, 90), (short)random.Next(4), Time(random))),
            Reverts = Some(random, 5, () => new KnownRevert(random.Next(60), random.Next(60), Time(random))),
            Files = Enumerable.Range(0, random.Next(30)).ToDictionary(i => $"src/naïve {i:00}.cs", _ => Owners(random), StringComparer.Ordinal),
            Lost = Enumerable.Range(0, random.Next(9)).ToDictionary(
                i => $"lost/{i}", _ => Some(random, 40, () => new LostLine((ulong)random.NextInt64(), random.Next(9999), random.Next(60), random.Next(999), random.Next(-1, 30))), StringComparer.Ordinal),
            Asked = Some(random, 30, () => new AskedHorizon(random.Next(60), (short)random.Next(4), Time(random), Time(random), random.Next(3) switch { 0 => null, 1 => false, _ => true })),
            UnknownLines = random.Next(3),
            Sections = Enumerable.Range(0, random.Next(3)).ToDictionary(i => $"part {i}", _ => Some(random, 99, () => (byte)random.Next(256)), StringComparer.Ordinal),
        };
    }

    private static int[] Owners(Random random)
    {
        var owners = new List<int>();
        while (random.Next(12) > 0)
        {
            var first = random.Next(3) switch { 0 => random.Next(1 << 22), 1 => ~random.Next(5000), _ => int.MinValue };
            owners.AddRange(Enumerable.Range(0, random.Next(1, 40)).Select(i => first < 0 ? first : first + i));
        }

        return [.. owners];
    }

    private static DateTimeOffset? Time(Random random) => random.Next(2) == 0 ? null : Given.Noon.AddSeconds(random.Next(1 << 24)).AddTicks(random.Next(2) * 77);

    private static T[] Some<T>(Random random, int most, Func<T> one) => [.. Enumerable.Range(0, random.Next(most)).Select(_ => one())];
}
