using Shiprank.Core.Access;

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

    /// <summary>Questions of signals that wait for an answer and that the viewer may see. Pages are kept apart by it.</summary>
    public int Asked { get; init; }

    /// <summary>The menu has what they may open. Pages are kept for many readers: nothing but rights may be taken from it.</summary>
    public required Viewer Viewer { get; init; }

    /// <summary>What a form of this page has to send along; asked for only by pages that have one.</summary>
    public required Func<string> FormToken { get; init; }
}
