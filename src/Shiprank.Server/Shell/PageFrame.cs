namespace Shiprank.Server.Shell;

/// <summary>What stands around every page.</summary>
public sealed record PageFrame
{
    public required string Organisation { get; init; }

    /// <summary>The demo's made-up data.</summary>
    public bool IsSample { get; init; }

    /// <summary><c>light</c>, <c>dark</c>; null: as the system has it.</summary>
    public string? Theme { get; init; }

    /// <summary>Of the address that was asked for.</summary>
    public required string Path { get; init; }

    /// <summary>Now: how long ago something was is told from here.</summary>
    public required DateTimeOffset AsOf { get; init; }

    /// <summary>The instant that the published figures are judged at; periods end on its day.</summary>
    public required DateTimeOffset FiguresAsOf { get; init; }

    public required TimeZoneInfo Zone { get; init; }

    public required string Policy { get; init; }

    /// <summary>Day of the price list.</summary>
    public required DateOnly Prices { get; init; }

    public bool WithActivity { get; init; }
}
