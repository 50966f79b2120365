using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Prices;
using Shiprank.Tests.Usage;

namespace Shiprank.Tests.Demo;

/// <summary>People of whom nothing is to be asked although each stands out, and the job of which something is.</summary>
public sealed partial class DemoCastTests
{
    [Fact]
    public void The_heavy_user_is_high_by_tokens_and_in_the_upper_half_by_what_shipped()
    {
        var heavy = Person(CastRole.HeavyUser);
        Assert.Equal(2, 1 + scored.Organisation.People.Count(p => Tokens(p.Id) > Tokens(heavy)));
        Assert.InRange(Place(heavy), 2, 30);
        Assert.True(Tokens(heavy) > 5 * scored.Organisation.People.Select(p => Tokens(p.Id)).Order().ElementAt(30));
    }

    [Fact]
    public void The_night_worker_works_around_midnight_and_sleeps_by_day()
    {
        var night = Person(CastRole.NightShift);
        var hours = Commits(night).Select(c => c.AuthoredAt.UtcDateTime.Hour).Concat(Rows(night).Select(r => r.OccurredAt.UtcDateTime.Hour)).ToList();
        Assert.True(hours.Count > 150, $"{hours.Count}");
        Assert.InRange(hours.Count(h => h is >= 17 or <= 3), hours.Count * 97 / 100, hours.Count);
        Assert.DoesNotContain(hours, h => h is >= 7 and <= 14);
        Assert.InRange(Place(night), 10, 55);
    }

    [Fact]
    public void The_reviewer_approves_much_and_commits_nothing()
    {
        var reviewer = Person(CastRole.Reviewer);
        Assert.Empty(Commits(reviewer));
        Assert.DoesNotContain(scored.Score.Cells, c => c.Person == reviewer);
        var requests = scored.Events.Requests.Where(r => r.Repository == "platform" && r.Approvals.Count > 0).ToList();
        Assert.InRange(requests.Count(r => r.Approvals.Any(a => a.Person == reviewer)), requests.Count * 2 / 5, requests.Count * 2 / 3);
        Assert.NotEmpty(Rows(reviewer));
        Assert.True(scored.Score.ActiveWeeks[reviewer].Count > 20);
    }

    [Fact]
    public void The_newcomer_has_nothing_before_the_first_day_and_ordinary_work_after_it()
    {
        var newcomer = Person(CastRole.Newcomer);
        var joined = scored.Organisation.Teams.SelectMany(t => t.Members).Single(m => m.Person == newcomer).From!.Value;
        Assert.Equal(facts.Options.Weeks * 10 / 26 * 7, joined.DayNumber - DateOnly.FromDateTime(facts.Options.Start.UtcDateTime).DayNumber);
        var days = Commits(newcomer).Select(c => DateOnly.FromDateTime(c.AuthoredAt.UtcDateTime)).Concat(Rows(newcomer).Select(r => DateOnly.FromDateTime(r.OccurredAt.UtcDateTime))).ToList();
        Assert.InRange(days.Min(), joined, joined.AddDays(14));
        Assert.True(Commits(newcomer).Count > 20);
        Assert.True(scored.People(Window).Single(p => p.Person == newcomer).Nd > 1);
    }

    [Fact]
    public void The_maintainer_works_in_bursts()
    {
        var maintainer = Person(CastRole.Maintainer);
        var weeks = scored.Score.Changes.Where(c => c.Parts.Any(p => p.Person == maintainer)).GroupBy(c => (int)(c.MergedAt - facts.Options.Start).TotalDays / 7).ToDictionary(g => g.Key, g => g.Count());
        var bursts = weeks.Where(w => w.Value >= 8).ToList();
        Assert.InRange(bursts.Count, 4, 6);
        Assert.InRange(bursts.Sum(b => b.Value), weeks.Values.Sum() / 2, weeks.Values.Sum());
        Assert.InRange(Place(maintainer), 5, 55);
    }

    [Fact]
    public void The_nightly_report_costs_860_percent_more_than_usual_for_months()
    {
        var dear = facts.Options.Start.AddDays(7 * facts.Options.Weeks * 5 / 26);
        var runs = Rows("ci-dependency-report").GroupBy(r => r.Session).Select(g => (At: g.Min(r => r.OccurredAt), Usd: g.Sum(r => PriceBook.Embedded.Price(r).CostUsd!.Value))).OrderBy(r => r.At).ToList();
        Assert.Equal(5 * facts.Options.Weeks, runs.Count);
        var (usual, since) = (runs.Where(r => r.At < dear).Average(r => r.Usd), runs.Where(r => r.At >= dear).Average(r => r.Usd));
        output.WriteLine($"usual {usual:0.000}, since {since:0.000} USD a run: {(since / usual) - 1:P0} over");
        Assert.InRange((since / usual) - 1, 8.1m, 9.1m);
        Assert.True((facts.Options.AsOf - dear).TotalDays > 5 * 28);
        Assert.All(Rows("ci-dependency-report"), r => Assert.True(r.Autonomous && r.Branch.StartsWith("ci/FUL-2001-", StringComparison.Ordinal)));
        var ticket = Assert.Single(scored.Events.WorkItems, w => w.Id == "FUL-2001");
        Assert.Equal(WorkItemStatus.InProgress, ticket.Status);
        Assert.Contains(scored.Organisation.People, p => p.Id == ticket.Owner);
    }

    private List<Commit> Commits(string person)
    {
        var mail = scored.Organisation.People.Single(p => p.Id == person).Emails;
        return [.. scored.Histories.SelectMany(h => h.History.Commits).Where(c => !c.IsMerge && mail.Contains(c.Author.Email, StringComparer.Ordinal))];
    }

    private IReadOnlyList<UsageRow> Rows(string home) =>
        HomeReader.Read(new(Path.Combine(full.Folder.Path, "homes", home), new Dictionary<string, string>(StringComparer.Ordinal), WithSessions: false, new StoppedClock(facts.Options.AsOf)), new IngestReport(), TestContext.Current.CancellationToken).Rows;
}
