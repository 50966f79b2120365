using Shiprank.Engine.Demo.History;

namespace Shiprank.Engine.Demo;

/// <summary>
/// A job of CI that reports outdated dependencies before each working day, on a ticket with an owner. After its first weeks somebody let it read everything again and
/// again: since then each run costs nearly ten times as much and reports the same.
/// </summary>
internal static class NightlyReport
{
    public const string Name = "dependency-report";
    public const string Home = "ci-dependency-report";
    public const string Repository = "fulfilment";
    public const string Ticket = "FUL-2001";
    private const int UsualResponses = 5;
    private const int Responses = 34;

    /// <summary>The week (counted from 0) from which it costs more: 5 of 26.</summary>
    public static int DearWeek(DemoOptions options) => Math.Max(1, options.Weeks * 5 / 26);

    public static IEnumerable<Session> Sessions(DemoOptions options)
    {
        var chance = new Chance($"{options.Seed}:{Name}");
        for (var day = 0; day < 7 * options.Weeks; day++)
        {
            var start = options.Start.AddDays(day).AddHours(4).AddMinutes(15 + chance.Below(6));
            if (start.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday) continue;
            var responses = day < 7 * DearWeek(options) ? UsualResponses : Responses;
            yield return new(
                Home, AgentTool.ClaudeCode, chance.Uuid(), "claude-sonnet-4-6", Repository, $"ci/{Ticket}-{Name}", Ticket,
                start, start.AddSeconds(40 * responses), responses, 18_000, [], Autonomous: true);
        }
    }
}
