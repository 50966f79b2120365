using System.Text;
using System.Text.Json;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Dora;
using Shiprank.Engine;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;
using Shiprank.Store;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Standings;

/// <summary>What was published is what would be computed: the documents are the same to the byte.</summary>
[Collection(SyncedDemo.Name)]
public sealed class StoredStandingTests : IDisposable
{
    private readonly DuckStore store;
    private readonly Workspace workspace;
    private readonly Standing computed;
    private readonly Standing published;
    private readonly ScoreWindow window;

    public StoredStandingTests(SyncedDemo demo)
    {
        computed = demo.Standing;
        store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value;
        workspace = Workspace.Load(demo.Folder.Facts.OrganisationFile).Value!;
        published = Standing.Read(store, workspace).Value!;
        window = ScoreWindow.Weeks(8, computed.AsOf);
    }

    public void Dispose() => store.Dispose();

    [Fact]
    public void The_score_comes_back_with_every_digit_and_in_its_order()
    {
        Assert.Equal(computed.AsOf, published.AsOf);
        Assert.Equal(Lines(computed.Score), Lines(published.Score));
        Assert.Equal(computed.Score.Links.Rest.OrderBy(r => r.Key.Session, StringComparer.Ordinal), published.Score.Links.Rest.OrderBy(r => r.Key.Session, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(GroupKind.Team, RankBy.Nd)]
    [InlineData(GroupKind.Team, RankBy.NdAi)]
    [InlineData(GroupKind.Person, RankBy.Nd)]
    public void Boards_are_the_same(GroupKind kind, RankBy rank) =>
        Same(standing => Text(into => BoardDocument.Write(into, Engine.Boards.Board.Of(standing, window, kind, rank), workspace.Policy, standing.AsOf, window, kind, rank, standing.Unread)));

    [Fact]
    public void The_flow_is_the_same() => Same(standing => Text(into => FlowDocument.Write(into, standing.Shown(window, SpendFilter.None), standing.AsOf)));

    [Fact]
    public void The_five_are_the_same() =>
        Same(standing => Text(into => DoraDocument.Write(into, [.. standing.Dora.Services(window), .. standing.Dora.Teams(window)], workspace.Policy, standing.AsOf, window, DoraLevel.Team)));

    [Theory]
    [InlineData(ChangeSort.Date)]
    [InlineData(ChangeSort.Cost)]
    [InlineData(ChangeSort.Lines)]
    public void Lists_of_changes_are_the_same(ChangeSort sort) => Same(standing => Text(into =>
        ChangesDocument.Write(into, ChangeListing.Of(standing, new(), sort, 40), sort, new(workspace.Organisation), workspace.Policy, standing.AsOf)));

    [Fact]
    public void Stories_of_changes_are_the_same()
    {
        var some = computed.Score.Changes.Select(c => (c.Repository, c.Sha)).Distinct().Where((_, i) => i % 7 == 0).ToList();
        Assert.Contains(some, c => computed.Spend.OfChange(c.Repository, c.Sha).Count > 0);
        foreach (var (repository, sha) in some)
        {
            Same(standing => Text(into => ChangeDocument.Write(into, ChangeStory.Of(standing, repository, sha, (_, _) => null), new(workspace.Organisation), standing.AsOf)));
        }
    }

    [Fact]
    public void Spend_has_the_same_answers_for_any_window_and_filter()
    {
        var random = new Random(20260523);
        string[] people = [.. workspace.Organisation.People.Select(p => p.Id).Take(6)];
        (string, string)[] changes = [.. computed.Score.Links.All.Select(l => (l.Repository, l.Change)).Distinct().Take(20)];
        string?[] teams = [null, .. workspace.Organisation.Teams.Select(t => t.Id)];
        string?[] repositories = [null, .. workspace.Organisation.Repositories.Select(r => r.Name)];
        string?[] tools = [null, null, .. computed.Spend.Newest().Keys];
        string?[] models = [null, null, .. computed.Spend.ByModel(window, SpendFilter.None).Select(m => m.Name)];
        for (var i = 0; i < 12; i++)
        {
            var since = window.Since.AddDays(random.Next(-30, 40));
            var span = new ScoreWindow(since, since.AddDays(random.Next(60)));
            var filter = new SpendFilter(Any(random, teams), random.Next(4) == 0 ? people[0] : null, Any(random, tools), Any(random, models), Any(random, repositories));
            Assert.Equal(SpendAnswers.Of(computed.Spend, span, filter, people, changes), SpendAnswers.Of(published.Spend, span, filter, people, changes));
        }
    }

    [Fact]
    public void A_score_by_another_policy_is_no_standing_and_the_reason_says_so()
    {
        var other = Standing.Read(store, workspace with { Policy = workspace.Policy with { Name = "policy-2", Sha256 = "0123" } });
        Assert.False(other.Succeeded);
        Assert.Contains("policy", other.Problem.Reason, StringComparison.Ordinal);
        Assert.Contains("shiprank sync", other.Problem.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_the_first_run_nothing_stands()
    {
        using var folder = new TemporaryFolder();
        using var empty = Workspace.OpenStore(folder.Path, TimeProvider.System).Value;
        Assert.Null(Standing.Read(empty, workspace).Value);
    }

    [Fact]
    public void A_change_whose_history_is_gone_has_a_story_without_background()
    {
        var change = computed.Score.Changes[0];
        var away = Standing.Read(store, workspace with { Organisation = workspace.Organisation with { Repositories = [] } }).Value!;
        Assert.Empty(ChangeStory.Of(away, change.Repository, change.Sha, (_, _) => null).Background.Steps);
    }

    private static string? Any(Random random, string?[] values) => values[random.Next(values.Length)];

    private static IEnumerable<string> Lines(ScoreResult score) =>
    [
        JsonSerializer.Serialize(score.Policy),
        .. score.Cells.Select(c => JsonSerializer.Serialize(c)),
        .. score.Changes.Select(c => JsonSerializer.Serialize(c)),
        .. score.Deployments.Select(d => JsonSerializer.Serialize(d)),
        .. score.Services.Select(s => JsonSerializer.Serialize(s)),
        .. score.Links.All.Select(l => JsonSerializer.Serialize(l)),
        .. score.ActiveWeeks.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => $"{w.Key} {JsonSerializer.Serialize(w.Value.Order())}"),
        .. score.Problems.Select(p => p.ToString()),
    ];

    private static string Text(Action<Stream> write)
    {
        using var into = new MemoryStream();
        write(into);
        return Encoding.UTF8.GetString(into.ToArray());
    }

    private void Same(Func<Standing, string> document) => Assert.Equal(document(computed), document(published));
}
