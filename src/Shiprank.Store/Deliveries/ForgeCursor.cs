namespace Shiprank.Store;

/// <summary>How far one kind of thing of one repository was read by a forge's API. Both times are the forge's own and included.</summary>
/// <param name="Kind"><c>requests</c>, <c>deployments</c>, <c>releases</c>, <c>issues</c>.</param>
/// <param name="From">Nothing that last changed before was asked for.</param>
/// <param name="To">What changed until then is known.</param>
public sealed record ForgeCursor(string Forge, string Repository, string Kind, DateTimeOffset From, DateTimeOffset To);
