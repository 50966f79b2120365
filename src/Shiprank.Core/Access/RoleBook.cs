using Shiprank.Core.Organisation;

namespace Shiprank.Core.Access;

/// <summary>Who a person is to Shiprank, as the organisation file says now.</summary>
public static class RoleBook
{
    /// <param name="granted">What groups of the identity provider gave beside it.</param>
    /// <returns>Null when the file has no such person, or they have left.</returns>
    public static Viewer? Of(OrganisationFile file, string person, Roles granted = Roles.None)
    {
        if (file.People.FirstOrDefault(p => p.Id == person) is not { Active: true }) return null;
        var leads = file.Teams.Where(t => t.Leads.Contains(person, StringComparer.Ordinal)).Select(t => t.Id).ToHashSet(StringComparer.Ordinal);
        var roles = Roles.Member | granted | (leads.Count > 0 ? Roles.Lead : Roles.None)
            | Listed(file.Access.Admins, person, Roles.Admin) | Listed(file.Access.Finops, person, Roles.Finops) | Listed(file.Access.Auditors, person, Roles.Auditor);
        return new() { Actor = $"person:{person}", Person = person, Roles = roles, Leads = leads };
    }

    /// <summary>Whom a claim of an identity provider, or a header of a proxy, means: an address where it holds one, else an id or a login.</summary>
    /// <returns>Null when it is nobody of the file, or one who has left.</returns>
    public static PersonEntry? Find(OrganisationFile file, string claim)
    {
        var named = claim.Trim();
        var found = named.Contains('@')
            ? file.People.FirstOrDefault(p => p.Emails.Contains(named, StringComparer.OrdinalIgnoreCase))
            : file.People.FirstOrDefault(p => p.Id == named) ?? file.People.FirstOrDefault(p => p.Logins.Contains(named, StringComparer.OrdinalIgnoreCase));
        return found is { Active: true } ? found : null;
    }

    private static Roles Listed(IReadOnlyList<string> people, string person, Roles role) => people.Contains(person, StringComparer.Ordinal) ? role : Roles.None;
}
