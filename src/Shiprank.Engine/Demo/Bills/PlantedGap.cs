using Shiprank.Core.Money.Bills;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>A difference between a bill of the demo and its usage that is there by plan.</summary>
/// <param name="Month">First day of the bill's month.</param>
/// <param name="Usd">To the nano-dollar; positive where the bill is higher.</param>
public sealed record PlantedGap(string Issuer, DateOnly Month, GapCause Cause, decimal Usd);
