using System.CommandLine;
using Shiprank.Engine.Privacy;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Privacy;

/// <summary><c>shiprank pseudonym reveal|approve|of</c>: whose a pseudonym is, once two administrators want to know.</summary>
internal static class PseudonymCommand
{
    private static readonly Argument<string> pseudonym = new("PSEUDONYM") { Description = "As an export has it: p-…" };
    private static readonly Argument<string> person = new("PERSON") { Description = "Id, address or login in the organisation file" };
    private static readonly Option<string> by = new("--by") { Description = "Your id in the organisation file: two different people have to agree", Required = true, HelpName = "PERSON" };

    public static Command Create(CommandHost host)
    {
        var of = new Command("of", "The pseudonym of a person") { person };
        host.On(of, Of);
        var reveal = new Command("reveal", "Ask whose a pseudonym is; tells it once somebody else agreed") { pseudonym, by };
        host.On(reveal, context => Ask(context, approve: false));
        var approve = new Command("approve", "Agree that the person of a pseudonym is told to who asked") { pseudonym, by };
        host.On(approve, context => Ask(context, approve: true));
        return new Command("pseudonym", "Names that exports have in the place of people's") { of, reveal, approve };
    }

    private static ExitCode Of(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        context.Terminal.Data.WriteLine(new Pseudonyms(open.Store.Key).Of(open.Workspace.People.Named(context.Get(person)!).Id));
        return ExitCode.Ok;
    }

    private static ExitCode Ask(CommandContext context, bool approve)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        var who = open.Workspace.People.Named(context.Get(by)!).Id;
        if (open.Workspace.Organisation.People.All(p => p.Id != who)) return context.Fail(ExitCode.Usage, $"--by: no person {context.Get(by)} in the organisation file");
        var control = new DualControl(open.Store, open.Workspace, context.Environment.Clock);
        var said = approve ? control.Approve(context.Get(pseudonym)!, who) : control.Reveal(context.Get(pseudonym)!, who);
        if (!said.Succeeded) return context.Fail(ExitCode.NotAllowed, said.Problem.Reason, said.Problem.Remedy);
        context.Terminal.Data.WriteLine(said.Value);
        return ExitCode.Ok;
    }
}
