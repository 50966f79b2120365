using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Score;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;

namespace Shiprank.Server.Api;

/// <summary>The list of changes, in pages, and one change's story. Each is the document that the command line writes.</summary>
internal static class ChangeReports
{
    private static readonly ApiParameter Sort = ApiParameter.Choice("sort", "What comes first: the latest (default), the most expensive, the largest", "date", "cost", "lines");

    private static readonly ApiParameter Cursor = new("cursor", "Where a page begins: as the Link header of the page before has it") { Check = ChangeCursor.IsOne, Shape = "the cursor of a Link header, whole and unchanged" };

    private static readonly ApiParameter Repository = new("repository", "Name of a repository of the organisation") { InPath = true };

    private static readonly ApiParameter Sha = new("sha", "Sha of the change, or its first 4 digits or more")
    {
        InPath = true,
        Check = text => text.Length is >= 4 and <= 64 && text.All(char.IsAsciiHexDigit),
        Shape = "4 to 64 hexadecimal digits",
    };

    public static IReadOnlyList<ApiReport> All =>
    [
        new(
            "changes",
            "listChanges",
            "Changes with their fate, cost and evidence, a page at a time",
            [.. ChangeFilters.All, ApiParameter.Since, ApiParameter.Until, Sort, ApiParameter.Limit, Cursor],
            [new("schemaVersion", "integer"), new("policy", "object"), new("asOf", "string"), new("sort", "string"), new("changes", "array"), new("rest", "object?"), new("totals", "object")],
            List),
        new(
            "changes/{repository}/{sha}",
            "getChange",
            "One change's story: what happened, sessions, cost, evidence, deployment, survival",
            [Repository, Sha],
            [
                new("schemaVersion", "integer"), new("asOf", "string"), new("repository", "string"), new("sha", "string"), new("costUsd", "string?"), new("services", "array"), new("deployments", "array"), new("sessions", "array"),
                new("request", "integer?"), new("commits", "integer"), new("authors", "array"), new("otherAuthors", "integer"), new("agents", "array"), new("tickets", "array"), new("reverts", "string?"), new("timeline", "array"),
                new("nd", "string"), new("totals", "object"), new("costPerLine", "object"), new("costPerNd", "object"),
            ],
            Story),
    ];

    private static ApiAnswer List(Question q)
    {
        var workspace = q.Standing.Workspace;
        var names = new SharedNames(workspace.Organisation);
        var (filter, refused) = ChangeFilters.Read(q.Query, workspace, names);
        if (refused is not null) return refused;
        var sort = q.Query.One(Sort) switch { "cost" => ChangeSort.Cost, "lines" => ChangeSort.Lines, _ => ChangeSort.Date };
        var all = ChangeListing.Of(q.Standing, filter!, sort, null);
        var question = q.Query.Without("cursor", "limit", "tz");
        var from = 0;
        if (q.Query.One(Cursor) is { } cursor)
        {
            if (ChangeCursor.Read(cursor, question) is not { } place) return Refusal.Bad("cursor", "the cursor belongs to another question: filters and order have to stay while pages are turned", Cursor.Shape);
            from = 1 + all.Rows.ToList().FindIndex(r => r.Repository == place.Repository && r.Sha == place.Sha);
            if (from == 0) return Refusal.Bad("cursor", "the change at which the cursor stands is no longer in the list: begin anew without it", Cursor.Shape);
        }

        var page = all.Rows.Skip(from).Take(q.Query.Limit).ToList();
        var rest = all.Rows.Take(from).Concat(all.Rows.Skip(from + page.Count)).ToList();
        var listing = new ChangeListing(page, rest.Count == 0 ? null : ChangeTotals.Of(rest), all.Totals);
        var next = from + page.Count < all.Rows.Count && page.Count > 0 ? string.Join('&', new[] { q.Query.Without("cursor"), $"cursor={ChangeCursor.At(page[^1], question)}" }.Where(p => p.Length > 0)) : null;
        return ApiAnswer.Of(into => ChangesDocument.Write(into, listing, sort, names, workspace.Policy, q.Standing.AsOf), next);
    }

    private static ApiAnswer Story(Question q)
    {
        var (repository, sha) = (q.Part("repository"), q.Part("sha"));
        if (Sha.Refuse(sha) is { } nonsense) return nonsense;
        if (!q.Standing.Workspace.Organisation.Repositories.Any(r => r.Name == repository)) return Refusal.Unknown("the organisation has no such repository");
        var found = ChangeStory.Find(q.Standing, sha).Where(f => f.Repository == repository).ToList();
        if (found.Count != 1) return Refusal.Unknown(found.Count == 0 ? "no change of this repository has this sha" : $"{found.Count} changes of this repository begin like that: give more of the sha");
        var story = ChangeStory.Of(q.Standing, repository, found[0].Sha, (name, full) => ChangeSubjects.Of(q.Standing.Workspace, name, full));
        return ApiAnswer.Of(into => ChangeDocument.Write(into, story, new SharedNames(q.Standing.Workspace.Organisation), q.Standing.AsOf));
    }
}
