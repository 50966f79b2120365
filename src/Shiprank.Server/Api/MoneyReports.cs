using Shiprank.Core.Access;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Outcomes;

namespace Shiprank.Server.Api;

/// <summary>The organisation's money: sums to the cent, and nobody's name. Each is the document that the command line writes.</summary>
internal static class MoneyReports
{
    private static readonly ApiField[] Head = [new("schemaVersion", "integer"), new("asOf", "string")];

    public static IReadOnlyList<ApiReport> All =>
    [
        new("budgets", "getBudgets", "Budgets: used, left, forecast, the day on which each ends, and what runs by itself", [], [.. Head, new("through", "string"), new("rows", "array"), new("outside", "array"), new("jobs", "object")], Budgets) { Needs = Right.Money },
        new("roi", "getReturn", "What a delivered unit costs, with its tension metrics, and DORA's calculator with the origin of each input", [ApiParameter.Since, ApiParameter.Until, ApiParameter.Window], [.. Head, new("unit", "string"), new("now", "object"), new("before", "object"), new("roi", "object")], Outcomes) { Needs = Right.Money },
    ];

    private static ApiAnswer Outcomes(Question q)
    {
        var view = OutcomeView.Of(q.Standing, q.Query.Days(q.Standing.Workspace.Policy, q.Standing.AsOf));
        return ApiAnswer.Of(into => OutcomeDocument.Write(into, view, q.Standing));
    }

    private static ApiAnswer Budgets(Question q)
    {
        var view = BudgetsView.Of(q.Standing);
        return ApiAnswer.Of(into => BudgetsDocument.Write(into, view, q.Standing));
    }
}
