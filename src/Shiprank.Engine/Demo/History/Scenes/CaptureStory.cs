using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;

namespace Shiprank.Engine.Demo.History.Scenes;

/// <summary>
/// One change with everything that can happen to a change: two people and three agents' sessions (one with a sub-agent), a review that asks
/// for more, two approvals, an incident an hour after the roll-out, a rollback, a fix, the retry on the next morning, and a few lines that others
/// change in the weeks behind.
/// </summary>
internal sealed class CaptureStory(Site site, Stage stage, Releases releases, Scenes scenes)
{
    private const string Area = "src/main/java/com/northwind/payments/capture/";
    private const string Store = Area + "store/";
    private const string Tests = Area + "check/";
    private const string Ticket = "PAY-2001";
    private const string Incident = "INC-4711";

    private readonly Person author = stage.Member("payments", 0);
    private readonly Person helper = stage.Member("billing", 0);
    private readonly Person reviewer = stage.Member("payments", 1);
    private readonly Person second = stage.Member("billing", 1);
    private readonly List<(SourceFile File, Block Block)> blocks = [];
    private Made landed;

    private Service Service => site.Repository.Services[0];

    public void Plan()
    {
        // A Tuesday: the daily roll-out follows between five and forty minutes past four.
        var day = site.Options.Week(Math.Max(1, site.Options.Weeks * 6 / 26)).AddDays(1);
        site.Agenda.At(day.AddHours(15).AddMinutes(4).AddSeconds(41), Land);
        site.Agenda.At(day.AddHours(17).AddMinutes(41), now => releases.TakeBack(Service, now));
        site.Agenda.At(day.AddHours(33).AddMinutes(21).AddSeconds(13), Fix);
        site.Agenda.At(day.AddHours(34).AddMinutes(2), now => releases.Bring(Service, now));
        site.Agenda.At(day.AddDays(6).AddHours(11).AddSeconds(17), now => Touch(now, reviewer, "PAY-2003", "Widen the capture key to the mandate", blocks[0], 3));
        site.Agenda.At(day.AddDays(13).AddHours(10).AddSeconds(19), now => Touch(now, helper, "PAY-2004", "Name the capture in the dunning log", blocks[3], 2));
    }

    private void Land(DateTimeOffset now)
    {
        var tuesday = new DateTimeOffset(now.Date, TimeSpan.Zero);
        var start = tuesday.AddDays(-1);
        site.Tickets.Add(Ticket, author, author.Team, start.AddHours(9), now.AddDays(1));
        var (draft, store, finding) = (stage.Help(AgentTool.ClaudeCode, "claude-opus-4-8"), stage.Help(AgentTool.ClaudeCode, "claude-sonnet-4-6"), stage.Help(AgentTool.Codex, "gpt-5.3-codex"));
        var edit = new Edit();
        var parts = new (Help? By, string Area, int Lines)[] { (draft, Area, 13), (draft, Area, 11), (draft, Tests, 10), (store, Store, 12), (finding, Store, 7), (null, Area, 6) };
        var lines = new List<(SourceFile File, Block Block, Help? By)>();
        foreach (var (by, area, count) in parts)
        {
            stage.Bench.AddTiny(edit, area, count, now);
            lines.Add((edit.Added[^1].File, edit.Added[^1].Block, by));
        }

        blocks.AddRange(edit.Added);
        var work = new Work(author, author.Team, "Retry card captures idempotently", Ticket, now.AddHours(-3).AddMinutes(-40), null)
        {
            Body = "A capture that timed out was sent again and charged twice. A key that outlives the retry window makes the second one a no-op.",
            PairedWith = helper,
        };
        var parent = site.Trunk.Head.Sha;
        var opened = now.AddHours(-6);
        var change = stage.Land(work, now, opened, [(reviewer.Id, now.AddHours(-1).AddMinutes(-20)), (second.Id, now.AddMinutes(-9))], edit);
        site.Notebook.Record(change.Commit, parent, lines, author, $"t_{stage.Chance.Hex(14)}");
        scenes.LongStory = $"{site.Repository.Name}#{change.Request}";

        // The third function of the first session is its sub-agent's: the tests.
        stage.Log(author, draft, work, start.AddHours(13).AddMinutes(8), 77, 16, [blocks[0], blocks[1]], blocks[2]);
        stage.Log(author, store, work, now.AddHours(-7), 46, 9, [blocks[3]]);
        stage.Log(helper, finding, work, now.AddHours(-4).AddMinutes(-25), 31, 6, [blocks[4]]);
        releases.Incident(Service, Incident, "sev2", tuesday.AddHours(17).AddMinutes(12), tuesday.AddHours(35).AddMinutes(30), change.Commit.Sha);
        landed = change.Commit;
    }

    private void Fix(DateTimeOffset now)
    {
        var edit = new Edit();
        Rewrite(edit, blocks[1], 2);
        stage.Bench.AddTiny(edit, Area, 5, now);
        var help = stage.Help(AgentTool.ClaudeCode, "claude-sonnet-4-6");
        var work = new Work(author, author.Team, "Keep the capture key through the retry window", Ticket, now.AddMinutes(-50), help with { Trace = Trace.CoAuthor })
        {
            Body = $"{Incident}: the key expired before the last retry.\n\nFixes: {landed.Sha[..12]} (\"Retry card captures idempotently\")",
        };
        stage.Land(work, now, now.AddMinutes(-44), [(reviewer.Id, now.AddMinutes(-8))], edit);
        stage.Log(author, help, work, now.AddMinutes(-92), 40, 7, [edit.Added[^1]]);
    }

    private void Touch(DateTimeOffset now, Person by, string ticket, string title, (SourceFile File, Block Block) at, int count)
    {
        site.Tickets.Add(ticket, by, by.Team, now.AddDays(-1), now);
        var edit = new Edit();
        Rewrite(edit, at, count);
        stage.Bench.AddTiny(edit, Area, 8, now);
        var work = new Work(by, by.Team, title, ticket, now.AddMinutes(-75), null);
        stage.Land(work, now, now.AddMinutes(-70), [(author.Id, now.AddMinutes(-15))], edit);
    }

    /// <summary>Writes some lines of a function anew, from its second on.</summary>
    private static void Rewrite(Edit edit, (SourceFile File, Block Block) at, int count)
    {
        var lines = at.Block.Lines;
        for (var i = 1; i < lines.Count && count > 0; i++)
        {
            if (!at.File.Smith.IsStatement(lines[i])) continue;
            lines[i] = at.File.Smith.Statement();
            count--;
        }

        edit.Touch(at.File);
    }
}
