using Shiprank.Core.Attribution;
using Shiprank.Core.Organisation;
using Shiprank.Engine;
using Shiprank.Engine.Health;
using Shiprank.Engine.Scoring;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Health;

[Collection(SyncedDemo.Name)]
public sealed class SourcesViewTests(SyncedDemo demo)
{
    [Fact]
    public void Every_source_of_the_organisation_file_has_a_row()
    {
        var (view, workspace) = Look(w => w);
        Assert.Equal(workspace.Organisation.Repositories.Select(r => r.Name).Order(StringComparer.Ordinal), view.Sources.Where(s => s.Kind == SourceKind.Repository).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal(workspace.Organisation.Usage.Select(u => u.Path).Order(StringComparer.Ordinal), view.Sources.Where(s => s.Kind is SourceKind.Home or SourceKind.Runs).Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Contains(view.Sources, s => s is { Kind: SourceKind.Events, State: SourceState.Ok });
        Assert.All(view.Sources.Where(s => s.Kind == SourceKind.Repository), s => Assert.True(s.Newest is not null && s.Rows > 0));
        Assert.All(view.Sources.Where(s => s.State != SourceState.Ok), s => Assert.NotEqual("", s.Wrong));
        Assert.All(view.Sources.Where(s => s.Wrong.Length > 0), s => Assert.NotEqual("", s.Next));
        Assert.NotEmpty(view.Syncs);
    }

    [Fact]
    public void Whoever_is_taken_out_of_the_file_is_unmatched_with_all_that_is_theirs_and_a_suggestion()
    {
        var (before, workspace) = Look(w => w);
        var commits = demo.Standing.Workspace.Organisation.Repositories.SelectMany(r => demo.Standing.History(r.Name)!.Commits).DistinctBy(c => c.Sha).ToList();
        var person = workspace.Organisation.People.First(p => p.Emails.Count > 0 && commits.Exists(c => c.Author.Email == p.Emails[0]));
        var (view, _) = Look(w => With(w, [.. w.Organisation.People.Select(p => p.Id == person.Id ? p with { Emails = [], Logins = [] } : p)]));
        // A login that is also the person's id needs no entry.
        var ids = person.Emails.Select(Id).Where(i => i != person.Id).ToHashSet(StringComparer.Ordinal);
        var found = view.Unmatched.Where(i => ids.Contains(i.Id)).ToList();

        Assert.DoesNotContain(before.Unmatched, i => ids.Contains(i.Id));
        Assert.Equal(commits.Count(c => ids.Contains(Id(c.Author.Email))), found.Sum(i => i.Commits));
        Assert.All(found, i => Assert.Contains(i.Suggestions, s => s.Person == person.Id));
    }

    [Fact]
    public void Usage_of_somebody_who_is_not_listed_is_unmatched_and_missing_in_the_coverage()
    {
        var (before, workspace) = Look(w => w);
        var user = demo.Standing.Spend.ByPerson(new(new(1990, 1, 1), new(9999, 1, 1))).GroupBy(p => p.Person, StringComparer.Ordinal).First();
        var (view, _) = Look(w => With(w, [.. w.Organisation.People.Where(p => p.Id != user.Key)]));
        var identity = view.Unmatched.Single(i => i.Id == user.Key);
        Assert.Equal(user.Sum(u => u.Amount.Responses), identity.Spend.Responses);
        Assert.Equal(before.Coverage.Matched.Numerator - identity.Spend.Responses, view.Coverage.Matched.Numerator);
        Assert.Equal(before.Coverage.Matched.Denominator, view.Coverage.Matched.Denominator);
    }

    [Fact]
    public void What_was_not_looked_at_for_a_day_is_late_and_what_never_came_is_never_seen()
    {
        var missing = new RepositoryEntry { Name = "missing", Path = "/nowhere", Services = [new("missing", [], null, "production", DeploymentMode.Auto)] };
        var (view, _) = Look(
            w => w with { Organisation = w.Organisation with { Repositories = [.. w.Organisation.Repositories, missing], Usage = [.. w.Organisation.Usage, new("otlp", null, null)], Webhooks = new() { GitHub = new(["SECRET"], []) } } },
            TimeProvider.System.GetUtcNow().AddDays(3));
        Assert.All(view.Sources.Where(s => s.Kind == SourceKind.Home), s => Assert.Equal(SourceState.Late, s.State));
        Assert.Equal((SourceState.NeverSeen, "its history was never read"), view.Sources.Where(s => s.Name == "missing").Select(s => (s.State, s.Wrong)).Single());
        Assert.Equal(SourceState.NeverSeen, view.Sources.Single(s => s.Kind == SourceKind.Telemetry).State);
        Assert.Equal((SourceState.NeverSeen, "github"), view.Sources.Where(s => s.Kind == SourceKind.Hook).Select(s => (s.State, s.Name)).Single());
    }

    [Fact]
    public void A_bill_is_a_source_that_can_be_late_or_never_seen()
    {
        var (view, workspace) = Look(w => w with { Organisation = w.Organisation with { Bills = [.. w.Organisation.Bills, new("focus", "/nowhere/*.csv", null, SecretPlaces.None, null)] } });
        var bills = view.Sources.Where(s => s.Kind == SourceKind.Bill).ToList();
        Assert.Equal(workspace.Organisation.Bills.Count, bills.Count);
        Assert.Equal("focus: *.csv", Assert.Single(bills, b => b.State == SourceState.NeverSeen).Name);
        Assert.All(bills.Where(b => b.State == SourceState.Ok), b => Assert.True(b.Rows > 0));
        var (later, _) = Look(w => w, SmallDemo.Options.AsOf.AddDays(90));
        Assert.All(later.Sources.Where(s => s.Kind == SourceKind.Bill), b => Assert.Equal((SourceState.Late, "a month that is over is missing"), (b.State, b.Wrong)));
    }

    [Fact]
    public void The_command_says_what_the_document_says()
    {
        var document = demo.Document("sources");
        Assert.Equal(document.GetProperty("sources").GetArrayLength(), document.GetProperty("states").EnumerateObject().Sum(s => s.Value.GetInt32()));
        Assert.True(document.GetProperty("storeBytes").GetInt64() > 0);
        var lines = demo.Lines("sources", 120);
        Assert.StartsWith($"{document.GetProperty("states").GetProperty("ok").GetInt32()} of {document.GetProperty("sources").GetArrayLength()} sources are well", lines[0], StringComparison.Ordinal);
    }

    private static string Id(string address) => (Address.Login(address) ?? address).ToLowerInvariant();

    private static Workspace With(Workspace workspace, IReadOnlyList<PersonEntry> people)
    {
        var organisation = workspace.Organisation with { People = people };
        return workspace with { Organisation = organisation, People = new(organisation) };
    }

    private (SourcesView View, Workspace Workspace) Look(Func<Workspace, Workspace> change, DateTimeOffset? asOf = null)
    {
        var now = demo.Standing.AsOf;
        using var store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value;
        var workspace = change(Workspace.Load(demo.Folder.Facts.OrganisationFile).Value!);
        return (SourcesView.Of(Standing.Of(Facts.Read(store, workspace, asOf ?? now)), store, new()), workspace);
    }
}
