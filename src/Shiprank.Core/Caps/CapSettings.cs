using Shiprank.Core.Organisation;

namespace Shiprank.Core.Caps;

/// <summary>The <c>caps:</c> part of the organisation file.</summary>
public sealed record CapSettings
{
    public static readonly CapSettings None = new();

    /// <summary>False: nothing is refused or slowed, all of it is only told: a trial.</summary>
    public bool Enforced { get; init; } = true;

    /// <summary>Null: autonomous runs need no ticket.</summary>
    public CapGrace? Grace { get; init; }

    /// <summary>How old what is known of tickets may be.</summary>
    public TimeSpan TicketAge { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Days within which a run's output has to land on an owned ticket.</summary>
    public int AttachDays { get; init; } = 14;

    public LoopLimits Loops { get; init; } = LoopLimits.Default;

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<CapRule> Rules { get; init; } = [];

    public GatewaySettings Gateway { get; init; } = GatewaySettings.None;

    /// <summary>Nothing is asked of anybody.</summary>
    public bool IsEmpty => Grace is null && Rules.Count == 0;
}

/// <summary>The <c>gateway:</c> part of the organisation file: the only upstreams that there are.</summary>
public sealed record GatewaySettings
{
    public static readonly GatewaySettings None = new();

    public IReadOnlyList<GatewayProvider> Providers { get; init; } = [];

    /// <summary>USD that attended people may use while calls can't be judged or written down, taken in advance by each node.</summary>
    public decimal OfflineUsd { get; init; } = 5;

    /// <summary>Peers whose identity headers are believed: the addresses of the organisation's own gateway before this one.</summary>
    public IReadOnlyList<string> TrustedPeers { get; init; } = [];
}

/// <summary>How a provider is spoken to.</summary>
public enum GatewayWire : short
{
    Anthropic = 0,
    OpenAi = 1,
    Gemini = 2,
}

/// <param name="Name">Of the address: <c>/gateway/{name}/…</c>.</param>
/// <param name="Url">Absolute; what follows the name in a request's path is put behind it.</param>
/// <param name="Key">Where the provider's key lies, which stays here; empty: the upstream needs none.</param>
/// <param name="Tool">What usage is priced as when no client is recognised; empty: by model alone.</param>
public sealed record GatewayProvider(string Name, GatewayWire Wire, Uri Url, SecretPlaces Key, string Tool);
