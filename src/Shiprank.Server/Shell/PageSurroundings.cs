using Microsoft.AspNetCore.Antiforgery;
using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Server.Features.Signals;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell.Queries;
using Shiprank.Store;

namespace Shiprank.Server.Shell;

/// <summary>Frame and filters of a page, from the organisation and the store as they are now.</summary>
internal sealed class PageSurroundings(ServerOptions options, LiveWorkspace workspace, Published published, IAntiforgery antiforgery, SignalBook signals)
{
    private static readonly TimeSpan kept = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private (DateTimeOffset At, IReadOnlyList<Choice> Tools, IReadOnlyList<Choice> Models)? used;

    /// <param name="asksStore">False for a page that says why there is none: the store may be the reason.</param>
    public PageFrame Frame(HttpContext context, bool asksStore = true)
    {
        var (organisation, asOf, viewer) = (workspace.Current.Organisation, options.FigureClock.GetUtcNow(), context.Viewer());
        return new()
        {
            Organisation = !viewer.IsKnown() ? "" : workspace.IsMissing ? "not set up yet" : organisation.Name,
            IsSample = options.Sample || workspace.IsSample,
            Theme = ThemeForm.Of(context.Request),
            Path = context.Request.Path.Value is { Length: > 0 } path ? path : "/",
            AsOf = asOf,
            FiguresAsOf = published.Now?.Standing.AsOf ?? asOf,
            Zone = TimeZoneInfo.TryFindSystemTimeZoneById(organisation.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc,
            Policy = workspace.Current.Policy.Name,
            Prices = workspace.Current.Prices.Date,
            WithActivity = organisation is { ActivityBoard: true, Privacy.PersonViews: true },
            Viewer = viewer,
            Asked = asksStore && viewer.IsKnown() ? signals.Asked(viewer) : 0,
            FormToken = () => antiforgery.GetAndStoreTokens(context).RequestToken!,
        };
    }

    public PageScope Scope(DateTimeOffset asOf)
    {
        var organisation = workspace.Current.Organisation;
        var (_, tools, models) = Used();
        return new(DateOnly.FromDateTime(asOf.UtcDateTime))
        {
            Teams = [.. organisation.Teams.Select(t => new Choice(t.Id, t.Name))],
            Repositories = [.. organisation.Repositories.Select(r => new Choice(r.Name, r.Name))],
            Tools = tools,
            Models = models,
        };
    }

    /// <summary>Tools and models in the store; a minute old at most.</summary>
    private (DateTimeOffset At, IReadOnlyList<Choice> Tools, IReadOnlyList<Choice> Models) Used()
    {
        lock (gate)
        {
            var now = options.Clock.GetUtcNow();
            if (used is not { } known || now - known.At > kept) used = known = (now, Names(Question.SpendByTool), Names(Question.SpendByModel));
            return known;
        }
    }

    private IReadOnlyList<Choice> Names(Question question)
    {
        var answer = options.Store.Ask(question, [new DateOnly(1990, 1, 1), new DateOnly(9999, 1, 1)]);
        return [.. answer.Rows.Select(r => (string)r[0]!).Where(n => n.Length > 0).Order(StringComparer.Ordinal).Select(n => new Choice(n, n))];
    }
}
