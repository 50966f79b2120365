using System.CommandLine;
using Shiprank.Engine.Settings;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Cli.Commands.Health;

/// <summary><c>shiprank match IDENTITY PERSON</c>: writes an address or a login to a person of the organisation file.</summary>
internal static class MatchCommand
{
    private static readonly Argument<string> identity = new("IDENTITY") { Description = "An address or login, as `shiprank sources` names it" };

    private static readonly Argument<string> person = new("PERSON") { Description = "A person's id in the organisation file" };

    private static readonly Option<bool> dryRun = new("--dry-run", "-n") { Description = "Show what would be written, and write nothing" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("match", "Give an address or login to a person, in the organisation file") { identity, person, dryRun };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        if (context.ConfigFile is not { } path) return context.Fail(ExitCode.NotFound, "no organisation file", "name one with --config FILE");
        var settings = new SettingsFile(path);
        var edit = OrganisationEdit.Match(context.Get(identity)!.Trim(), context.Get(person)!.Trim());
        var proposal = settings.Propose(edit);
        if (proposal.Value is not { } found) return context.Fail(ExitCode.Failure, proposal.Problems);
        foreach (var line in found.Lines) context.Terminal.Data.WriteLine(line.Sign == '…' ? "  …" : $"{line.Sign} {line.Text}");
        if (found.ChangesNothing) context.Terminal.Data.WriteLine("The file says so already.");
        if (context.Get(dryRun)) return ExitCode.Ok;
        return settings.Write(found.BasedOn, edit) switch
        {
            EditOutcome.Refused refused => context.Fail(ExitCode.Failure, refused.Problems),
            EditOutcome.Conflict => context.Fail(ExitCode.Failure, $"{path} was changed by somebody else at this moment; nothing was written", "run it again"),
            _ => ExitCode.Ok,
        };
    }
}
