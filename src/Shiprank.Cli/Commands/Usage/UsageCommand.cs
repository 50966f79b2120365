using System.CommandLine;
using Shiprank.Core.Pricing;
using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Prices;
using Shiprank.Cli.Terminal;

namespace Shiprank.Cli.Commands.Usage;

/// <summary><c>shiprank usage</c>: what the agents of one home directory used; needs neither store nor configuration.</summary>
internal static class UsageCommand
{
    private static readonly Option<string?> home = new("--home") { Description = "Home directory whose agents' logs are read (default: yours)", HelpName = "DIR" };

    private static readonly Option<UsageGrouping> by = new("--by")
    {
        Description = "What a row stands for (default: day)",
        HelpName = "day|week|month|session|model|tool|project",
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (Array.Find(Enum.GetValues<UsageGrouping>(), g => Name(g) == word) is var grouping && Name(grouping) == word) return grouping;
            result.AddError($"--by: '{word}' is none of {string.Join(", ", Enum.GetValues<UsageGrouping>().Select(Name))}");
            return default;
        },
    };

    private static readonly Option<string?> contract = new("--prices") { Description = "A contract's own rates, before the list's", HelpName = "FILE" };

    private static readonly Option<bool> failEmpty = new("--fail-empty") { Description = "Exit 3 when there is no usage" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("usage", "Tokens, credits and cost of every coding agent that left logs in a home directory") { home, by, contract, failEmpty };
        host.On(command, context => Report(context, new(
            context.Get(home) is { } path ? context.Environment.Absolute(path) : context.Environment.Home,
            context.Get(by),
            context.Since,
            context.Until,
            context.Get(contract),
            context.Get(failEmpty))));
        return command;
    }

    internal static string Name(UsageGrouping by) => by.ToString().ToLowerInvariant();

    private static ExitCode Report(CommandContext context, Question question)
    {
        if (!Directory.Exists(question.Home)) return context.Fail(ExitCode.NotFound, $"{question.Home}: no such directory");
        var contractPath = question.Contract is null ? null : context.Environment.Absolute(question.Contract);
        var prices = PriceBook.Load(contractPath);
        if (!prices.Succeeded) return context.Fail(ExitCode.Failure, prices.Problem);

        var ingest = new IngestReport();
        var reading = Read(context, question, ingest);
        var rows = context.Get(GlobalOptions.AsOf) is { } asOf ? reading.Rows.Where(r => r.OccurredAt <= asOf) : reading.Rows;
        var summary = UsageSummary.Of(rows, prices.Value, question.By, context.Zone, question.Since, question.Until);
        if (context.Json) UsageDocument.Write(context.Terminal.Data, summary, ingest, prices.Value, context.Zone);
        else UsageTable.Write(context.Terminal, summary, ingest, prices.Value, question.By);

        if (ingest.Skipped.Count > 0) return ExitCode.Partial;
        return summary.Rows.Count == 0 && question.FailEmpty ? ExitCode.NotFound : ExitCode.Ok;
    }

    private static UsageReading Read(CommandContext context, Question question, IngestReport ingest)
    {
        // Variables such as CODEX_HOME speak of the user's own home, not of another one.
        var variables = question.Home == context.Environment.Home ? context.Environment.Variables : new Dictionary<string, string>();
        var started = context.Environment.Clock.GetTimestamp();
        using var progress = new ProgressLine(context.Terminal, context.Environment.Clock, () => $"reading usage logs, {context.Environment.Clock.GetElapsedTime(started).TotalSeconds:0} s");
        return HomeReader.Read(new(question.Home, variables, WithSessions: false, context.Environment.Clock), ingest, context.Cancellation);
    }

    private sealed record Question(string Home, UsageGrouping By, DateOnly? Since, DateOnly? Until, string? Contract, bool FailEmpty);
}
