using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;

namespace Shiprank.Engine.Demo.History;

/// <summary>The history of one repository: what was there before, then week by week what people, agents and bots did.</summary>
internal static class Story
{
    /// <exception cref="IOException">git refused what it was given.</exception>
    public static Told Write(string folder, Repository repository, Roster roster, DemoOptions options, CancellationToken cancel)
    {
        using var import = FastImport.Open(folder, "main");
        var site = new Site(repository, roster, options, import);
        var desk = new Desk(site);
        var releases = new Releases(site);
        Found(site);
        new Weeks(site, desk).Plan();
        new Routine(site, desk).Plan();
        releases.Plan();
        var scenes = Scenes.Scenes.Plan(site, releases);
        site.Agenda.Run(cancel);
        if (site.Notebook.Notes.Count > 0) import.Notes(site.Notebook.Notes, new("git-ai", "git-ai@example.com", site.Trunk.HeadAt, 0));
        site.Trunk.Close();
        import.Finish();
        site.Tickets.Write(site.Events);
        var facts = new RepositoryFacts(repository.Name, site.Trunk.Head.Sha, site.Trunk.Changes, site.Trunk.Merges, releases.Tags, site.Notebook.Notes.Count);
        return new(facts, site.Sessions, site.Events, scenes.LongStory);
    }

    /// <summary>Code that was written a year before the history starts.</summary>
    private static void Found(Site site)
    {
        var born = site.Options.Start.AddDays(-400).AddHours(9);
        var first = new Edit();
        var top = site.Repository.Services[0].Paths;
        first.Other.Add(($"{top}.gitattributes", $"{Path.GetFileName(site.Repository.GeneratedFile)} linguist-generated=true\n"));
        first.Other.Add(($"{top}README.md", $"# {site.Repository.Services[0].Name}\n\n{Vocabulary.Sentence(site.Chance)}\n"));
        Commit(site.Repository.Teams.First(), first, "Start");
        foreach (var team in site.Repository.Teams) Commit(team, site.Bench.Found(team.Area, 15, born), $"Import {team.Name}");
        if (site.Repository.Name == NightlyReport.Repository)
        {
            var team = site.Repository.Teams.First();
            site.Tickets.Add(NightlyReport.Ticket, site.Roster.People.First(p => p.Team == team), team, site.Options.Start.AddDays(-3), site.Options.AsOf);
        }

        if (site.Repository.Name != CiAgent.Repository) return;
        for (var part = 0; part < 5; part++)
        {
            var old = site.Bench.Found(Catalogue.OldArea, Math.Max(2, site.Options.Weeks * 7 / 4), born);
            Commit(site.Repository.Teams.First(), old, $"Import the classic kernel, part {part + 1}");
        }

        void Commit(Team team, Edit edit, string title)
        {
            var person = site.Roster.People.First(p => p.Team == team);
            var sign = Trunk.Sign(person, born);
            site.Trunk.Commit(sign, sign, born, title + "\n", edit);
        }
    }
}

/// <summary>What a repository's story leaves for the rest of the organisation.</summary>
/// <param name="LongStory">The change with the longest story, as <c>shiprank change</c> takes it; null: it is in another repository.</param>
internal sealed record Told(RepositoryFacts Facts, IReadOnlyList<Session> Sessions, Paper.EventPaper Events, string? LongStory);
