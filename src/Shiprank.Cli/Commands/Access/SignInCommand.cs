using System.CommandLine;

namespace Shiprank.Cli.Commands.Access;

/// <summary><c>shiprank sign-in</c>: another one-time link of the server that has the data open.</summary>
internal static class SignInCommand
{
    public static Command Create(CommandHost host)
    {
        var command = new Command("sign-in", "A link that makes a browser the administrator's, once; as long as nobody can sign in otherwise");
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        using var open = OpenWorkspace.Open(context, out var code);
        if (open is null) return code;
        if (context.Environment.Served?.Link() is not { } link) return context.Fail(ExitCode.NotFound, "no server has this data open", "shiprank serve");
        if (open.Workspace.Organisation.Access.IsConfigured) return context.Fail(ExitCode.Usage, "people sign in by the access section of the organisation file here", "administrators are listed there");
        context.Terminal.Data.WriteLine(link);
        return ExitCode.Ok;
    }
}
