using System.CommandLine;
using Shiprank.Core.Money.Modelling;
using Shiprank.Core.Score;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Modelling;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Scenarios;

namespace Shiprank.Cli.Commands.Model;

/// <summary><c>shiprank model</c>: what a month's real usage would cost on another setup, and what became of what was said.</summary>
internal static class ModelCommand
{
    private static readonly Option<string?> file = new("--scenario") { Description = "A scenario file; without it, those that the organisation file keeps", HelpName = "FILE" };
    private static readonly Option<bool> against = new("--against-actual") { Description = "Compare what it said with what happened from its date on" };
    private static readonly Option<string[]> swaps = new("--swap") { Description = "A model's usage done by another: claude-opus-4-8=claude-sonnet-4-6, a share of it behind @ (…@0.5)", HelpName = "FROM=TO" };
    private static readonly Option<decimal?> caching = new("--caching") { Description = "Share of prompt tokens that are read from the cache (0.9)", HelpName = "SHARE" };
    private static readonly Option<decimal?> batch = new("--batch") { Description = "Share of requests that can wait for a batch (0.2)", HelpName = "SHARE" };
    private static readonly Option<decimal?> growth = new("--growth") { Description = "0.1: a tenth more of everything", HelpName = "SHARE" };
    private static readonly Option<decimal?> adoption = new("--adoption") { Description = "Share of people who use an agent (0.8)", HelpName = "SHARE" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("model", "What real usage (default: of the last full month) would cost on other models, prices and habits") { file, against, swaps, caching, batch, growth, adoption };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (Scenarios(context, open, out code) is not { } scenarios) return code;
        var standing = Standing.Of(Facts.Read(open.Store, open.Workspace, context.AsOf, context.Cancellation));
        foreach (var scenario in scenarios)
        {
            if (context.Get(against))
            {
                if (ScenarioCheck.Of(standing, open.Store, scenario) is not { } check) return context.Fail(ExitCode.Failure, $"\"{scenario.Name}\" has no date: nothing says from when on it is to be looked at", "date: 2026-09-01");
                if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(into => ModelDocument.Write(into, check)));
                else ModelText.Write(context.Terminal, check, standing.Workspace.Organisation);
            }
            else
            {
                ScoreWindow? asked = context is { Since: { } since, Until: { } until } ? new(since, until) : null;
                var view = SpendModelView.Of(standing, open.Store, scenario, asked);
                if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(into => ModelDocument.Write(into, view)));
                else ModelText.Write(context.Terminal, view, standing.Workspace.Organisation);
            }
        }

        return ExitCode.Ok;
    }

    /// <returns>Null after the problem was said.</returns>
    private static IReadOnlyList<SpendScenario>? Scenarios(CommandContext context, OpenWorkspace open, out ExitCode code)
    {
        code = ExitCode.Failure;
        if (Asked(context, out var wrong) is { } asked) return [asked];
        if (wrong is not null)
        {
            code = context.Fail(ExitCode.Usage, wrong);
            return null;
        }

        IReadOnlyList<string> files = context.Get(file) is { } one ? [context.Environment.Absolute(one)] : ScenarioFiles.Find(open.Workspace.Organisation.Prices.Scenarios);
        if (files.Count == 0 || (context.Json && files.Count > 1))
        {
            code = context.Fail(ExitCode.Usage, files.Count == 0 ? "no scenario" : $"{files.Count} scenarios are kept, and one document is of one", "name one with --scenario FILE, or say it: --swap, --caching, --batch, --growth, --adoption (docs/guides/model-the-spend.md)");
            return null;
        }

        var read = files.Select(f => ScenarioReader.Read(f, open.Workspace.Organisation, open.Workspace.PriceParts)).ToList();
        if (read.TrueForAll(r => r.Succeeded)) return [.. read.Select(r => r.Value!)];
        code = context.Fail(ExitCode.Failure, [.. read.SelectMany(r => r.Problems)]);
        return null;
    }

    private static SpendScenario? Asked(CommandContext context, out string? wrong)
    {
        wrong = null;
        foreach (var text in context.Get(swaps) ?? [])
        {
            if (SwapText.Parse(text) is null) wrong = $"--swap: '{text}' is not MODEL=MODEL, or a share from 0 to 1 behind @";
        }

        foreach (var (name, share) in new[] { ("--caching", context.Get(caching)), ("--batch", context.Get(batch)), ("--adoption", context.Get(adoption)) })
        {
            if (share is < 0 or > 1) wrong = $"{name}: {share} is not from 0 to 1";
        }

        if (context.Get(growth) is <= -1 or > 100) wrong = "--growth: from above -1 to 100";
        if (wrong is not null || (context.Get(swaps) is not { Length: > 0 } && context.Get(caching) is null && context.Get(batch) is null && context.Get(growth) is null && context.Get(adoption) is null)) return null;
        return SwapText.Scenario(context.Get(swaps) ?? [], context.Get(caching), context.Get(batch), context.Get(growth), context.Get(adoption));
    }
}
