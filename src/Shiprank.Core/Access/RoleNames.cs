namespace Shiprank.Core.Access;

/// <summary>Roles and scopes as files, commands and pages write them.</summary>
public static class RoleNames
{
    public static IReadOnlyList<(string Name, Roles Role)> Roles { get; } = [.. Enum.GetValues<Roles>().Where(r => r != Access.Roles.None).Select(r => (Name(r), r))];

    public static IReadOnlyList<(string Name, Scopes Scope)> Scopes { get; } = [.. Enum.GetValues<Scopes>().Where(s => s != Access.Scopes.None).Select(s => (Name(s), s))];

    public static string Text(Roles roles) => string.Join(' ', Roles.Where(r => (roles & r.Role) != 0).Select(r => r.Name));

    public static string Text(Scopes scopes) => string.Join(' ', Scopes.Where(s => (scopes & s.Scope) != 0).Select(s => s.Name));

    /// <returns>Null for a word that names none.</returns>
    public static Roles? Role(string name) => Roles.FirstOrDefault(r => r.Name == name) is { Name: not null } found ? found.Role : null;

    /// <inheritdoc cref="Role"/>
    public static Scopes? Scope(string name) => Scopes.FirstOrDefault(s => s.Name == name) is { Name: not null } found ? found.Scope : null;

    private static string Name<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
