using Shiprank.Core.Access;

namespace Shiprank.Server.Shell;

/// <summary>A place in the menu.</summary>
/// <param name="Icon">Its name in the sprite.</param>
/// <param name="Key">The letter that leads there after <c>g</c>.</param>
public sealed record NavPlace(string Href, string Text, string Icon, char Key, Right Needs = Right.Groups);

public sealed record NavGroup(string Text, IReadOnlyList<NavPlace> Places);

/// <summary>The menu.</summary>
public static class Navigation
{
    /// <summary>Where questions are; their number stands beside it.</summary>
    public const string Signals = "/signals";

    private static readonly NavPlace activity = new("/activity", "Activity", "activity", 'y');

    private static readonly IReadOnlyList<NavPlace> outcomes =
    [
        new("/", "Overview", "layout-dashboard", 'o'),
        new("/flow", "Flow", "arrows-split", 'f'),
        new("/teams", "Teams", "ship", 't'),
        new("/people", "People", "users", 'p'),
        new("/changes", "Changes", "git-merge", 'c'),
        new("/adoption", "Adoption", "trending-up", 'a'),
        new(Signals, "Signals", "help-hexagon", 'q'),
        new("/proof", "Proof", "shield", 'd'),
    ];

    private static readonly NavGroup money = new("Money",
    [
        new("/chargeback", "Chargeback", "receipt", 'x', Right.Money),
        new("/reconcile", "Reconcile", "equal", 'n', Right.Money),
        new("/budgets", "Budgets", "gauge", 'u', Right.Money),
        new("/loops", "Agents & loops", "robot", 'j', Right.Money),
        new("/roi", "Cost & return", "scale", 'i', Right.Money),
        new("/prices", "Prices & models", "tag", 'r'),
    ]);

    private static readonly NavGroup you = new("You", [new("/me", "My page", "user-circle", 'm', Right.Person), new("/badges", "Badge gallery", "rosette", 'b', Right.Groups)]);

    private static readonly NavGroup setUp = new("Set-up", [new("/sources", "Sources", "plug-connected", 's', Right.Sources), new("/settings", "Settings", "adjustments", 'e', Right.Settings), new("/settings/audit", "Audit log", "shield", 'l', Right.Audit)]);

    /// <summary>What the viewer may open.</summary>
    /// <param name="withActivity">The activity board is off unless an administrator switched it on.</param>
    public static IReadOnlyList<NavGroup> Groups(bool withActivity, Viewer viewer) =>
        [.. Groups(withActivity).Select(g => g with { Places = [.. g.Places.Where(p => viewer.Has(p.Needs))] }).Where(g => g.Places.Count > 0)];

    /// <summary>All there is.</summary>
    /// <inheritdoc cref="Groups(bool, Viewer)"/>
    public static IReadOnlyList<NavGroup> Groups(bool withActivity) => [new("Outcomes", withActivity ? [.. outcomes, activity] : outcomes), money, you, setUp];

    /// <summary><c>page</c> for the place itself, <c>true</c> for one below it, else null (for <c>aria-current</c>).</summary>
    public static string? Current(NavPlace place, string path) =>
        path == place.Href ? "page" : place.Href.Length > 1 && path.StartsWith(place.Href + "/", StringComparison.Ordinal) ? "true" : null;
}
