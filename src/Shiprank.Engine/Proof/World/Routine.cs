using Shiprank.Engine.Demo;

namespace Shiprank.Engine.Proof.World;

/// <summary>The honest days of one engineer: requests with all that becomes of them, sessions with agents.</summary>
internal sealed class Routine(string seed, TeamScene team, Engineer engineer, int number)
{
    private const double ReworkPart = 0.5;
    private const double AgentChanges = 0.55;
    private const double AgentPart = 0.5;
    private const double Questions = 0.25;
    private const int HeavyFactor = 8;

    private readonly Chance chance = new($"{seed} routine {engineer.Index}");
    private readonly List<Plan> plans = [];
    private readonly List<AgentSession> sessions = [];
    private int next = number;

    public IReadOnlyList<Plan> Plans => plans;

    public IReadOnlyList<AgentSession> Sessions => sessions;

    /// <summary>The first number that is free.</summary>
    public int Next => next;

    public Routine Live()
    {
        for (var day = Calendar.First; day < Calendar.End; day = day.AddDays(1))
        {
            if (day < engineer.Joined || !Works(day)) continue;
            var requests = chance.Whole(engineer.RequestsAWeek / DaysAWeek());
            for (var i = 0; i < requests; i++) Request(Calendar.At(day, engineer.From + chance.Between(0.0, 7.0)));
            if (engineer.UsesAgents && chance.Happens(Questions)) Session(Calendar.At(day, engineer.From + chance.Between(0.0, 8.0)), noCode: true);
        }

        return this;
    }

    private double DaysAWeek() => engineer.Archetype == Archetype.OpenSource ? 0.9 : 5;

    /// <summary>Bursts: two week-ends of three are worked through, and hardly a day between.</summary>
    private bool Works(DateOnly day) => engineer.Archetype == Archetype.OpenSource ? !Calendar.IsWorkDay(day) && day.DayNumber / 7 % 3 != 0 : Calendar.IsWorkDay(day);

    private void Request(DateTimeOffset opened)
    {
        var started = opened.AddHours(-chance.Between(1.0, 5.0));
        var size = Math.Clamp((int)Math.Round(chance.LogNormal(engineer.Lines, Calibration.LinesSigma)), 1, 1200);
        var isClearing = engineer.Archetype == Archetype.Deleter && chance.Happens(0.7);
        var plan = isClearing
            ? team.Requests.Make(next, engineer.Index, started, opened, WorkKind.Clear) with { Take = size * 2 }
            : team.Requests.Write(next, engineer.Index, started, opened, size);
        next++;
        var end = chance.Unit();
        if (end >= Calibration.Merged)
        {
            plans.Add(plan with { RejectedAt = end < Calibration.Merged + Calibration.Rejected ? opened + chance.Hours(Calibration.RejectHours, Calibration.HoursSigma) : null });
            return;
        }

        plan = Reviewed(plan with { MergedAt = opened + chance.Hours(Calibration.MergeHours, Calibration.HoursSigma) });
        if (!isClearing) plan = Assisted(plan, size);
        var fails = chance.Happens(Calibration.FailureRate / engineer.Care);
        var isReverted = fails && !isClearing && chance.Happens(Calibration.RevertPart);
        plans.Add(fails && !isReverted ? plan with { Incident = 2 + chance.Below(2) } : plan);
        if (isReverted) plans.Add(Reviewed(team.Requests.Revert(next++, engineer.Index, Office(plan.MergedAt!.Value.AddDays(chance.Between(1.0, 6.0))), plan)));
        else if (!isClearing && chance.Happens(ReworkPart / engineer.Care)) Rework(plan, size);
    }

    /// <summary>Later work replaces a part of it.</summary>
    private void Rework(Plan plan, int size)
    {
        var take = Math.Max(1, (int)(size * chance.Between(0.3, 0.9)));
        var at = Office(plan.MergedAt!.Value.AddDays(chance.Between(2.0, 24.0)));
        var author = chance.Happens(0.7) ? engineer.Index : team.Colleague(engineer.Index, chance.Below(100));
        plans.Add(Reviewed(team.Requests.Make(next, author, at.AddHours(-2), at, WorkKind.Rework) with
        {
            Of = plan.Number,
            Take = take,
            Lines = team.Requests.Lines(next, take),
            MergedAt = at.AddHours(3),
        }));
        next++;
    }

    private Plan Reviewed(Plan plan) => chance.Happens(Calibration.ReviewedPart)
        ? plan with { Reviewer = Reviewer(plan.Author), ApprovedBefore = (plan.MergedAt!.Value - plan.OpenedAt) * chance.Between(0.05, 0.6) }
        : plan;

    /// <summary>Those who do nothing else get every other review.</summary>
    private int Reviewer(int author)
    {
        var full = team.People.Where(p => p.Archetype == Archetype.Reviewer && p.Index != author).ToList();
        return full.Count > 0 && chance.Happens(0.5) ? chance.Pick(full).Index : team.Colleague(author, chance.Below(100));
    }

    private Plan Assisted(Plan plan, int size)
    {
        if (!engineer.UsesAgents || !chance.Happens(AgentChanges)) return plan;
        var session = Session(plan.StartedAt.AddMinutes(-30), noCode: false);
        return plan with { Session = session, AgentLines = (int)(plan.Lines.Length * chance.Between(AgentPart - 0.3, AgentPart + 0.3)) };
    }

    private string Session(DateTimeOffset at, bool noCode)
    {
        var calls = Math.Clamp((int)chance.LogNormal(Calibration.CallsMedian * (engineer.Archetype == Archetype.HeavyUser ? HeavyFactor : 1), Calibration.CallsSigma), 2, 600);
        var id = $"session-{engineer.Index:000}-{sessions.Count:0000}";
        sessions.Add(new() { Id = id, Engineer = engineer.Index, StartedAt = at, Calls = calls, NoCode = noCode });
        return id;
    }

    /// <summary>The same hour on the next day on which people work.</summary>
    private static DateTimeOffset Office(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        while (!Calendar.IsWorkDay(day)) day = day.AddDays(1);
        return Calendar.At(day, Math.Clamp(at.UtcDateTime.TimeOfDay.TotalHours, 8, 17));
    }
}
