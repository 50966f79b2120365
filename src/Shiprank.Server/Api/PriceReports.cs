using System.Globalization;
using Shiprank.Core.Access;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Score;
using Shiprank.Engine;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Server.Api;

/// <summary>The price list that costs are computed with and how it moved, for everybody; our mix and models of spend, for those who may see money.</summary>
internal static class PriceReports
{
    private static readonly ApiParameter Model = new("model", "A name as a log writes it, or a part of one");

    private static readonly ApiParameter At = ApiParameter.AsOf with { Name = "at", Description = "Prices that held then; default: when the results were published" };

    private static readonly ApiParameter Swap = new("swap", "A model's usage done by another, and which share of it: claude-opus-4-8=claude-sonnet-4-6@0.5") { Many = true, Check = text => SwapText.Parse(text) is not null, Shape = "FROM=TO, or FROM=TO@SHARE with a share from 0 to 1" };

    private static readonly ApiParameter Caching = Share("caching", "Share of prompt tokens that are read from the cache", 0, 1);

    private static readonly ApiParameter Batch = Share("batch", "Share of requests that can wait for a batch", 0, 1);

    private static readonly ApiParameter Growth = Share("growth", "By how much usage grows: 0.1 is a tenth", -0.99m, 100);

    private static readonly ApiParameter Adoption = Share("adoption", "Share of people who use an agent", 0, 1);

    public static IReadOnlyList<ApiReport> All { get; } =
    [
        new(
            "prices", "listPrices", "Rates per million tokens, with the day from which they hold", [Model, At],
            [new("schemaVersion", "integer"), new("priceList", "object"), new("at", "string"), new("models", "array"), new("credits", "array"), new("lists", "array")], List) { IsTimeless = true },
        new(
            "prices/changes", "listPriceChanges", "Rates that changed, which lists were used, and what was re-priced", [ApiParameter.Since, ApiParameter.Until],
            [
                new("schemaVersion", "integer"), new("since", "string"), new("until", "string"), new("list", "string"), new("before", "string?"), new("dated", "array"), new("sinceBefore", "array"), new("lists", "array"), new("repricings", "array"),
            ], Changes) { Needs = Right.Money, OfMoney = true },
        new(
            "prices/mix", "getPriceMix", "What a million tokens of our mix cost in a window (default: the last full month), beside the list", [ApiParameter.Since, ApiParameter.Until],
            [new("schemaVersion", "integer"), new("since", "string"), new("until", "string"), new("comparedWith", "string"), new("rows", "array"), new("totals", "object"), new("unpricedModels", "array")], Mix) { Needs = Right.Money, OfMoney = true },
        new(
            "model", "modelSpend", "What real usage of a window (default: the last full month) would cost on another setup", [Swap, Caching, Batch, Growth, Adoption, ApiParameter.Since, ApiParameter.Until],
            [
                new("schemaVersion", "integer"), new("scenario", "string"), new("since", "string"), new("until", "string"), new("months", "string"), new("nowUsd", "string"), new("thenUsd", "object"), new("teams", "array"), new("models", "array"),
                new("seats", "array"), new("kept", "array"), new("unpricedTokens", "integer"), new("unpricedResponses", "integer"), new("assumptions", "array"),
            ], Modelled) { Needs = Right.Money, OfMoney = true },
    ];

    /// <param name="asked">Null: the last full month.</param>
    public static PriceMix MixOf(Standing standing, IStore store, ScoreWindow? asked)
    {
        var window = asked ?? SpendModelView.LastMonth(DateOnly.FromDateTime(standing.AsOf.UtcDateTime));
        return PriceMix.Of(store, standing.Workspace.Prices, window, window.Since.AddYears(-1));
    }

    private static ApiParameter Share(string name, string description, decimal least, decimal most) => new(name, description)
    {
        Type = "number",
        Check = text => Number(text) is { } number && number >= least && number <= most,
        Shape = string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}"),
    };

    private static decimal? Number(string? text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static ApiAnswer List(Question q)
    {
        var at = q.Query.One(At) is { } time ? Moments.Instant(time)!.Value : q.Standing.AsOf;
        var model = q.Query.One(Model);
        var prices = q.Standing.Workspace.Prices;
        var found = PriceSearch.Of(prices, model, at);
        return found.Count == 0 && model is not null
            ? Refusal.Unknown("no price is known of this model: usage of it is shown as unpriced")
            : ApiAnswer.Of(into => PricesDocument.Write(into, prices, found, at));
    }

    private static ApiAnswer Changes(Question q)
    {
        var until = q.Query.Until ?? DateOnly.FromDateTime(q.Standing.AsOf.UtcDateTime);
        var tracker = PriceTracker.Of(q.Standing.Workspace.Prices, q.Store, q.Query.Since ?? until.AddYears(-1), until);
        return ApiAnswer.Of(into => PriceChangesDocument.Write(into, tracker));
    }

    private static ApiAnswer Mix(Question q)
    {
        var mix = MixOf(q.Standing, q.Store, Asked(q));
        return ApiAnswer.Of(into => PriceMixDocument.Write(into, mix));
    }

    private static ApiAnswer Modelled(Question q)
    {
        var scenario = SwapText.Scenario(q.Query.Many(Swap), Number(q.Query.One(Caching)), Number(q.Query.One(Batch)), Number(q.Query.One(Growth)), Number(q.Query.One(Adoption)));
        var view = SpendModelView.Of(q.Standing, q.Store, scenario, Asked(q));
        return ApiAnswer.Of(into => ModelDocument.Write(into, view));
    }

    /// <summary>The last full month, with one of its ends or both replaced.</summary>
    private static ScoreWindow? Asked(Question q)
    {
        if (q.Query.Since is null && q.Query.Until is null) return null;
        var month = SpendModelView.LastMonth(DateOnly.FromDateTime(q.Standing.AsOf.UtcDateTime));
        return new(q.Query.Since ?? month.Since, q.Query.Until ?? month.Until);
    }
}
