namespace Shiprank.Server.Shell.Kit;

/// <param name="Text">What is counted: <c>Tied to a change</c>.</param>
/// <param name="Value">How much of it: <c>88.7 %</c>.</param>
/// <param name="Late">True: it needs a look.</param>
/// <param name="Link">Words of the link to <paramref name="Href"/>.</param>
public sealed record CoveragePart(string Text, string Value, bool Late = false, string? Href = null, string Link = "look");
