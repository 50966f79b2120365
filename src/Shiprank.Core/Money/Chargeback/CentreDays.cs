using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Core.Money.Chargeback;

/// <summary>Which cost centre pays for a person's day: that of the team, where it names one.</summary>
public sealed class CentreDays
{
    private readonly TeamDays teams;
    private readonly Dictionary<string, string> centres;
    private readonly IReadOnlyList<string> people;
    private readonly IReadOnlyList<TeamEntry> all;

    public CentreDays(OrganisationFile organisation)
    {
        var paying = organisation.Teams.Where(t => t.CostCentre is not null).ToList();
        all = organisation.Teams;
        teams = new(organisation with { Teams = paying });
        centres = paying.ToDictionary(t => t.Id, t => t.CostCentre!, StringComparer.Ordinal);
        people = [.. paying.SelectMany(t => t.Members.Select(m => m.Person)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Null when nobody pays.</summary>
    public string? Of(string person, DateOnly day) => teams.Of(person, day) is { } team ? centres[team] : null;

    /// <summary>People by centre on a day.</summary>
    public IReadOnlyDictionary<string, int> Headcount(DateOnly day) =>
        people.Select(p => Of(p, day)).OfType<string>().GroupBy(c => c, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);

    /// <summary>A person's days of a window (both ends in it) by centre; days that nobody pays for under the empty name.</summary>
    public IReadOnlyList<SeatDays> Days(string person, DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(d => Of(person, first.AddDays(d)) ?? "").GroupBy(c => c, StringComparer.Ordinal).Select(g => new SeatDays(g.Key, g.Count()))];

    /// <summary>Who was a member of one of these teams on at least one day of a window.</summary>
    public IEnumerable<string> Members(IReadOnlyCollection<string> ids, DateOnly first, DateOnly last) =>
        all.Where(t => ids.Contains(t.Id)).SelectMany(t => t.Members).Where(m => (m.From ?? DateOnly.MinValue) <= last && (m.To ?? DateOnly.MaxValue) >= first).Select(m => m.Person);
}
