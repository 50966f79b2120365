namespace Shiprank.Core.Access;

/// <summary>Who has which right: the one table that pages, API, menu and the documentation go by.</summary>
public static class Rights
{
    private static readonly Dictionary<Right, (Roles Roles, Scopes Scope)> table = new()
    {
        [Right.Groups] = (Roles.Member | Roles.Lead | Roles.Finops | Roles.Admin | Roles.Auditor, Scopes.Read),
        [Right.Person] = (Roles.Member | Roles.Lead | Roles.Finops | Roles.Admin | Roles.Auditor, Scopes.Score),
        [Right.Cells] = (Roles.Admin, Scopes.Score),
        [Right.Money] = (Roles.Finops | Roles.Admin, Scopes.Money),
        [Right.Sources] = (Roles.Admin | Roles.Auditor, Scopes.None),
        [Right.Settings] = (Roles.Admin, Scopes.None),
        [Right.Audit] = (Roles.Admin | Roles.Auditor, Scopes.None),
        [Right.Metrics] = (Roles.Admin, Scopes.Metrics),
        [Right.Ingest] = (Roles.Admin, Scopes.Ingest),
        [Right.People] = (Roles.Admin, Scopes.People),
        [Right.Badges] = (Roles.Member | Roles.Lead | Roles.Finops | Roles.Admin | Roles.Auditor, Scopes.Badges),
        [Right.Work] = (Roles.Member | Roles.Lead | Roles.Finops | Roles.Admin | Roles.Auditor, Scopes.Work),
    };

    /// <summary>Whether the viewer may go to an address that asks for this. Of <see cref="Right.Person"/>: to their own; see <see cref="MayLookAt"/>.</summary>
    public static bool Has(this Viewer viewer, Right right) => right == Right.Open || (table.TryGetValue(right, out var needed) && (viewer.Is(needed.Roles) || viewer.Has(needed.Scope)));

    /// <summary>Whether the viewer may see all that a person sees of themselves. True of another person: it has to be audited.</summary>
    public static bool MayLookAt(this Viewer viewer, string person) => viewer.IsSelf(person) ? viewer.Has(Right.Person) : viewer.Is(Roles.Admin) || viewer.Has(Scopes.Score);

    /// <summary>Somebody, whoever it is: a person, a token, this machine's administrator.</summary>
    public static bool IsKnown(this Viewer viewer) => viewer.Roles != Roles.None || viewer.Scopes != Scopes.None;
}
