using Shiprank.Core.Badges;
using Shiprank.Engine;
using Shiprank.Engine.Digests;
using Shiprank.Engine.Scoring;
using Shiprank.Store;
using Shiprank.Tests.Demo;

namespace Shiprank.Tests.Digests;

[Collection(SyncedDemo.Name)]
public sealed class DigestMakerTests(SyncedDemo demo)
{
    [Fact]
    public void A_group_that_is_too_small_gets_none() => With(5, (standing, store) =>
    {
        Assert.Empty(new DigestMaker(standing, store).Teams());
        Assert.Null(new DigestMaker(standing, store).Team("checkout"));
    });

    [Fact]
    public void A_teams_digest_is_short_and_names_nobody() => With(3, (standing, store) =>
    {
        var digests = new DigestMaker(standing, store).Teams();
        Assert.Equal(standing.Workspace.Organisation.Teams.Select(t => t.Id), digests.Select(d => d.Holder));
        foreach (var digest in digests)
        {
            foreach (var text in new[] { DigestText.Plain(digest), DigestText.Markdown(digest) })
            {
                Assert.InRange(text.Split('\n').Count(l => l.Trim().Length > 0), 4, Digest.MostLines);
                foreach (var person in standing.Workspace.Organisation.People)
                {
                    Assert.DoesNotContain(person.Name, text, StringComparison.OrdinalIgnoreCase);
                    Assert.All(person.Emails, e => Assert.DoesNotContain(e, text, StringComparison.OrdinalIgnoreCase));
                    Assert.DoesNotContain($" {person.Id} ", text, StringComparison.OrdinalIgnoreCase);
                }
            }
        }
    });

    [Fact]
    public void A_persons_digest_is_of_that_person() => With(5, (standing, store) =>
    {
        var digest = new DigestMaker(standing, store).Person("ada", "https://shiprank.example.com/digest/stop?person=ada&key=x")!;
        Assert.StartsWith("Ada Ashdown: week of", digest.Title, StringComparison.Ordinal);
        Assert.Contains("digest/stop", DigestText.Plain(digest), StringComparison.Ordinal);
        Assert.InRange(DigestText.Plain(digest).Split('\n').Count(l => l.Length > 0), 4, Digest.MostLines);
        Assert.Null(new DigestMaker(standing, store).Person("nobody", null));
    });

    [Fact]
    public void A_folder_gets_each_digest_once() => With(3, (standing, store) =>
    {
        using var folder = new TemporaryFolder();
        var to = standing.Workspace with { Organisation = standing.Workspace.Organisation with { Digest = new() { Folder = folder.Path, Off = ["insight"] } } };
        var again = Standing.Of(Facts.Read(store, to, SmallDemo.Options.AsOf));
        var round = new DigestRound(store, new(_ => null));
        var first = round.Send(again, offline: false, default).GetAwaiter().GetResult();
        var teams = to.Organisation.Teams.Count - 1;
        Assert.Equal((teams, 0, 0), (first.Sent, first.Before, first.Problems.Count));
        var second = round.Send(again, offline: false, default).GetAwaiter().GetResult();
        Assert.Equal((0, teams), (second.Sent, second.Before));
        Assert.Equal(3 * teams, Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories).Length);
        Assert.DoesNotContain(Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories), f => f.Contains("insight", StringComparison.Ordinal));
    });

    [Fact]
    public void The_command_prints_what_pages_would_say()
    {
        using var document = System.Text.Json.JsonDocument.Parse(demo.Document("digest --person ada").GetRawText());
        var row = document.RootElement.GetProperty("rows")[0];
        Assert.Equal("person", row.GetProperty("kind").GetString());
        Assert.Equal(Shiprank.Cli.ExitCode.NotFound, demo.Ask("digest", "--team", "checkout"));
        Assert.Equal(Shiprank.Cli.ExitCode.Ok, demo.Ask("digest", "--person", "ada", "--stop"));
        Assert.Equal(Shiprank.Cli.ExitCode.Ok, demo.Ask("digest", "--person", "ada", "--start"));
        Assert.Equal(Shiprank.Cli.ExitCode.NotFound, demo.Ask("digest", "--send"));
    }

    private void With(int leastGroup, Action<Standing, IStore> ask)
    {
        using var store = Workspace.OpenStore(Path.Combine(demo.Folder.Path, "data"), TimeProvider.System).Value;
        var workspace = Workspace.Load(demo.Folder.Facts.OrganisationFile).Value!;
        ask(Standing.Of(Facts.Read(store, workspace with { Policy = workspace.Policy with { MinGroup = leastGroup } }, SmallDemo.Options.AsOf)), store);
    }
}
