namespace Shiprank.Core.Access;

/// <summary>Who asks. Rights follow from it and from nothing else.</summary>
public sealed record Viewer
{
    /// <summary>Without any right.</summary>
    public static readonly Viewer Nobody = new() { Actor = "nobody" };

    /// <summary>Whoever may open the data folder's file anyway: the command line.</summary>
    public static readonly Viewer Console = new() { Actor = "console", Roles = Roles.Member | Roles.Admin | Roles.Auditor | Roles.Finops };

    /// <summary>As the audit log writes it: <c>person:ada</c>, <c>token:shp_1a2b3c</c>, <c>local</c>, <c>console</c>, <c>nobody</c>.</summary>
    public required string Actor { get; init; }

    /// <summary>Id in the organisation file; null: no person of it.</summary>
    public string? Person { get; init; }

    public Roles Roles { get; init; }

    /// <summary>Ids of the teams that they lead.</summary>
    public IReadOnlySet<string> Leads { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Of a service token; none for people.</summary>
    public Scopes Scopes { get; init; }

    public bool Is(Roles any) => (Roles & any) != 0;

    public bool Has(Scopes all) => (Scopes & all) == all && all != Scopes.None;

    public bool IsSelf(string person) => Person is { } own && own == person;
}
