using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo;

internal enum Landing
{
    Squash,
    MergeCommit,

    /// <summary>Some of each, and a few pushes without a request.</summary>
    Mixed,
}

/// <param name="Paths">Prefix of the service; empty: the whole repository.</param>
/// <param name="TagPattern">As in the organisation file; empty: none.</param>
/// <param name="TagPrefix">Of the tags that are made; empty: the service makes none.</param>
/// <param name="Deploys">Hours (UTC) of its deployment events on a working day; empty: it emits none.</param>
internal sealed record Service(string Name, string Paths, string TagPattern, string TagPrefix, string Mode, IReadOnlyList<int> Deploys, IReadOnlyList<DayOfWeek> ReleaseDays);

internal sealed record Repository(string Name, Landing Landing, IReadOnlyList<Service> Services, string LockFile, string GeneratedFile)
{
    public IEnumerable<Team> Teams => Shiprank.Engine.Demo.Teams.All.Where(t => t.Repository == Name);
}

/// <summary>Six services in five repositories; between them every mode of deployment.</summary>
internal static class Catalogue
{
    /// <summary>What the deleter clears away: written long before the history starts.</summary>
    public const string OldArea = "src/classic/";

    private static readonly DayOfWeek[] EveryDay = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    public static readonly IReadOnlyList<Repository> Repositories =
    [
        new("shop", Landing.Squash,
            [
                new("checkout-api", "api/", "checkout-api@*", "checkout-api@2.", "tags", [], EveryDay),
                new("storefront", "web/", "storefront@*", "storefront@1.", "tags", [], EveryDay),
            ],
            "web/package-lock.json", "api/Contract/PublicApi.g.cs"),
        new("ledger", Landing.Squash, [new("ledger", "", "", "", "events", [16], [])], "gradle.lock", "src/main/java/com/northwind/generated/Postings.java"),
        new("fulfilment", Landing.MergeCommit, [new("fulfilment", "", "", "", "auto", [11, 16], [])], "go.sum", "internal/wire/orders.pb.go"),
        new("insight", Landing.Mixed, [new("insight", "", "", "", "trunk", [], [])], "poetry.lock", "insight/schema_pb2.py"),
        new("platform", Landing.MergeCommit, [new("platform", "", "", "v1.", "auto", [], [DayOfWeek.Monday, DayOfWeek.Wednesday, DayOfWeek.Friday])], "Cargo.lock", "src/bindings/kernel.generated.rs"),
    ];

    public static Language LanguageOf(string area) => area switch
    {
        "api/" => Languages.CSharp,
        "web/" => Languages.TypeScript,
        "insight/" => Languages.Python,
        _ when area.StartsWith("src/main/java/", StringComparison.Ordinal) => Languages.Java,
        _ when area.StartsWith("internal/", StringComparison.Ordinal) => Languages.Go,
        _ => Languages.Rust,
    };
}
