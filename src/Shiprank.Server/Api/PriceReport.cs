using Shiprank.Engine;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Prices;

namespace Shiprank.Server.Api;

/// <summary>The price list that costs are computed with, as the command line writes it.</summary>
internal static class PriceReport
{
    private static readonly ApiParameter Model = new("model", "A name as a log writes it, or a part of one");

    private static readonly ApiParameter At = ApiParameter.AsOf with { Name = "at", Description = "Prices that held then; default: when the results were published" };

    public static ApiReport One { get; } = new(
        "prices",
        "listPrices",
        "Rates per million tokens, with the day from which they hold",
        [Model, At],
        [new("schemaVersion", "integer"), new("priceList", "object"), new("at", "string"), new("models", "array"), new("credits", "array")],
        List)
    {
        IsTimeless = true,
    };

    private static ApiAnswer List(Question q)
    {
        var at = q.Query.One(At) is { } time ? Moments.Instant(time)!.Value : q.Standing.AsOf;
        var model = q.Query.One(Model);
        var found = PriceSearch.Of(q.Standing.Workspace.Prices, model, at);
        return found.Count == 0 && model is not null
            ? Refusal.Unknown("no price is known of this model: usage of it is shown as unpriced")
            : ApiAnswer.Of(into => PricesDocument.Write(into, q.Standing.Workspace.Prices, found, at));
    }
}
