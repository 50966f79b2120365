using Shiprank.Core.Caps;
using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Money.Budgets;
using Shiprank.Core.Signals;

namespace Shiprank.Core.Organisation;

/// <summary>The organisation file (interfaces.md, section 1), checked. Paths are absolute.</summary>
public sealed record OrganisationFile
{
    public string Name { get; init; } = "";

    /// <summary>Name of the built-in policy that holds where no policy file is named.</summary>
    public string PolicyName { get; init; } = Score.Policy.One.Name;

    /// <summary>Absolute path of the policy file; null for a built-in policy.</summary>
    public string? PolicyPath { get; init; }

    public string TimeZone { get; init; } = "UTC";

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public IReadOnlyList<string> Include { get; init; } = [];

    public IReadOnlyList<RepositoryEntry> Repositories { get; init; } = [];

    public IReadOnlyList<PersonEntry> People { get; init; } = [];

    public IReadOnlyList<TeamEntry> Teams { get; init; } = [];

    public IReadOnlyList<string> Bots { get; init; } = [];

    public string Tickets { get; init; } = "[A-Z][A-Z0-9]+-[0-9]+";

    public IReadOnlyList<UsageSourceEntry> Usage { get; init; } = [];

    public decimal AdoptionTarget { get; init; } = 0.8m;

    /// <summary>Whether usage by person may be shown as a board; off unless an administrator switches it on.</summary>
    public bool ActivityBoard { get; init; }

    public WebhookSettings Webhooks { get; init; } = WebhookSettings.None;

    public ForgeEntry GitHub { get; init; } = ForgeEntry.GitHub;

    public ForgeEntry GitLab { get; init; } = ForgeEntry.GitLab;

    public MirrorSettings Mirrors { get; init; } = MirrorSettings.Default;

    public BadgeSettings Badges { get; init; } = BadgeSettings.Default;

    public DigestSettings Digest { get; init; } = DigestSettings.None;

    public PrivacySettings Privacy { get; init; } = PrivacySettings.Default;

    public AccessSettings Access { get; init; } = AccessSettings.None;

    public PriceSettings Prices { get; init; } = PriceSettings.None;

    /// <summary>Vendors' reports and invoices, in the order in which they are read: of two that tell the same line the later holds.</summary>
    public IReadOnlyList<BillSource> Bills { get; init; } = [];

    public ChargeSettings Chargeback { get; init; } = ChargeSettings.Default;

    public IReadOnlyList<Budget> Budgets { get; init; } = [];

    public WatchSettings Watch { get; init; } = WatchSettings.None;

    public AlertSettings Alerts { get; init; } = AlertSettings.None;

    public FinanceSettings Finance { get; init; } = FinanceSettings.None;

    public CapSettings Caps { get; init; } = CapSettings.None;

    public SignalSettings Signals { get; init; } = SignalSettings.Default;
}

public sealed record RepositoryEntry
{
    public required string Name { get; init; }

    public string? Path { get; init; }

    public string? Url { get; init; }

    /// <summary>True when <see cref="Path"/> is a mirror of <see cref="Url"/> that Shiprank keeps itself.</summary>
    public bool Mirrored { get; init; }

    public string? DefaultBranch { get; init; }

    public IReadOnlyList<string> Exclude { get; init; } = [];

    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Never empty: without an entry of the file, one service named like the repository.</summary>
    public required IReadOnlyList<ServiceEntry> Services { get; init; }
}

public enum DeploymentMode : short
{
    Auto = 0,
    Events = 1,
    Tags = 2,
    Trunk = 3,
}

/// <param name="Paths">Prefixes as written; empty: the repository's default service.</param>
/// <param name="Tags">Tag pattern (<c>*</c> matches anything); null: the tags that no other service's pattern matches.</param>
public sealed record ServiceEntry(string Name, IReadOnlyList<string> Paths, string? Tags, string Environment, DeploymentMode Mode)
{
    /// <summary>Workflows, pipelines or jobs that deploy it, as globs over their path, file name or name.</summary>
    public IReadOnlyList<string> DeployedBy { get; init; } = [];
}

public sealed record PersonEntry(string Id, string Name, IReadOnlyList<string> Emails, IReadOnlyList<string> Logins, bool Share)
{
    /// <summary>False for one who has left: what they did stays theirs, and they may sign in no more.</summary>
    public bool Active { get; init; } = true;
}

public sealed record MembershipEntry(string Person, DateOnly? From, DateOnly? To);

public sealed record TeamEntry(string Id, string Name, string? CostCentre, IReadOnlyList<MembershipEntry> Members)
{
    /// <summary>Ids of people who lead it.</summary>
    public IReadOnlyList<string> Leads { get; init; } = [];
}

/// <param name="Kind"><c>home</c> or <c>otlp</c>.</param>
public sealed record UsageSourceEntry(string Kind, string? Path, string? Person);
