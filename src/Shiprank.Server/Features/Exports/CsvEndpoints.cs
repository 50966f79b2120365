using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Server.Shell.Queries;
using System.Text;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Activity;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Budgets;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Loops;
using Shiprank.Engine.Outcomes;
using Shiprank.Engine.Overview;
using Shiprank.Engine.People;
using Shiprank.Engine.Proof;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Engine.Spend;
using Shiprank.Engine.Teams;
using Shiprank.Server.Api;
using Shiprank.Server.Features.Loops;
using Shiprank.Server.Features.Proof;
using Shiprank.Server.Shell;
using Shiprank.Store;

namespace Shiprank.Server.Features.Exports;

/// <summary><c>GET /csv/{page}</c>: the figures of a page, asked as the page is asked.</summary>
internal sealed class CsvEndpoints(Reports reports, PageSurroundings surroundings, LoopDesk loops)
{
    private static readonly Dictionary<string, Func<Asked, CsvTable?>> tables = new(StringComparer.Ordinal)
    {
        ["overview"] = a => CsvTables.Of(Overview(a)),
        ["models"] = a => CsvTables.Of(Overview(a).Models),
        ["flow"] = a => CsvTables.Of(a.Standing.Shown(a.Query.Window, a.Filter).Flow),
        ["teams"] = a => CsvTables.Of(ShownBoard.Of(a.Standing, a.Query.Window, GroupKind.Team, a.One("rank") == "nd-ai" ? RankBy.NdAi : RankBy.Nd), withSpend: true),
        ["people"] = a => CsvTables.Of(ShownBoard.Of(a.Standing, a.Query.Window, GroupKind.Person, RankBy.Nd), withSpend: false),
        ["team"] = a => TeamView.Of(a.Standing, a.Id ?? "", a.Query.Window) is { } view ? CsvTables.Of(view) : null,
        ["changes"] = Changes,
        ["adoption"] = a => CsvTables.Of(AdoptionView.Of(a.Standing, a.Query.Window)),
        ["activity"] = a => ActivityView.Of(a.Standing, a.Query.Window, QuestionedDays.Of(a.Store)) is { } view ? CsvTables.Of(view) : null,
        ["proof"] = _ => ProofTables.Of(ShippedProof.Report),
        ["restatements"] = a => CsvTables.Of(ShownRestatements.Of(a.Store.ReadRestatements(a.Query.Window.Since, a.Query.Window.Until), a.Standing.Workspace.Organisation).Rows, new(a.Standing.Workspace.Organisation)),
    };

    /// <summary>The organisation's money.</summary>
    private static readonly Dictionary<string, Func<Asked, CsvTable?>> money = new(StringComparer.Ordinal)
    {
        ["budgets"] = a => MoneyTables.Of(BudgetsView.Of(a.Standing)),
        ["loops"] = a => LoopTables.OfLoops(a.Loops()),
        ["loop-runs"] = a => LoopTables.OfRuns(a.Loops()),
        ["roi"] = a => MoneyTables.Of(OutcomeView.Of(a.Standing, a.Query.Window)),
    };

    public static void Map(WebApplication app)
    {
        var endpoints = app.Services.GetRequiredService<CsvEndpoints>();
        app.MapGet("/csv/me", (RequestDelegate)endpoints.Me).Needing(Right.Person);
        foreach (var (name, make) in money) app.MapGet($"/csv/{name}", (RequestDelegate)(context => endpoints.Take(context, name, make))).Needing(Right.Money);
        app.MapGet("/csv/{page}", (RequestDelegate)endpoints.Take).Needing(Right.Groups);
        app.MapGet("/csv/{page}/{id}", (RequestDelegate)endpoints.Take).Needing(Right.Groups);
    }

    private Task Me(HttpContext context) => Take(context, "me", Own);

    private Task Take(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["page"]!;
        return Take(context, name, tables.GetValueOrDefault(name));
    }

    private async Task Take(HttpContext context, string name, Func<Asked, CsvTable?>? make)
    {
        var (query, problems) = PageQueryReader.Read(context.Request.Query, surroundings.Scope(surroundings.Frame(context).FiguresAsOf));
        if (problems.Count > 0)
        {
            await ErrorAnswer.Write(context, StatusCodes.Status400BadRequest, "", problems);
            return;
        }

        var standing = (await reports.Now(context.RequestAborted)).Standing;
        var table = make is not null ? make(new(standing, query, context.Request, reports.Store, () => loops.View(standing, context.RequestAborted))) : null;
        if (table is null)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var text = Encoding.UTF8.GetBytes(table.Text());
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"shiprank-{name}-{Times.Machine(query.Window.Since)}-{Times.Machine(query.Window.Until)}.csv\"";
        await ProblemAnswers.Send(context, StatusCodes.Status200OK, "text/csv; charset=utf-8", text);
    }

    private static CsvTable? Own(Asked a) => a.Request.HttpContext.Features.Get<AskedPerson>()?.Id is { } person && MeView.Of(a.Standing, person, a.Query.Window, null) is { } view ? CsvTables.Of(view) : null;

    private static OverviewView Overview(Asked a) => OverviewView.Of(a.Standing, new(a.Query.Window, null, a.Filter));

    private static CsvTable Changes(Asked a)
    {
        ChangeFate[] fates = [.. Enum.GetValues<ChangeFate>().Where(f => ScoreDocument.FateText(f) == a.One("fate"))];
        var filter = new ChangeFilter
        {
            Repositories = Set(a.Query.Repository),
            Teams = Set(a.Query.Team),
            Fates = fates.ToHashSet(),
            Since = a.Query.Window.Since,
            Until = a.Query.Window.Until,
        };
        var sort = a.One("sort") switch { "cost" => ChangeSort.Cost, "lines" => ChangeSort.Lines, _ => ChangeSort.Date };
        return CsvTables.Of(ChangeListing.Of(a.Standing, filter, sort, null), new(a.Standing.Workspace.Organisation));
    }

    private static HashSet<string> Set(string? value) => value is null ? [] : new([value], StringComparer.Ordinal);

    private sealed record Asked(Standing Standing, PageQuery Query, HttpRequest Request, IStore Store, Func<LoopsView> Loops)
    {
        public SpendFilter Filter => new(Query.Team, null, Query.Tool, Query.Model, Query.Repository);

        public string? Id => Request.RouteValues["id"] as string;

        public string? One(string name) => Request.Query[name] is [{ Length: > 0 } value] ? value : null;
    }
}
