using Shiprank.Core.Money.Alerts;

namespace Shiprank.Store;

/// <summary>An alert that fired.</summary>
/// <param name="Id">1, 2, … in the order of firing.</param>
/// <param name="SeenAt">Null while it is open.</param>
public sealed record StoredAlert(long Id, Alert What, DateTimeOffset OpenedAt, DateTimeOffset? SeenAt);
