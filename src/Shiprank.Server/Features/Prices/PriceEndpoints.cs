using System.Text;
using Shiprank.Core;
using Shiprank.Core.Access;
using Shiprank.Core.Score;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Prices;
using Shiprank.Engine.Scoring;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Features.Exports;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Prices;

/// <summary>Prices as CSV for everybody, our mix and the model for those who may see money.</summary>
internal sealed class PriceEndpoints(Reports reports, PageSurroundings surroundings)
{
    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<PriceEndpoints>(app.Services);
        Get(app, "/csv/prices", Right.Groups, (context, standing, _) => PriceTables.Of(endpoints.List(context, standing)), endpoints);
        Get(app, "/csv/price-changes", Right.Groups, (context, standing, _) => PriceTables.Of(endpoints.Changes(context, standing)), endpoints);
        Get(app, "/csv/price-mix", Right.Money, (_, standing, _) => PriceTables.Of(endpoints.Mix(standing)), endpoints);
        Get(app, "/csv/model", Right.Money, (_, standing, asked) => PriceTables.Of(SpendModelView.Of(standing, endpoints.Store, asked.Scenario())), endpoints);
    }

    private static void Get(WebApplication app, string path, Right right, Func<HttpContext, Standing, ModelQuestion, CsvTable> make, PriceEndpoints endpoints) =>
        app.MapGet(path, (RequestDelegate)(context => endpoints.Send(context, path[5..], make))).Needing(right).WithDisplayName(path);

    private async Task Send(HttpContext context, string name, Func<HttpContext, Standing, ModelQuestion, CsvTable> make)
    {
        List<Problem> problems = [];
        var asked = ModelQuestion.Read(context.Request.Query, problems);
        if (problems.Count > 0)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "", problems);
            return;
        }

        var standing = (await reports.Now(context.RequestAborted)).Standing;
        var text = await Task.Run(() => make(context, standing, asked).Text(), context.RequestAborted);
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"shiprank-{name}-{Times.Machine(DateOnly.FromDateTime(standing.AsOf.UtcDateTime))}.csv\"";
        await ProblemAnswers.Send(context, StatusCodes.Status200OK, "text/csv; charset=utf-8", Encoding.UTF8.GetBytes(text));
    }

    private IReadOnlyList<ListedPrice> List(HttpContext context, Standing standing)
    {
        var provider = context.Request.Query["provider"] is [{ Length: > 0 } id] ? id : null;
        var names = context.Request.Query["models"] == "all" ? null : surroundings.Scope(standing.AsOf).Models.Select(m => m.Value);
        return [.. PriceListing.Of(standing.Workspace.Prices, names, standing.AsOf).Where(r => provider is null || r.Provider == provider)];
    }

    private IReadOnlyList<Core.Pricing.PriceChange> Changes(HttpContext context, Standing standing) =>
        [.. List(context, standing).SelectMany(r => r.Changes).Distinct().OrderByDescending(c => c.From)];

    private Store.IStore Store => reports.Store;

    private PriceMix Mix(Standing standing) => PriceReports.MixOf(standing, reports.Store, null);
}
