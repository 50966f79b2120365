namespace Shiprank.Core.Attribution;

/// <summary>How one line of a commit is shared: whole parts a person, together <paramref name="Total"/> (normalised-deployments.md, section 1, credit).</summary>
public sealed record Split(IReadOnlyList<(string Person, int Parts)> Parts, int Total)
{
    public decimal Of(string person)
    {
        foreach (var (who, parts) in Parts)
        {
            if (string.Equals(who, person, StringComparison.Ordinal)) return (decimal)parts / Total;
        }

        return 0;
    }
}
