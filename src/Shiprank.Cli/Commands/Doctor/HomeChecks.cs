using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;
using Shiprank.Cli.Terminal;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary>What each agent left in a home directory.</summary>
internal static class HomeChecks
{
    public static IEnumerable<Check> Run(string home, CommandContext context, DateTimeOffset now)
    {
        if (!Directory.Exists(home))
        {
            yield return Check.Fail("agents", $"{home}: no such directory", "name a home directory with --home");
            yield break;
        }

        var ingest = new IngestReport();
        var variables = home == context.Environment.Home ? context.Environment.Variables : new Dictionary<string, string>();
        var rows = HomeReader.Read(new(home, variables, WithSessions: false, context.Environment.Clock), ingest, context.Cancellation).Rows;
        foreach (var check in Agents(rows, now)) yield return check;
        if (rows.Count == 0) yield return Check.Warn("agents", $"no agent has left logs in {home}", "run an agent once, or name another home with --home");
        if (ingest.Skipped.Count > 0)
            yield return Check.Warn("logs", $"{Figures.Many(ingest.Skipped.Count, "piece")} of input could not be read", "shiprank usage --json names each with its reason");
    }

    internal static IEnumerable<Check> Agents(IReadOnlyList<UsageRow> rows, DateTimeOffset now) => rows
        .GroupBy(r => r.Tool, StringComparer.Ordinal)
        .OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => Check.Ok(g.Key, $"{Figures.Many(g.Count(), "response")}, the last {Ago(now - g.Max(r => r.OccurredAt))}"));

    private static string Ago(TimeSpan age) => age.TotalDays switch
    {
        < 1 => "today",
        < 2 => "yesterday",
        var days => $"{(int)days} days ago",
    };
}
