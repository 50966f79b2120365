using Shiprank.Core.Attribution.Spend.Flow;

namespace Shiprank.Engine.Health;

/// <summary>A listed person who may be meant, and what speaks for it.</summary>
public sealed record Suggestion(string Person, string Name, string Why);

/// <summary>An address or login in the data that is nobody's in the organisation file.</summary>
/// <param name="Id">As it would stand in the file: an address (with an @) or a login.</param>
/// <param name="Names">Names that it wrote beside itself; none when it came without.</param>
/// <param name="Commits">Commits by it.</param>
/// <param name="Requests">Requests that it opened.</param>
/// <param name="Reviews">Approvals by it.</param>
/// <param name="Spend">Usage of it.</param>
/// <param name="Last">When it was seen last.</param>
/// <param name="Suggestions">The likeliest first; nobody is ever matched by them without being asked for.</param>
public sealed record UnmatchedIdentity(
    string Id, IReadOnlyList<string> Names, long Commits, long Requests, long Reviews, FlowAmount Spend, DateTimeOffset? Last, IReadOnlyList<Suggestion> Suggestions);
