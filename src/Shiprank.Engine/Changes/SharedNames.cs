using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Changes;

/// <summary>Whom a list or a story may name: people who share their row, unless the organisation has switched views of people off. The others are counted.</summary>
public sealed class SharedNames(OrganisationFile organisation)
{
    private readonly Dictionary<string, PersonEntry> sharing = organisation.People.Where(p => p.Share && organisation.Privacy.PersonViews).ToDictionary(p => p.Id, StringComparer.Ordinal);

    /// <summary>Ids of those who share, in the file's order.</summary>
    public IEnumerable<string> Ids => organisation.People.Where(p => sharing.ContainsKey(p.Id)).Select(p => p.Id);

    /// <summary>True also for an agent's work that belongs to nobody: it hides nobody.</summary>
    public bool Shows(string person) => person == Party.Unattributed || sharing.ContainsKey(person);

    /// <summary>Name as the file has it; null for who doesn't share.</summary>
    public string? Name(string person) => person == Party.Unattributed ? person : sharing.GetValueOrDefault(person)?.Name;

    /// <summary>Names of those who share, and how many others there are: <c>Ada Example, 2 others</c>.</summary>
    public string List(IReadOnlyCollection<string> people)
    {
        var others = people.Count(p => !Shows(p));
        IEnumerable<string> rest = others == 0 ? [] : [people.Count == others ? others == 1 ? "1 person" : $"{others} people" : others == 1 ? "1 other" : $"{others} others"];
        return string.Join(", ", people.Select(Name).OfType<string>().Concat(rest));
    }
}
