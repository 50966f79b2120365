using System.Globalization;
using Shiprank.Core.Attribution;
using Shiprank.Core.Badges;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Badges;

/// <summary>What stands on a status badge.</summary>
/// <param name="Label">Name of the metric.</param>
/// <param name="Message">The figure, or why there is none: <c>not found</c>, <c>private</c>, <c>unavailable</c>.</param>
/// <param name="IsFigure">False: it is a reason.</param>
public sealed record StatusFigure(string Label, string Message, bool IsFigure)
{
    public static StatusFigure NotFound { get; } = new("shiprank", "not found", false);

    public static StatusFigure Private { get; } = new("shiprank", "private", false);

    public static StatusFigure Unavailable { get; } = new("shiprank", "unavailable", false);

    /// <summary>
    /// What an owner published and nothing else. Whether a team or repository is unknown or only not published is not told apart; groups of fewer people
    /// than the smallest group have no figure.
    /// </summary>
    public static StatusFigure Of(Standing standing, HolderKind kind, string id, PublishedMetric metric)
    {
        var organisation = standing.Workspace.Organisation;
        if (!organisation.Badges.Publish.Contains(new(kind, id, metric))) return Private;
        var window = ScoreWindow.Weeks(standing.Workspace.Policy.WindowWeeks, standing.AsOf);
        var line = kind == HolderKind.Team ? Board.Of(standing, window, GroupKind.Team, RankBy.Nd).FirstOrDefault(l => l.Row.Group.Id == id) : null;
        if (kind == HolderKind.Team ? line is null || line.Row.Group.Members < standing.Workspace.SmallestGroup : IsTooSmall(standing, id, window)) return Unavailable;
        return metric switch
        {
            PublishedMetric.Nd => Nd(line!),
            PublishedMetric.Survival => Share($"survival {standing.Score.Policy.SurvivalDays} d", Survival(standing, kind, id)),
            PublishedMetric.ChangeFailureRate => Share("change failures", Failures(standing, kind, id, window)),
            _ => Days(standing, kind, id, window),
        };
    }

    private static StatusFigure Nd(BoardLine line)
    {
        var rate = line.Row.NdPerWeek;
        if (line.Row.Band is null || rate is not { Lo: { } lo, Hi: { } hi }) return Unavailable;
        return new("shiprank · ND per engineer-week", string.Create(CultureInfo.InvariantCulture, $"{rate.Value:0.00} [{lo:0.00}–{hi:0.00}]"), true);
    }

    private static StatusFigure Share(string label, Figure figure) =>
        figure.Value is { } value ? new($"shiprank · {label}", string.Create(CultureInfo.InvariantCulture, $"{100 * value:0} %"), true) : Unavailable;

    private static StatusFigure Days(Standing standing, HolderKind kind, string id, ScoreWindow window)
    {
        var days = kind == HolderKind.Team
            ? standing.Dora.Team(standing.Workspace.Organisation.Teams.First(t => t.Id == id), window).Now.DaysPerWeek
            : Services(standing, id, window).Select(r => r.Now.DaysPerWeek).Where(f => f.Value is not null).OrderByDescending(f => f.Value).FirstOrDefault() ?? Figure.Unknown("no deployment is known");
        return days.Value is { } value ? new("shiprank · deployment days a week", value.ToString("0.0", CultureInfo.InvariantCulture), true) : Unavailable;
    }

    private static Figure Failures(Standing standing, HolderKind kind, string id, ScoreWindow window)
    {
        if (kind == HolderKind.Team) return standing.Dora.Team(standing.Workspace.Organisation.Teams.First(t => t.Id == id), window).Now.ChangeFailRate;
        var rates = Services(standing, id, window).Select(r => r.Now.ChangeFailRate).Where(f => f.Missing is null).ToList();
        return Figure.Of(rates.Sum(r => r.Numerator), rates.Sum(r => r.Denominator), "no deployment delivered anything");
    }

    /// <summary>Over as many days as a window has, of changes whose horizon has passed.</summary>
    private static Figure Survival(Standing standing, HolderKind kind, string id)
    {
        var window = ScoreWindow.Weeks(standing.Workspace.Policy.WindowWeeks, standing.AsOf.AddDays(-standing.Score.Policy.SurvivalDays));
        var rows = Deployed(standing, kind, id, window).Where(c => !c.Provisional).ToList();
        return Figure.Of(rows.Sum(c => c.Alive), rows.Sum(c => c.Eligible), "no eligible line was delivered");
    }

    private static IEnumerable<ScoredChange> Deployed(Standing standing, HolderKind kind, string id, ScoreWindow window) =>
        standing.Score.Changes.Where(c => c.DeployedAt is { } at && window.Has(at) && (kind == HolderKind.Repository
            ? c.Repository == id
            : c.Parts.Any(p => standing.Index.Teams.Of(p.Person, DateOnly.FromDateTime(at.UtcDateTime)) == id)));

    private static bool IsTooSmall(Standing standing, string repository, ScoreWindow window) =>
        Deployed(standing, HolderKind.Repository, repository, window).SelectMany(c => c.Parts).Select(p => p.Person).Where(p => p != Party.Unattributed).Distinct(StringComparer.Ordinal).Count() < standing.Workspace.SmallestGroup;

    private static IEnumerable<DoraRow> Services(Standing standing, string repository, ScoreWindow window) => standing.Dora.Services(window).Where(r => r.Repository == repository);
}
