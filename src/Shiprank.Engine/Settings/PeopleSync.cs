using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Engine.Settings;

/// <summary>What a directory's list of people makes of the organisation file.</summary>
/// <param name="Edits">In order; empty when the file says all of it already.</param>
/// <param name="Added">Ids.</param>
/// <param name="Left">Ids of people who are there no more.</param>
/// <param name="Unlisted">Ids of people of the file whom the list does not have, and who were left alone.</param>
public sealed record PeopleSync(IReadOnlyList<OrganisationEdit> Edits, IReadOnlyList<string> Added, IReadOnlyList<string> Left, IReadOnlyList<string> Unlisted)
{
    /// <summary>
    /// Adds people, gives them the addresses, logins and team that the list has, and lets those leave who are not active. What the file has beside that
    /// (addresses matched by hand, who shares, old memberships) stays. Who has left keeps their entry, so that their past stays theirs.
    /// </summary>
    /// <param name="leavers">Whoever the list does not have has left.</param>
    /// <param name="today">First day of new memberships; the old ones end the day before.</param>
    public static PeopleSync Of(OrganisationFile file, IReadOnlyList<ListedPerson> listed, bool leavers, DateOnly today)
    {
        var known = file.People.ToDictionary(p => p.Id, StringComparer.Ordinal);
        var teams = file.Teams.Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        List<OrganisationEdit> edits = [];
        List<string> left = [];
        foreach (var person in listed)
        {
            var before = known.GetValueOrDefault(person.Id);
            if (before is null && !person.Active) continue;
            edits.Add(OrganisationEdit.PutPerson(new(
                person.Id, person.Name ?? before?.Name ?? person.Id, Union(before?.Emails, person.Emails), Union(before?.Logins, person.Logins), before?.Share ?? false)));
            if (before is { Active: true } && !person.Active) Leave(person.Id);
            if (before is { Active: false } && person.Active) edits.Add(OrganisationEdit.SetActive(person.Id, active: true));
            if (person is { Active: true, Team: { } team }) Join(person.Id, team);
        }

        var ids = listed.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        List<string> unlisted = [.. file.People.Where(p => p.Active && !ids.Contains(p.Id)).Select(p => p.Id)];
        if (leavers) unlisted.ForEach(Leave);
        return new(edits, [.. listed.Where(p => p.Active && !known.ContainsKey(p.Id)).Select(p => p.Id)], left, leavers ? [] : unlisted);

        void Leave(string id)
        {
            left.Add(id);
            edits.Add(OrganisationEdit.SetActive(id, active: false));
            End(id, except: null, today);
        }

        void Join(string id, string team)
        {
            if (file.Teams.Any(t => t.Id == team && t.Members.Any(m => m.Person == id && IsNow(m)))) return;
            End(id, except: team, today.AddDays(-1));
            if (teams.Add(team)) edits.Add(OrganisationEdit.PutTeam(team, team, null));
            var isFirst = !file.Teams.Any(t => t.Members.Any(m => m.Person == id));
            edits.Add(OrganisationEdit.PutMember(team, null, new(id, isFirst ? null : today, null)));
        }

        void End(string id, string? except, DateOnly last)
        {
            foreach (var team in file.Teams.Where(t => t.Id != except))
            {
                for (var i = 0; i < team.Members.Count; i++)
                {
                    var member = team.Members[i];
                    if (member.Person == id && IsNow(member)) edits.Add(OrganisationEdit.PutMember(team.Id, i, member with { To = member.From > last ? member.From : last }));
                }
            }
        }

        bool IsNow(MembershipEntry member) => member.To is null || member.To >= today;
    }

    private static IReadOnlyList<string> Union(IReadOnlyList<string>? before, IReadOnlyList<string> listed) => [.. (before ?? []).Concat(listed).Distinct(StringComparer.OrdinalIgnoreCase)];
}
