using Shiprank.Core.Attribution;
using Shiprank.Core.Score;
using Shiprank.Engine.Demo;

namespace Shiprank.Tests.Demo;

/// <summary>The whole demo, at full size: each part of the cast shows what it is there to show.</summary>
public sealed partial class DemoCastTests(DemoCastTests.Full full, ITestOutputHelper output) : IClassFixture<DemoCastTests.Full>
{
    private readonly DemoFacts facts = full.Folder.Facts;
    private readonly DemoScore scored = full.Scored;

    private ScoreWindow Window => ScoreWindow.Weeks(12, facts.Options.AsOf);

    [Fact]
    public void Every_part_is_played()
    {
        Assert.Equal(Enum.GetValues<CastRole>().Where(r => r != CastRole.Regular), facts.Cast.Select(c => c.Role).Distinct().Order());
        Assert.All(facts.Cast, c => Assert.NotEqual("", c.Shows));
    }

    [Fact]
    public void Every_team_has_six_people_on_every_day_and_some_of_them_move()
    {
        for (var week = 0; week < facts.Options.Weeks; week++)
        {
            var day = DateOnly.FromDateTime(facts.Options.Start.UtcDateTime).AddDays((7 * week) + 6);
            Assert.All(scored.Organisation.Teams, t => Assert.InRange(t.Members.Count(m => (m.From is null || m.From <= day) && (m.To is null || m.To >= day)), 6, 9));
        }

        Assert.Contains(scored.Organisation.Teams.SelectMany(t => t.Members).GroupBy(m => m.Person), g => g.Count() > 1);
    }

    [Fact]
    public void First_by_tokens_is_far_down_by_what_shipped()
    {
        var first = facts.Homes.Where(h => h.Key != "ci-agent").MaxBy(h => h.Value.Values.Sum(v => v.Tokens.Total)).Key;
        Assert.Equal(Person(CastRole.Tokenmaxxer), first);
        Assert.InRange(Place(first), 55, 60);
    }

    [Fact]
    public void The_senior_is_first_by_what_shipped_with_hardly_any_tokens()
    {
        var senior = Person(CastRole.LittleAiSenior);
        Assert.Equal(1, Place(senior));
        Assert.True(Tokens(senior) * 100 < Tokens(Person(CastRole.Tokenmaxxer)));
        Assert.True(Tokens(senior) < facts.Homes.Select(h => h.Value.Values.Sum(v => v.Tokens.Total)).Where(t => t > 0).Order().ElementAt(10));
    }

    [Fact]
    public void Steady_shippers_stand_high() =>
        Assert.All(facts.Cast.Where(c => c.Role == CastRole.SteadyShipper), c => Assert.InRange(Place(c.Id), 2, 8));

    [Fact]
    public void Many_small_requests_a_day_fill_one_cell()
    {
        var splitter = Person(CastRole.RequestSplitter);
        var cells = scored.Score.Cells.Where(c => c.Person == splitter && Window.Has(c.Day)).ToList();
        Assert.InRange(cells.Average(c => c.Changes.Count), 6, 14);
        Assert.InRange(cells.Average(c => c.S), 40, 110);
        Assert.All(cells, c => Assert.Equal((double)(c.S * c.S / ((c.S * c.S) + 1600)), (double)c.Nd, 6));
    }

    [Fact]
    public void Lines_that_go_out_and_in_again_earn_once()
    {
        var looper = Person(CastRole.RevertReapplyLooper);
        var changes = scored.Score.Changes.Where(c => c.Parts.Any(p => p.Person == looper)).ToList();
        Assert.InRange(changes.Count(c => c.Reasons.HasFlag(QualityReasons.Revert)), 8, 40);
        var features = changes.Where(c => c.WasReverted && c.Eligible >= 40 && !c.Provisional).ToList();
        Assert.NotEmpty(features);
        Assert.All(features, c => Assert.Equal(ChangeFate.Live, c.Fate));
        Assert.Equal(features.Count, scored.Score.Cells.Count(cell => cell.Person == looper && cell.Changes.Intersect(features.Select(f => f.Sha)).Any()));
    }

    [Fact]
    public void Clearing_old_code_counts()
    {
        var deleter = Person(CastRole.Deleter);
        var cleared = scored.Score.Changes.Where(c => c.Deleted > 60 && c.Parts.Any(p => p.Person == deleter)).ToList();
        Assert.InRange(cleared.Count, 30, 90);
        Assert.InRange(Place(deleter), 2, 30);
    }

    [Fact]
    public void The_agent_of_the_night_has_no_ticket_and_nobody_behind_it()
    {
        var cells = scored.Score.Cells.Where(c => c.Person == Party.Unattributed).ToList();
        Assert.NotEmpty(cells);
        var commits = scored.Histories.Single(h => h.History.Repository == "platform").History.Commits.Where(c => c.Author.Name == "claude[bot]").ToList();
        Assert.InRange(commits.Count, 90, 104);
        Assert.All(commits, c => Assert.Empty(c.Message.Tickets));
        Assert.True(facts.Homes["ci-agent"]["claude-code"].Responses > 500);
    }

    [Fact]
    public void The_late_team_has_no_logs_before_its_week()
    {
        var team = facts.Cast.Single(c => c.Role == CastRole.LateAdopter).Id;
        var members = scored.Organisation.Teams.Single(t => t.Id == team).Members.Select(m => m.Person).ToHashSet(StringComparer.Ordinal);
        var first = members.SelectMany(m => Directory.EnumerateFiles(Path.Combine(full.Folder.Path, "homes", m), "*.jsonl", SearchOption.AllDirectories))
            .Min(f => File.ReadLines(f).First().Split("\"timestamp\":\"")[1][..10]);
        Assert.InRange(DateOnly.Parse(first!, System.Globalization.CultureInfo.InvariantCulture), DateOnly.FromDateTime(facts.Options.Start.UtcDateTime).AddDays(18 * 7), facts.Options.End);
    }

    [Fact]
    public void Every_kind_of_deployment_and_fate_occurs()
    {
        foreach (var group in scored.Score.Deployments.GroupBy(d => (d.Service, d.Kind)).OrderBy(g => g.Key.Service, StringComparer.Ordinal))
        {
            output.WriteLine($"{group.Key.Service} {group.Key.Kind}: {group.Count()}, failed {group.Count(d => d.Failed)}");
        }

        Assert.Equal(Enum.GetValues<Core.Delivery.Deployments.DeploymentKind>().Order(), scored.Score.Deployments.Select(d => d.Kind).Distinct().Order());
        Assert.Equal(6, scored.Score.Deployments.Select(d => d.Service).Distinct().Count());
        Assert.Contains(scored.Score.Changes, c => c.Fate == ChangeFate.Reverted);
        Assert.Contains(scored.Score.Changes, c => c.Fate == ChangeFate.RolledBack);
        Assert.Contains(scored.Score.Changes, c => c.Fate == ChangeFate.Dead && !c.Provisional);
        Assert.Contains(scored.Score.Changes, c => c.Fate == ChangeFate.Merged);
        Assert.Contains(scored.Score.Changes, c => c.HasIncident);
        Assert.Contains(scored.Score.Changes, c => c.Provisional);
    }

    [Fact]
    public void It_stays_small()
    {
        var bytes = Directory.EnumerateFiles(full.Folder.Path, "*", SearchOption.AllDirectories).Sum(f => new FileInfo(f).Length);
        output.WriteLine($"{bytes / 1_000_000.0:0.0} MB");
        Assert.InRange(bytes, 20_000_000, 80_000_000);
    }

    private string Person(CastRole role) => facts.Cast.Single(c => c.Role == role).Id;

    private int Place(string person) => 1 + scored.People(Window).Select(p => p.Person).ToList().IndexOf(person);

    private long Tokens(string person) => facts.Homes[person].Values.Sum(v => v.Tokens.Total);

    public sealed class Full : IDisposable
    {
        public Full() => Scored = DemoScore.Of(Folder.Facts, TestContext.Current.CancellationToken);

        public DemoFolder Folder { get; } = new(new DemoOptions());

        internal DemoScore Scored { get; }

        public void Dispose() => Folder.Dispose();
    }
}
