using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Store.Charges;

/// <summary>A month's charges as a whole.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Stamp">What an open month was computed from: another stamp means that it has to be computed anew.</param>
/// <param name="ClosedAt">Null: open.</param>
/// <param name="ClosedBy">Who closed it; empty while it is open.</param>
/// <param name="Body">JSON of what goes with it.</param>
public sealed record ChargedMonth(DateOnly Month, string Stamp, DateTimeOffset ComputedAt, DateTimeOffset? ClosedAt, string ClosedBy, string Body);

/// <summary>Lines of one centre, issuer, kind and rule together.</summary>
public readonly record struct ChargeSum(string Centre, string Issuer, ChargeKind Kind, string Rule, long NanoUsd);
