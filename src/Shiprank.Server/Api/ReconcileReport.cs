using Shiprank.Core.Access;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Reconcile;

namespace Shiprank.Server.Api;

/// <summary>Vendors' bills beside the ledger: the document of <c>shiprank reconcile</c>.</summary>
internal static class ReconcileReport
{
    private static readonly ApiParameter Month = new("month", "Billing month, such as 2026-07 (default: the latest with a bill)");

    private static readonly ApiParameter Issuer = new("issuer", "Of one issuer: anthropic, openai, github, aws");

    public static ApiReport One { get; } = new(
        "reconcile", "getReconciliation", "Vendors' bills beside the ledger, the difference by cause", [Month, Issuer],
        [new("schemaVersion", "integer"), new("month", "string"), Rows("months"), new("oursUsd", "string"), new("theirsUsd", "string"), new("unbilledUsd", "string"), Rows("causes"), Rows("issuers"), Rows("around"), Rows("advice")],
        Answer)
    { Needs = Right.Money, OfMoney = true };

    private static ApiField Rows(string name) => new(name, "array");

    private static ApiAnswer Answer(Question q)
    {
        var asked = q.Query.One(Month);
        var month = asked is null ? null : ChargeMonths.Parse(asked);
        if (asked is not null && month is null) return Refusal.Bad("month", "it is no month: such as 2026-07");
        var issuer = q.Query.One(Issuer);
        var view = ReconcileView.Of(q.Store, q.Standing.Workspace, month, issuer, DateOnly.FromDateTime(q.Standing.AsOf.UtcDateTime));
        return issuer is not null && view.Issuers.Count == 0 ? Refusal.Bad("issuer", "neither a bill nor usage of it is known in that month") : ApiAnswer.Of(into => ReconcileDocument.Write(into, view));
    }
}
