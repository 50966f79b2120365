namespace Shiprank.Sources.Git.Patches;

/// <summary>A commit and the parent that it is compared with (a merge's first one). <paramref name="Parent"/> is null for a root.</summary>
public readonly record struct PatchRequest(string Sha, string? Parent);
