namespace Shiprank.Engine.Demo.History;

/// <summary>Sessions that belong to no change: questions, reading, and the loops of the person who is first by tokens.</summary>
internal static class Asides
{
    /// <summary>A folder that is no repository of the organisation.</summary>
    private const string Scratch = "agent-playground";

    public static IEnumerable<Session> Of(Person person, DemoOptions options)
    {
        var chance = new Chance($"{options.Seed}:{person.Id}:asides");
        for (var week = 0; week < options.Weeks; week++)
        {
            var day = options.Day(week).AddDays(chance.Below(3));
            if (!person.WorksOn(day)) continue;
            var team = person.TeamOn(day);
            if (team.Id == Teams.Late && week < options.LateWeek) continue;
            var questions = person.Role == CastRole.LittleAiSenior ? (week % 4 == 0 ? 1 : 0) : chance.Below(3);
            for (var i = 0; i < questions; i++) yield return Question(person, team, options, week, i, chance);
            if (person.Role != CastRole.Tokenmaxxer) continue;
            for (var hour = 0; hour < 7 * 24; hour += 8) yield return Loop(person, team, options.Week(week).AddHours(hour).AddMinutes(chance.Below(9)), chance);
        }
    }

    private static Session Question(Person person, Team team, DemoOptions options, int week, int turn, Chance chance)
    {
        var tool = team.Tool == AgentTool.Copilot ? AgentTool.ClaudeCode : team.Tool;
        var start = options.Week(week).AddDays(chance.Below(5)).AddHours(8 + turn).AddMinutes(chance.Below(240));
        if (person.Role == CastRole.NightShift) start += Weeks.Night;
        return new(
            person.Id, tool, Agents.NewSession(tool, chance), Agents.Model(tool, chance), team.Repository, "main", "",
            start, start.AddMinutes(chance.Between(6, 45)), chance.Between(2, 5), chance.Between(9, 26) * 1000, []);
    }

    /// <summary>Round the clock, full contexts; now and then it writes into files that nobody ships.</summary>
    private static Session Loop(Person person, Team team, DateTimeOffset start, Chance chance)
    {
        var writes = chance.Percent(30);

        // On Sundays into a folder that belongs to no repository: such spend can be attributed to nothing.
        var folder = writes && start.DayOfWeek == DayOfWeek.Sunday ? Scratch : team.Repository;
        return new(
            person.Id, AgentTool.OpenClaw, chance.Uuid(), "claude-opus-4-8", folder, "", "",
            start, start.AddMinutes(chance.Between(300, 460)), chance.Between(20, 30), chance.Between(128, 176) * 1000,
            writes ? [$"ideas/attempt{chance.Below(4000)}.md"] : [], Autonomous: true);
    }
}
