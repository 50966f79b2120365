using System.CommandLine;
using Shiprank.Core;
using Shiprank.Core.Money.Focus.Validation;
using Shiprank.Sources.Focus;

namespace Shiprank.Cli.Commands.Focus;

/// <summary><c>shiprank focus validate</c>: whether a CSV file has the form of FOCUS, by our rules or by the public validator's model.</summary>
internal static class FocusValidateCommand
{
    private static readonly Argument<string> file = new("FILE") { Description = "A FOCUS file as CSV, of whoever wrote it" };

    private static readonly Option<string?> model = new("--model") { Description = "Rules of the public FOCUS validator: its model-1.2.json (default: Shiprank's own)", HelpName = "FILE" };

    private static readonly Option<string?> supports = new("--supports") { Description = "What its provider supports, FLAG,FLAG or all (default: what Shiprank's exports do)", HelpName = "FLAGS" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("validate", "Checks a file against rules; exit code 1 when it breaks one that it MUST keep") { file, model, supports };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        var rules = Rules(context);
        if (!rules.Succeeded) return context.Fail(ExitCode.Failure, rules.Problem);
        var declared = context.Get(supports) switch
        {
            null => FocusFlags.OfExports,
            "all" => [.. rules.Value.Flags.Where(f => f is not (FocusFlags.Form12 or FocusFlags.Form14))],
            var words => words.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        };
        if (context.Get(supports) is not null && declared.FirstOrDefault(f => !rules.Value.Flags.Contains(f)) is { } unknown)
            return context.Fail(ExitCode.Usage, $"--supports: the model knows no {unknown}", $"it knows {string.Join(", ", rules.Value.Flags)}");
        var name = context.Get(file)!;
        Result<FocusValidation> read;
        try
        {
            using var stream = File.OpenRead(context.Environment.Absolute(name));
            read = FocusTable.Validate(name, stream, head => new(rules.Value, [.. declared, FocusFlags.FormOf(head)], head), context.Cancellation);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return context.Fail(ExitCode.NotFound, $"{name} can't be read: {refused.Message}");
        }

        if (!read.Succeeded) return context.Fail(ExitCode.Failure, read.Problem);
        var outcomes = read.Value.Outcomes();
        if (context.Json) JsonDocumentWriter.Write(context.Terminal.Data, json => FocusVerdict.Write(json, name, rules.Value, read.Value.Rows, outcomes));
        else FocusVerdict.Write(context.Terminal, name, rules.Value, read.Value.Rows, outcomes);
        return outcomes.Any(o => o.IsFailure) ? ExitCode.Failure : ExitCode.Ok;
    }

    private static Result<RuleModel> Rules(CommandContext context)
    {
        if (context.Get(model) is not { } path) return OwnRules.Model;
        try
        {
            return RuleModelReader.Read(path, File.ReadAllBytes(context.Environment.Absolute(path)));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new Problem(path, 0, refused.Message);
        }
    }
}
