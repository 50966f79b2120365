using Shiprank.Core.Access;
using Shiprank.Engine.Chargeback;
using Shiprank.Engine.Documents;

namespace Shiprank.Server.Api;

/// <summary>What each cost centre pays for a month: the documents of <c>shiprank chargeback</c>.</summary>
internal static class ChargeReports
{
    private static readonly ApiParameter Month = new("month", "Billing month, such as 2026-07 (default: the last that is over)");

    private static readonly ApiParameter Centre = new("centre", "Id of a cost centre; - for what nobody pays") { InPath = true };

    private static readonly ApiField[] Head = [new("schemaVersion", "integer"), new("month", "string"), new("computedAt", "string"), new("closedAt", "string?"), new("closedBy", "string?"), new("invoicedUsd", "string?")];

    public static IReadOnlyList<ApiReport> All =>
    [
        new(
            "chargeback", "getChargeback", "What each cost centre pays for a month, and how that comes from bills", [Month],
            [.. Head, Rows("months"), Rows("rows"), new("totals", "object"), Rows("bills"), Rows("rules"), Rows("problems")], Statement) { Needs = Right.Money, OfMoney = true },
        new(
            "chargeback/{centre}", "getCostCentre", "What a cost centre's month is made of", [Centre, Month],
            [.. Head, new("centre", "object"), Rows("reasons"), Rows("models"), Rows("repositories"), Rows("tickets"), Rows("changes"), new("changesNotToldApart", "integer")], One) { Needs = Right.Money, OfMoney = true },
    ];

    private static ApiField Rows(string name) => new(name, "array");

    private static ApiAnswer Statement(Question q) => View(q) is { } view ? ApiAnswer.Of(into => ChargebackDocument.Write(into, view)) : Unknown(q);

    private static ApiAnswer One(Question q)
    {
        var centre = q.Part("centre");
        return View(q) is not { } month ? Unknown(q)
            : CentreView.Of(month, q.Store, q.Standing, centre == "-" ? "" : centre) is { } view ? ApiAnswer.Of(into => ChargebackDocument.Write(into, view))
            : Refusal.Unknown("the month has no such cost centre");
    }

    private static ChargebackView? View(Question q)
    {
        var months = ChargeMonths.All(q.Store, q.Clock.GetUtcNow());
        var month = q.Query.One(Month) is { } asked ? ChargeMonths.Parse(asked) : ChargeMonths.Shown(months, q.Clock.GetUtcNow());
        if (month is not { } known || !months.Contains(known)) return null;
        var book = ChargeBooks.Open(q.Store, q.Standing.Workspace, q.Clock);
        return ChargebackView.Of(m => book.Of(m), q.Standing.Workspace, q.Standing, known, months);
    }

    private static ApiAnswer Unknown(Question q) => q.Query.One(Month) is { } asked && ChargeMonths.Parse(asked) is null
        ? Refusal.Bad("month", "it is no month: such as 2026-07")
        : Refusal.Bad("month", "no usage is known of that month", [.. ChargeMonths.All(q.Store, q.Clock.GetUtcNow()).Select(ChargeMonths.Text)]);
}
