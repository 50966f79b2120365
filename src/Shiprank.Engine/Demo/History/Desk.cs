using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History;

/// <summary>How a person's work becomes a change: an agent may help, a colleague reviews, the branch lands, the forge and the agent keep their records.</summary>
internal sealed class Desk(Site site)
{
    private readonly Requests requests = new(site);

    /// <summary>Lands a change.</summary>
    /// <param name="now">When it lands; the work was done some hours before.</param>
    /// <param name="ai">Chance in percent that an agent helps; null: as usual in the team.</param>
    /// <param name="steps">What it does to the tree, one commit of the branch each.</param>
    public Landed Ship(Person person, DateTimeOffset now, int? ai, bool quick, params IReadOnlyList<Func<Edit>> steps)
    {
        var team = person.TeamOn(DateOnly.FromDateTime(now.UtcDateTime));
        var chance = site.Chance;
        var before = quick ? chance.Between(12, 25) : chance.Skewed(110);

        // Who works at night merges in the same night.
        var authored = now.AddMinutes(-(person.Role == CastRole.NightShift ? Math.Min(before, 150) : before));
        var help = HelpFor(person, team, authored, ai ?? team.AiPercent);
        var work = new Work(person, team, Vocabulary.Title(chance), site.Tickets.For(person, team, now), authored, help)
        {
            Body = chance.Percent(35) ? Vocabulary.Sentence(chance) : "",
            PairedWith = help is null && chance.Percent(7) ? site.Coder(person, now) : null,
            Unreviewed = chance.Percent(4),
        };
        return Land(work, now, steps);
    }

    /// <summary>Lands work whose message is given, as a revert's is.</summary>
    public Landed Land(Work work, DateTimeOffset now, params IReadOnlyList<Func<Edit>> steps)
    {
        var push = site.Repository.Landing == Landing.Mixed && site.Chance.Percent(20);
        var merge = !push && !work.BareTitle && (site.Repository.Landing == Landing.MergeCommit || (site.Repository.Landing == Landing.Mixed && site.Chance.Percent(40)));
        if (push) return Kept(site.Trunk.Squash(work, now, null, null, steps), work);
        var approver = work.Unreviewed ? null : site.Colleague(work.Author, now)?.Id;
        var number = site.NextRequest();
        if (approver is not null && number % 2 == 0 && site.Reviewer is { } reviewer) approver = reviewer.Id;
        var change = merge
            ? site.Trunk.Merge(work, now, Trunk.Sign(work.Author, now), number, steps)
            : site.Trunk.Squash(work, now, Forge.Sign(now), number, steps);
        requests.Merged(change, work.Author.Id, work.Subject, work.Branch, work.AuthoredAt.AddMinutes(4), approver);
        return Kept(change, work);
    }

    /// <summary>Work that never lands: an agent may have burned on it, its request is closed.</summary>
    public void Drop(Person person, DateTimeOffset now)
    {
        var team = person.TeamOn(DateOnly.FromDateTime(now.UtcDateTime));
        var chance = site.Chance;
        var open = chance.Between(20, 90);
        var opened = now.AddHours(-(person.Role == CastRole.NightShift ? 24 * ((open / 24) + 1) : open));
        var title = Vocabulary.Title(chance);
        var ticket = site.Tickets.For(person, team, opened);
        var branch = Work.BranchOf(person, ticket, title);
        if (HelpFor(person, team, opened, team.AiPercent) is { } help)
        {
            Log(person, help, team, branch, ticket, opened.AddMinutes(-9), small: false, [.. chance.Sample(site.Bench.Files(team.Area), 2).Select(f => f.Path)], []);
        }

        requests.Dropped(person.Id, $"{ticket}: {title}", branch, opened, now);
    }

    private Landed Kept(Landed change, Work work)
    {
        site.Changes.Add(change);
        if (work.Help is { } help)
        {
            var paths = change.Added.Select(a => a.File.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            Log(work.Author, help, work.Team, work.Branch, work.Ticket, work.AuthoredAt.AddMinutes(-site.Chance.Between(3, 9)), work.Author.Role == CastRole.RequestSplitter, paths,
                Drafts.Of(change.Added, change.Attested, new($"{site.Options.Seed}:{help.Session}:drafts")));
        }

        return change;
    }

    /// <summary>Late teams have no agents before their week; then the chance decides.</summary>
    private Help? HelpFor(Person person, Team team, DateTimeOffset at, int percent)
    {
        if (team.Id == Teams.Late && at < site.Options.Week(site.Options.LateWeek)) return null;
        if (!site.Chance.Percent(person.Role == CastRole.LittleAiSenior ? 3 : percent)) return null;
        return new(team.Tool, Agents.NewSession(team.Tool, site.Chance), Agents.Model(team.Tool, site.Chance), team.Trace);
    }

    private void Log(Person person, Help help, Team team, string branch, string ticket, DateTimeOffset end, bool small, IReadOnlyList<string> paths, IReadOnlyList<WrittenFile> written)
    {
        var chance = site.Chance;
        var (turns, context) = person.Role == CastRole.HeavyUser ? (3, 2) : (1, 1);
        site.Sessions.Add(new(
            person.Id, help.Tool, help.Session, help.Model, team.Repository, branch, ticket,
            end.AddMinutes(-chance.Between(12, 100)), end, turns * Math.Min(chance.Skewed(small ? 2 : 4), 12), context * chance.Between(14, 34) * 1000, paths)
        {
            Written = written,
        });
    }
}
