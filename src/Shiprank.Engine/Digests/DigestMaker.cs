using System.Globalization;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Badges;
using Shiprank.Core.Money;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Shiprank.Store;

namespace Shiprank.Engine.Digests;

/// <summary>Makes digests: spend, outcome, the best change that proved to last, one badge or notice, one link.</summary>
public sealed class DigestMaker(Standing standing, IStore store)
{
    private readonly OrganisationFile organisation = standing.Workspace.Organisation;
    private readonly ScoreWindow week = Digest.LastWeek(standing.AsOf, TimeZoneInfo.TryFindSystemTimeZoneById(standing.Workspace.Organisation.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc);

    public ScoreWindow Week => week;

    /// <summary>One for each team that is large enough and gets any, in the file's order.</summary>
    public IReadOnlyList<Digest> Teams() => [.. organisation.Teams.Where(t => !organisation.Digest.Off.Contains(t.Id)).Select(t => Team(t.Id)).OfType<Digest>()];

    /// <returns>Null for an unknown team, and for one with fewer people than the smallest group.</returns>
    public Digest? Team(string id)
    {
        if (organisation.Teams.FirstOrDefault(t => t.Id == id) is not { } team || Members(team) < standing.Workspace.Policy.MinGroup) return null;
        var filter = new SpendFilter(Team: id);
        var lines = new List<string>();
        Spend(lines, filter, MayShow(team));
        Outcome(lines, filter);
        var dora = standing.Dora.Team(team, week).Now;
        if (dora.ChangeFailRate is { Missing: null } failed) lines.Add(Text($"Deployments: {failed.Denominator:0}, of which failed so far: {failed.Numerator:0}."));
        Best(lines, new() { Teams = new HashSet<string>([id], StringComparer.Ordinal) });
        Notice(lines, HolderKind.Team, id);
        return Made(HolderKind.Team, id, team.Name, lines, $"/teams/{Uri.EscapeDataString(id)}", null);
    }

    /// <param name="stop">Where they end their digests.</param>
    /// <returns>Null for an unknown person.</returns>
    public Digest? Person(string id, string? stop)
    {
        if (organisation.People.FirstOrDefault(p => p.Id == id) is not { } person) return null;
        var filter = new SpendFilter(Person: id);
        var lines = new List<string>();
        Spend(lines, filter, mayShow: true);
        Outcome(lines, filter);
        Best(lines, new() { People = new HashSet<string>([id], StringComparer.Ordinal) });
        Notice(lines, HolderKind.Person, id);
        return Made(HolderKind.Person, id, person.Name, lines, "/me", stop);
    }

    private Digest Made(HolderKind kind, string id, string name, List<string> lines, string path, string? stop) => new(
        kind, id, Harmless(Text($"{name}: week of {week.Since:d MMM yyyy}")), week, [.. lines.Select(Harmless)], organisation.Digest.Link is { } link ? link + path : null, stop);

    private void Spend(List<string> lines, SpendFilter filter, bool mayShow)
    {
        if (!mayShow)
        {
            lines.Add("AI spend: not shown, as few people stand behind most of it.");
            return;
        }

        var (now, before) = (standing.Spend.ByDay(week, filter), standing.Spend.ByDay(DoraBuilder.Previous(week), filter));
        var (sum, was) = (FlowAmount.Sum(now.Select(d => d.Amount)), FlowAmount.Sum(before.Select(d => d.Amount)));
        lines.Add($"AI spend: {Money(sum)}{(Nano.Units(was.NanoUsd) is { } old ? Text($" ({old:$#,##0.00} the week before)") : "")}.");
        if (Nano.Units(sum.NanoUsd) is > 0 and var all)
        {
            var live = Nano.Units(PeriodSums.ByGroup(now)[SpendGroup.Live].NanoUsd) ?? 0;
            lines.Add(Text($"Of it, {100 * live / all:0} % is in changes that are live so far."));
        }
    }

    private void Outcome(List<string> lines, SpendFilter filter)
    {
        var (now, before) = (Nd(week, filter), Nd(DoraBuilder.Previous(week), filter));
        lines.Add(Text($"Normalised deployments: {now:0.0} so far ({before:0.0} the week before); final after {standing.Score.Policy.SurvivalDays} days."));
    }

    /// <summary>Of the changes whose horizon passed in the week: the one that is worth most.</summary>
    private void Best(List<string> lines, ChangeFilter filter)
    {
        var days = standing.Score.Policy.SurvivalDays;
        var settled = ChangeListing.Of(standing, filter with { Since = week.Since.AddDays(-days), Until = week.Until.AddDays(-days) }, ChangeSort.Date, null).Rows
            .Where(r => r.DeployedAt is not null && !r.Provisional && r.Services.All(s => s.Fate == ChangeFate.Live) && r.Eligible > 0)
            .OrderByDescending(r => r.Nd).ThenBy(r => r.Repository, StringComparer.Ordinal).ThenBy(r => r.Sha, StringComparer.Ordinal).FirstOrDefault();
        lines.Add(settled is null
            ? $"No change reached its day {days} this week."
            : Text($"Best change that lasted: {settled.Repository}{(settled.Main.Request is { } request ? $"#{request}" : $"@{settled.Sha[..8]}")}, {settled.Alive} of {settled.Eligible} lines alive after {days} days."));
    }

    private void Notice(List<string> lines, HolderKind kind, string id)
    {
        var held = AwardBook.Of(standing, store).Of(kind, id).ToList();
        if (held.Find(a => a.Award.Revoked is { } r && week.Has(r.At)) is { } gone) lines.Add($"Badge revoked: {gone.Badge.Name}. {gone.Award.Revoked!.Reason}.");
        else if (held.Find(a => a.IsEarned && week.Has(a.Award.IssuedAt)) is { } earned) lines.Add($"Badge earned: {earned.Badge.Name}. {earned.Badge.Description}");
        else if (standing.Unread.Count > 0) lines.Add(Text($"Notice: {standing.Unread.Count} of the organisation’s repositories are not wholly in these figures."));
    }

    /// <summary>A sum is shown when enough people are in it and none of them is most of it.</summary>
    private bool MayShow(TeamEntry team)
    {
        var by = standing.Spend.ByPerson(week).Where(p => standing.Index.Teams.Of(p.Person, p.Day) == team.Id).GroupBy(p => p.Person, StringComparer.Ordinal).Select(g => g.Sum(p => p.Amount.NanoUsd ?? 0)).Where(n => n > 0).ToList();
        return by.Count == 0 || (by.Count >= standing.Workspace.Policy.MinGroup && 2 * by.Max() <= by.Sum());
    }

    private int Members(TeamEntry team) => team.Members.Where(m => (m.From is not { } from || from <= week.Until) && (m.To is not { } to || to >= week.Since)).Select(m => m.Person).Distinct(StringComparer.Ordinal).Count();

    private decimal Nd(ScoreWindow window, SpendFilter filter) => PeriodSums.Cells(standing, window, filter)!.Sum(c => c.Nd);

    private static string Money(FlowAmount amount) =>
        Nano.Units(amount.NanoUsd) is { } usd ? Text($"{usd:$#,##0.00}") : amount.NanoCredits > 0 ? Text($"{Nano.Units(amount.NanoCredits):0.##} credits") : amount.Responses > 0 ? "unpriced" : "none";

    /// <summary>Names come from anybody: no sign of theirs breaks a line, commands a terminal or turns the direction of writing.</summary>
    private static string Harmless(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') ? '\uFFFD' : c));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
