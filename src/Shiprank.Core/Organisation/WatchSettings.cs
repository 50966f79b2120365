using Shiprank.Core.Money.Alerts;

namespace Shiprank.Core.Organisation;

/// <summary>The <c>watch:</c> part of the organisation file: what fires an alert besides budgets. Null: it is not watched.</summary>
public sealed record WatchSettings
{
    public static readonly WatchSettings None = new();

    public JobLimits? Jobs { get; init; }

    /// <summary>USD that one ticket may use in a calendar month.</summary>
    public decimal? TicketOver { get; init; }

    public RateLine? Rework { get; init; }

    public RateLine? ChangeFailure { get; init; }

    public RateLine? Reverts { get; init; }

    /// <summary>Weeks over which rates are taken, up to now.</summary>
    public int Weeks { get; init; } = 4;
}

/// <param name="Over">USD that one run may cost; null: any.</param>
/// <param name="Usual">Spreads above the median of earlier runs of the job that one may cost; null: any.</param>
/// <param name="Least">Earlier runs that it takes to know what is usual.</param>
public sealed record JobLimits(decimal? Over, decimal? Usual, int Least);

/// <param name="Over">The line, as a part of one.</param>
/// <param name="Least">Fewest cases that a rate is taken of.</param>
public sealed record RateLine(decimal Over, int Least);

/// <summary>The <c>alerts:</c> part of the organisation file: where alerts go besides the page.</summary>
public sealed record AlertSettings
{
    public static readonly AlertSettings None = new();

    /// <summary>Absolute path; null: none.</summary>
    public string? Folder { get; init; }

    public IReadOnlyList<AlertChannel> Channels { get; init; } = [];
}

/// <param name="Way">Its team is empty: alerts are the organisation's.</param>
public sealed record AlertChannel(DigestChannel Way, IReadOnlySet<AlertTopic> About);
