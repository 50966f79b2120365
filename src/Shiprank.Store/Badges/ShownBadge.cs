namespace Shiprank.Store;

/// <summary>A badge that a person chose to show to others.</summary>
public sealed record ShownBadge(string Person, string Badge, DateTimeOffset ChosenAt);
