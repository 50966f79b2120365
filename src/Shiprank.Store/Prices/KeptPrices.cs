namespace Shiprank.Store;

/// <summary>A price list that usage here was priced with.</summary>
/// <param name="Sha256">Of all parts; lower-case hex.</param>
/// <param name="Date">The day that its figures were taken.</param>
/// <param name="Body">All parts, packed by whoever put the list together.</param>
public sealed record KeptPrices(string Sha256, string Version, DateOnly Date, DateTimeOffset FirstUsedAt, byte[] Body);
