using Shiprank.Core.Access;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Activity;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Overview;
using Shiprank.Engine.People;
using Shiprank.Engine.Signals;
using Shiprank.Engine.Spend;
using Shiprank.Engine.Teams;

namespace Shiprank.Server.Api;

/// <summary>What the pages of the same names show. Each is the document that the command line writes.</summary>
internal static class PageReports
{
    private static readonly ApiParameter Team = new("team", "Of one team, by its id");

    private static readonly ApiParameter Tool = new("tool", "Of one tool; deliveries are not known by tool");

    private static readonly ApiParameter Model = new("model", "Of one model; deliveries are not known by model");

    private static readonly ApiParameter Repository = new("repository", "Of one repository, by its name");

    private static readonly ApiParameter Versus = ApiParameter.Choice("vs", "What it is compared with (default: as many days right before)", "previous", "year", "none");

    private static readonly ApiParameter Id = new("id", "Id in the organisation file") { InPath = true };

    private static readonly ApiParameter[] Window = [ApiParameter.Since, ApiParameter.Until, ApiParameter.Window];

    private static readonly ApiField[] Head = [new("schemaVersion", "integer"), new("policy", "object"), new("asOf", "string")];

    private static readonly ApiField[] Periods = [new("now", "object"), new("before", "object?")];

    public static IReadOnlyList<ApiReport> All =>
    [
        new(
            "overview",
            "getOverview",
            "What was spent, and what came of it",
            [Team, Tool, Model, Repository, Versus, .. Window],
            [.. Head, new("filter", "object"), .. Periods, new("shown", "object"), new("deliveries", "integer"), new("adoptionTarget", "string"), new("adoption", "object"), Rows("buckets"), Rows("paths"), Rows("models"), new("coverage", "object"), Rows("problems")],
            Overview),
        new("teams/{id}", "getTeam", "A team against its own past", [Id, .. Window], [.. Head, new("team", "string"), new("row", "object"), new("rowBefore", "object"), new("shown", "object"), .. Periods, Rows("weeks"), Rows("buckets"), new("dora", "object"), new("adoption", "object?"), Rows("changes"), new("rest", "object?")], TeamOf),
        new(
            "people/{id}",
            "getPerson",
            "What a person used, what became of it, and who can see it",
            [Id, Versus, .. Window],
            [.. Head, new("person", "string"), new("name", "string"), new("team", "string?"), new("shares", "boolean"), .. Periods, new("row", "object?"), new("survival", "object"), Rows("days"), Rows("changes"), Rows("sessions"), Rows("tools"), Rows("models"), Rows("visibility")],
            PersonOf) { Needs = Right.Person },
        new("adoption", "getAdoption", "Who uses agents, by team and week, against the target", Window, [new("schemaVersion", "integer"), new("asOf", "string"), new("since", "string"), new("until", "string"), new("target", "string"), new("smallestGroup", "integer"), new("all", "object"), Rows("rows"), new("cohorts", "object")], Adoption),
        new("activity", "getActivity", "Usage by person with the fate of the spend, where it is switched on", Window, [new("schemaVersion", "integer"), new("asOf", "string"), new("since", "string"), new("until", "string"), Rows("rows"), new("others", "integer"), new("othersUsage", "object"), new("leftOut", "object"), new("totals", "object")], Activity) { OfSignals = true },
    ];

    public static SpendFilter Filter(ApiQuery query) => new(query.One(Team), null, query.One(Tool), query.One(Model), query.One(Repository));

    /// <summary>The parameters that <see cref="Filter"/> reads.</summary>
    public static IReadOnlyList<ApiParameter> Filters => [Team, Tool, Model, Repository];

    /// <summary>Null when the organisation has what the filter names.</summary>
    public static Refusal? Unknown(Question q)
    {
        var organisation = q.Standing.Workspace.Organisation;
        if (q.Query.One(Team) is { } team && organisation.Teams.All(t => t.Id != team)) return Refusal.Bad("team", "the organisation has no such team", [.. organisation.Teams.Select(t => t.Id)]);
        return q.Query.One(Repository) is { } name && organisation.Repositories.All(r => r.Name != name) ? Refusal.Bad("repository", "the organisation has no such repository", [.. organisation.Repositories.Select(r => r.Name)]) : null;
    }

    private static ApiField Rows(string name) => new(name, "array");

    private static ScoreWindow Days(Question q) => q.Query.Days(q.Standing.Workspace.Policy, q.Standing.AsOf);

    private static ScoreWindow? Compared(Question q, ScoreWindow days) => q.Query.One(Versus) switch
    {
        "none" => null,
        "year" => new(days.Since.AddDays(-364), days.Until.AddDays(-364)),
        _ => DoraBuilder.Previous(days),
    };

    private static ApiAnswer Overview(Question q)
    {
        if (Unknown(q) is { } refusal) return refusal;
        var days = Days(q);
        var view = OverviewView.Of(q.Standing, new(days, Compared(q, days), Filter(q.Query)));
        return ApiAnswer.Of(into => OverviewDocument.Write(into, view, q.Standing));
    }

    private static ApiAnswer TeamOf(Question q) => TeamView.Of(q.Standing, q.Part("id"), Days(q)) is { } view
        ? ApiAnswer.Of(into => TeamDocument.Write(into, view, q.Standing))
        : Refusal.Unknown("the organisation has no such team");

    private static ApiAnswer PersonOf(Question q)
    {
        var days = Days(q);
        return MeView.Of(q.Standing, q.Part("id"), days, Compared(q, days)) is { } view
            ? ApiAnswer.Of(into => MeDocument.Write(into, view, q.Standing))
            : Refusal.Unknown("there is no such person, or none whom you may look at");
    }

    private static ApiAnswer Adoption(Question q)
    {
        var view = AdoptionView.Of(q.Standing, Days(q));
        return ApiAnswer.Of(into => AdoptionDocument.Write(into, view, q.Standing));
    }

    private static ApiAnswer Activity(Question q)
    {
        if (!q.Standing.Workspace.Organisation.ActivityBoard) return Refusal.Unknown("the activity board is switched off: activity_board: true in the organisation file switches it on");
        return ActivityView.Of(q.Standing, Days(q), QuestionedDays.Of(q.Store)) is { } view ? ApiAnswer.Of(into => ActivityDocument.Write(into, view, q.Standing)) : Refusal.Unknown(ActivityView.Withheld);
    }
}
