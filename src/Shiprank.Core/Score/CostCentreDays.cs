using Shiprank.Core.Organisation;

namespace Shiprank.Core.Score;

/// <summary>Which cost centre pays for a person's day: that of the first listed of their teams of that day that has one.</summary>
public sealed class CostCentreDays(OrganisationFile organisation)
{
    private readonly TeamDays days = new(organisation with { Teams = [.. organisation.Teams.Where(t => t.CostCentre is not null)] });
    private readonly Dictionary<string, string> byTeam = organisation.Teams.Where(t => t.CostCentre is not null).ToDictionary(t => t.Id, t => t.CostCentre!, StringComparer.Ordinal);

    /// <summary>Null when nobody pays by a team.</summary>
    public string? Of(string person, DateOnly day) => days.Of(person, day) is { } team ? byTeam[team] : null;
}
