using Shiprank.Core.Access;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;

namespace Shiprank.Server.Api;

/// <summary>Reports of a window: score, boards, flow, DORA, restatements. Each is the document that the command line writes.</summary>
internal static class ScoreReports
{
    private static readonly ApiParameter Rank = ApiParameter.Choice("rank", "What bands are by (default: nd); never tokens, never spend", "nd", "nd-ai");

    private static readonly ApiParameter Level = ApiParameter.Choice("level", "What a row stands for (default: service)", "service", "team");

    private static readonly ApiParameter Closed = ApiParameter.Choice("closed", "true: only figures that had been final", "true", "false") with { Type = "boolean" };

    private static readonly ApiParameter[] Window = [ApiParameter.Since, ApiParameter.Until, ApiParameter.Window];

    private static readonly ApiField[] Head = [new("schemaVersion", "integer"), new("policy", "object"), new("asOf", "string")];

    private static readonly ApiField[] Days = [new("since", "string"), new("until", "string")];

    public static IReadOnlyList<ApiReport> All =>
    [
        new("score", "getScore", "Cells, changes and deployments of a window: what shipped and lasted", Window, [.. Head, Rows("cells"), Rows("changes"), Rows("deployments"), Rows("teams"), new("totals", "object"), Rows("problems")], Score) { Needs = Right.Cells },
        new("boards/teams", "getTeamBoard", "Teams in bands by what they shipped, companions beside every row", [Rank, .. Window], [.. Head, new("level", "string"), new("rank", "string"), .. Days, Rows("rows"), Rows("problems")], q => Board(q, GroupKind.Team)),
        new("boards/people", "getPeopleBoard", "People who share, in bands by what they shipped, companions beside every row", [Rank, .. Window], [.. Head, new("level", "string"), new("rank", "string"), .. Days, new("people", "integer"), new("sharing", "integer"), Rows("rows"), Rows("problems")], q => Board(q, GroupKind.Person)),
        new("flow", "getFlow", "Where spend went: from the tool through the repository to its fate", [.. PageReports.Filters, .. Window], [new("schemaVersion", "integer"), new("asOf", "string"), .. Days, new("shown", "object"), Rows("nodes"), Rows("links"), Rows("rows"), new("totals", "object")], Flow),
        new("dora", "getDora", "DORA's five figures of services or teams, beside their normalised deployments", [Level, .. Window], [.. Head, new("level", "string"), .. Days, new("beforeSince", "string"), new("beforeUntil", "string"), Rows("rows")], Dora),
        new("restatements", "getRestatements", "Figures of past days that a later sync stated otherwise, and why", [Closed, .. Window], [new("schemaVersion", "integer"), .. Days, Rows("rows"), new("notShown", "integer")], Restatements),
    ];

    private static ApiField Rows(string name) => new(name, "array");

    private static ApiAnswer Score(Question q)
    {
        var (standing, days) = (q.Standing, q.Query.Days(q.Standing.Workspace.Policy, q.Standing.AsOf));
        return ApiAnswer.Of(into => ScoreDocument.Write(into, standing.Score, standing.Workspace.Organisation, days, [.. standing.Unread, .. standing.Score.Problems]));
    }

    private static ApiAnswer Board(Question q, GroupKind kind)
    {
        var (standing, days) = (q.Standing, q.Query.Days(q.Standing.Workspace.Policy, q.Standing.AsOf));
        var rank = q.Query.One(Rank) == "nd-ai" ? RankBy.NdAi : RankBy.Nd;
        var lines = ShownBoard.Of(standing, days, kind, rank);
        int? people = kind == GroupKind.Person ? standing.Workspace.Organisation.People.Count : null;
        return ApiAnswer.Of(into => BoardDocument.Write(into, lines, standing.Workspace.Policy, standing.AsOf, days, kind, rank, standing.Unread, people));
    }

    private static ApiAnswer Flow(Question q)
    {
        if (PageReports.Unknown(q) is { } refusal) return refusal;
        var days = q.Query.Days(q.Standing.Workspace.Policy, q.Standing.AsOf);
        var shown = q.Standing.Shown(days, PageReports.Filter(q.Query));
        return ApiAnswer.Of(into => FlowDocument.Write(into, shown, q.Standing.AsOf));
    }

    private static ApiAnswer Dora(Question q)
    {
        var (standing, days) = (q.Standing, q.Query.Days(q.Standing.Workspace.Policy, q.Standing.AsOf));
        var level = q.Query.One(Level) == "team" ? DoraLevel.Team : DoraLevel.Service;
        var builder = standing.Dora;
        var rows = level == DoraLevel.Team
            ? [.. standing.Workspace.Organisation.Teams.Where(t => !standing.Shield.IsSmall(t.Id, days)).Select(t => builder.Team(t, days))]
            : builder.Services(days);
        return ApiAnswer.Of(into => DoraDocument.Write(into, rows, standing.Workspace.Policy, standing.AsOf, days, level));
    }

    private static ApiAnswer Restatements(Question q)
    {
        var days = q.Query.Days(q.Standing.Workspace.Policy, q.Standing.AsOf);
        var closed = q.Query.One(Closed) == "true";
        var rows = q.Store.ReadRestatements(days.Since, days.Until).Where(r => r.What.Closed || !closed).ToList();
        return ApiAnswer.Of(into => RestatementsDocument.Write(into, ShownRestatements.Of(rows, q.Standing.Workspace.Organisation), days, new SharedNames(q.Standing.Workspace.Organisation)));
    }
}
