using Shiprank.Engine.Demo;

namespace Shiprank.Engine.Proof.World;

/// <summary>Draws engineers: true value first, then what of it shows.</summary>
internal static class Staff
{
    /// <summary>Of each hundred; the others are ordinary.</summary>
    private static readonly (Archetype Archetype, int Percent)[] Shares =
    [
        (Archetype.HeavyUser, 4), (Archetype.NightShift, 5), (Archetype.Reviewer, 3), (Archetype.Deleter, 3), (Archetype.Newcomer, 5), (Archetype.OpenSource, 4),
    ];

    public static Engineer Draw(string seed, int index)
    {
        var chance = new Chance($"{seed} engineer {index}");
        var archetype = Kind(chance.Below(100));
        var value = chance.LogNormal(1, Calibration.ValueSigma);
        var usesAgents = chance.Happens(Calibration.Adoption);
        var requests = Calibration.RequestsAWeek * Math.Pow(value, 0.6) * chance.LogNormal(1, 0.25);
        var lines = Calibration.LinesMedian * Math.Pow(value, 0.25) * chance.LogNormal(1, 0.25);
        var care = Math.Pow(value, 0.3) * chance.LogNormal(1, 0.2);
        var from = chance.Between(6, 10);
        return new()
        {
            Index = index,
            Archetype = archetype,
            Value = value,
            RequestsAWeek = archetype == Archetype.Reviewer ? 0 : requests,
            Lines = lines,
            Care = care,
            UsesAgents = archetype == Archetype.HeavyUser || usesAgents,
            From = archetype == Archetype.NightShift ? 21 : from,
            Joined = archetype == Archetype.Newcomer ? Calendar.Ranked.AddDays(7 * chance.Between(1, 2)) : DateOnly.MinValue,
        };
    }

    private static Archetype Kind(int at)
    {
        foreach (var (archetype, percent) in Shares)
        {
            if (at < percent) return archetype;
            at -= percent;
        }

        return Archetype.Ordinary;
    }
}
