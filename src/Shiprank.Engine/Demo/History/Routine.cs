using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;

namespace Shiprank.Engine.Demo.History;

/// <summary>What happens in every repository and earns nothing: lock files by a bot, generated files, formatters, renames, moves; and the agent of the night.</summary>
internal sealed class Routine(Site site, Desk desk)
{
    private const string Renovate = "29139614+renovate[bot]@users.noreply.github.com";
    private readonly Requests requests = new(site);

    public void Plan()
    {
        var chance = new Chance($"{site.Options.Seed}:{site.Repository.Name}:routine");
        for (var week = 0; week < site.Options.Weeks; week++)
        {
            var monday = site.Options.Week(week);
            site.Agenda.At(monday.AddHours(5).AddMinutes(chance.Below(50)), Bump);
            if (week % 2 == 1) site.Agenda.At(monday.AddDays(1).AddHours(13).AddMinutes(chance.Below(50)), Generate);
            if (week % 6 == 4) Tidy(monday.AddDays(3).AddHours(9), "Format", edit => site.Bench.Reindent(edit, chance.Pick(Areas), 5));
            if (week % 5 == 2) Tidy(monday.AddDays(2).AddHours(14), "Rename a file of", edit => site.Bench.Rename(edit, chance.Pick(Areas)));
            if (week % 3 == 1) Tidy(monday.AddDays(1).AddHours(15), "Move a function within", edit => site.Bench.Move(edit, chance.Pick(Areas)));
            if (site.Repository.Name == CiAgent.Repository)
            {
                foreach (var day in (int[])[0, 2, 3, 5]) site.Agenda.At(monday.AddDays(day).AddHours(2).AddMinutes(chance.Below(40)), Night);
            }

            if (site.Repository.Name == "insight") site.Agenda.At(monday.AddDays(2).AddHours(10).AddMinutes(chance.Below(40)), Delegate);
        }
    }

    private List<string> Areas => [.. site.Repository.Teams.Select(t => t.Area)];

    private void Bump(DateTimeOffset now)
    {
        var edit = new Edit();
        edit.Other.Add((site.Repository.LockFile, Lines(60, "")));
        var bot = new Signature("renovate[bot]", Renovate, now, 0);
        Machine(bot, now, $"Update {Vocabulary.Phrase(site.Chance)} to v{site.Chance.Between(2, 9)}", "", edit, "renovate[bot]", "renovate/packages", null);
    }

    /// <summary>An agent that nobody asked: no ticket, no requester, nobody to credit.</summary>
    private void Night(DateTimeOffset now)
    {
        var area = Areas[0];
        var edit = new Edit();
        site.Bench.Add(edit, area, site.Chance.Between(10, 30), now);
        var agent = new Signature(CiAgent.Login, CiAgent.Email, now.AddMinutes(-6), 0);
        var branch = $"claude/nightly-{now:yyyyMMdd}";
        Machine(agent, now, Vocabulary.Title(site.Chance), "Nightly maintenance run.", edit, CiAgent.Login, branch, null);
        site.Sessions.Add(new(
            CiAgent.Home, AgentTool.ClaudeCode, site.Chance.Uuid(), "claude-sonnet-4-6", CiAgent.Repository, branch, "",
            now.AddMinutes(-50), now.AddMinutes(-8), site.Chance.Between(7, 12), 60_000, [.. edit.Touched.Keys], Autonomous: true));
    }

    /// <summary>An agent in the forge that a person gave a task: the work is the person's.</summary>
    private void Delegate(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var team = site.Repository.Teams.First();
        var people = site.Roster.OfTeam(team, day).Where(p => p.DoesChores).ToList();
        if (people.Count == 0) return;
        var person = site.Chance.Pick(people);
        var ticket = site.Tickets.For(person, team, now);
        var edit = new Edit();
        site.Bench.Add(edit, team.Area, site.Chance.Between(20, 45), now);
        var agent = new Signature("copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com", now.AddMinutes(-40), 0);
        var body = $"Co-authored-by: {person.Name} <{person.Email}>";
        Machine(agent, now, $"{ticket}: {Vocabulary.Title(site.Chance)}", body, edit, "Copilot", $"copilot/{ticket.ToLowerInvariant()}", person);
    }

    private void Generate(DateTimeOffset now)
    {
        var edit = new Edit();
        edit.Other.Add((site.Repository.GeneratedFile, Lines(90, "// ")));
        if (Someone(now) is { } person) desk.Land(Chore(person, "Regenerate the bindings", now), now, () => edit);
    }

    private void Tidy(DateTimeOffset time, string title, Action<Edit> what) => site.Agenda.At(time, now =>
    {
        var edit = new Edit();
        what(edit);
        if (!edit.IsEmpty && Someone(now) is { } person) desk.Land(Chore(person, $"{title} {Vocabulary.Phrase(site.Chance)}", now), now, () => edit);
    });

    private Work Chore(Person person, string title, DateTimeOffset now)
    {
        var team = person.TeamOn(DateOnly.FromDateTime(now.UtcDateTime));
        return new(person, team, title, site.Tickets.For(person, team, now), now.AddMinutes(-30), null);
    }

    private Person? Someone(DateTimeOffset now)
    {
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var people = site.Roster.OfRepository(site.Repository.Name).Where(p => p.DoesChores && p.WorksOn(day)).ToList();
        return people.Count == 0 ? null : site.Chance.Pick(people);
    }

    private void Machine(Signature author, DateTimeOffset now, string title, string body, Edit edit, string login, string branch, Person? requester)
    {
        var number = site.NextRequest();
        var message = body.Length > 0 ? $"{title} (#{number})\n\n{body}\n" : $"{title} (#{number})\n";
        var made = site.Trunk.Commit(author, Forge.Sign(now), now, message, edit);
        var change = new Landed(made, site.Trunk.HeadAt, null, site.Repository.Teams.First(), title, number, edit.Added);
        requests.Merged(change, login, title, branch, author.At.AddMinutes(1), Someone(now)?.Id, requester?.Id);
        if (edit.Added.Count > 0) site.Changes.Add(change);
    }

    private string Lines(int count, string before)
    {
        var text = new System.Text.StringBuilder();
        for (var i = 0; i < count; i++) text.Append(before).Append(Vocabulary.Phrase(site.Chance)).Append(" = ").Append(site.Chance.Hex(8)).Append('\n');
        return text.ToString();
    }
}
