namespace Shiprank.Server.Shell.Queries;

/// <summary>A value that a filter offers.</summary>
public sealed record Choice(string Value, string Text);

/// <summary>What can be asked of the pages: the day that is today, and what their filters offer.</summary>
/// <param name="Today">As-of's day, UTC.</param>
public sealed record PageScope(DateOnly Today)
{
    public IReadOnlyList<Choice> Teams { get; init; } = [];

    public IReadOnlyList<Choice> Tools { get; init; } = [];

    public IReadOnlyList<Choice> Models { get; init; } = [];

    public IReadOnlyList<Choice> Repositories { get; init; } = [];

    /// <summary>What is looked at when nothing is asked.</summary>
    public Period Usual { get; init; } = Period.Weeks12;
}
