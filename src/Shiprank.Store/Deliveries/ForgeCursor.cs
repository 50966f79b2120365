namespace Shiprank.Store;

/// <summary>How far one kind of thing of one repository was read by a forge's API. Times are the forge's own and included.</summary>
/// <param name="Repository">The forge's own name of it, behind its host.</param>
/// <param name="Kind"><c>requests</c>, <c>deployments</c>, <c>releases</c>, <c>issues</c>.</param>
/// <param name="Reach">How far back was ever asked for.</param>
/// <param name="From">What is known begins there: later than the reach while a list that comes newest first is not read to its end.</param>
/// <param name="To">What is known ends there.</param>
public sealed record ForgeCursor(string Forge, string Repository, string Kind, DateTimeOffset Reach, DateTimeOffset From, DateTimeOffset To);
