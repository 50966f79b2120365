namespace Shiprank.Core.Money.Chargeback;

/// <summary>Usage of one UTC day that all rules treat alike.</summary>
/// <param name="PersonCentre">Who pays for the person's day; null: nobody, or nobody known.</param>
/// <param name="Repository">Where the spend went; empty when unknown.</param>
/// <param name="Ticket">Stated with the usage; empty when none is.</param>
public readonly record struct ChargeCell(DateOnly Day, string Tool, string Model, string? PersonCentre, string Repository, string Ticket, bool Autonomous, ChargeAmount Amount);
