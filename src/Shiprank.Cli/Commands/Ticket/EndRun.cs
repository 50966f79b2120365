using System.CommandLine;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary><c>shiprank ticket end</c>, which no help shows: writes the end of a run into this machine's own data.</summary>
internal static class EndRun
{
    private static readonly Option<string> token = new("--token") { Required = true };
    private static readonly Option<int> code = new("--exit-code");
    private static readonly Option<bool> stopped = new("--stopped");

    public static Command Create(CommandHost host)
    {
        var command = new Command("end", "Tell the end of a run") { token, code, stopped };
        command.Hidden = true;
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var failed);
        if (open is null) return failed;
        var keys = WorkKeys.Open(open.DataFolder);
        if (!keys.Succeeded) return context.Fail(ExitCode.Failure, keys.Problem);
        using (keys.Value)
        {
            var now = context.Environment.Clock.GetUtcNow();

            // It may have expired meanwhile: it is told of what was, not for what is to come.
            if (WorkToken.Read(context.Get(token)!, keys.Value.All, OrganisationId.Of(open.Store.Key), now, TimeSpan.FromDays(2)) is not { Fault: WorkTokenFault.None, Token: { } read }) return context.Fail(ExitCode.NotAllowed, "this is no work token of this installation");
            open.Store.AddCapEvents([RunEnd.Of(read, now, context.Get(code), context.Get(stopped))], context.Cancellation);
            return ExitCode.Ok;
        }
    }
}
