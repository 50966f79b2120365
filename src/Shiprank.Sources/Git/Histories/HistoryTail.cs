namespace Shiprank.Sources.Git.Histories;

/// <summary>The newest part of a first-parent line: what is read when the answer has to come at once.</summary>
/// <param name="AsOf">Nothing later is read.</param>
/// <param name="Since">Changes older than this are read only to make up <paramref name="Fewest"/>.</param>
/// <param name="Most">Never more changes than this, however young.</param>
public sealed record HistoryTail(DateTimeOffset AsOf, DateTimeOffset Since, int Fewest, int Most);
