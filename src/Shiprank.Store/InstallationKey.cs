namespace Shiprank.Store;

/// <summary>
/// The key of the installation's keyed hashes (<see cref="Core.Delivery.TextHasher"/>), made once with the store and kept in it.
/// Whoever creates a store passes real randomness.
/// </summary>
public readonly record struct InstallationKey(ulong Key0, ulong Key1);
