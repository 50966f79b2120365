using System.CommandLine;

namespace Shiprank.Cli;

/// <summary>Binds commands to what they do. The tree of commands is made once a process; whose streams and machine a run has comes with the run.</summary>
/// <param name="contextOf">What a run of a parsed line works with.</param>
public sealed class CommandHost(Func<ParseResult, CancellationToken, CommandContext> contextOf)
{
    /// <summary>What <paramref name="command"/> does when it is called.</summary>
    public void On(Command command, Func<CommandContext, ExitCode> run) => On(command, context => Task.FromResult(run(context)));

    public void On(Command command, Func<CommandContext, Task<ExitCode>> run) => command.SetAction(async (parsed, cancellation) =>
    {
        var context = contextOf(parsed, cancellation);
        return (int)(context.Since > context.Until ? context.Fail(ExitCode.Usage, "--since is later than --until") : await run(context));
    });
}
