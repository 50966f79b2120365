using Shiprank.Core.Attribution;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine.Privacy;
using Shiprank.Store;

namespace Shiprank.Engine.Reconcile;

/// <summary>Who stands behind an account of a report: by address, login or id, as everywhere; a stored account by its digest, so that people added later are matched.</summary>
internal sealed class BillActors
{
    private readonly Dictionary<string, string> byMark = new(StringComparer.Ordinal);
    private readonly HashSet<string> listed;
    private readonly PeopleDirectory people;

    public BillActors(Workspace workspace, InstallationKey key)
    {
        people = workspace.People;
        var known = workspace.Organisation.People;
        listed = known.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var marks = new BillMarks(key);
        foreach (var person in known)
        {
            foreach (var name in person.Emails.Concat(person.Logins).Append(person.Id)) byMark.TryAdd(marks.Actor(name), person.Id);
        }
    }

    /// <summary>A line as read from a report, with its person; who was forgotten is nobody, and no account.</summary>
    public BillLine Name(BillLine line)
    {
        if (line.Actor.Length == 0 || line.Person is not null) return line;
        var party = people.Named(line.Actor);
        if (ErasedPeople.IsOne(party.Id)) return line with { Actor = "" };
        return party.IsPerson && listed.Contains(party.Id) ? line with { Person = party.Id, Actor = "" } : line;
    }

    /// <summary>A stored line, matched to people who are listed by now.</summary>
    public BillLine Match(BillLine line) => line.Person is null && byMark.TryGetValue(line.Actor, out var person) ? line with { Person = person, Actor = "" } : line;
}
