using System.CommandLine;

namespace Shiprank.Cli;

/// <summary>Binds commands to the streams and the machine that this run has.</summary>
public sealed class CommandHost(TextWriter output, TextWriter error, CliEnvironment environment, IReadOnlyList<string> arguments)
{
    public TextWriter Output => output;

    public TextWriter Error => error;

    public Terminal.Terminal Terminal(bool noColor = false) => new(output, error, environment, noColor);

    /// <summary>What <paramref name="command"/> does when it is called.</summary>
    public void On(Command command, Func<CommandContext, ExitCode> run) => On(command, context => Task.FromResult(run(context)));

    public void On(Command command, Func<CommandContext, Task<ExitCode>> run) => command.SetAction(async (parsed, cancellation) =>
    {
        var context = new CommandContext(parsed, Terminal(parsed.GetValue(GlobalOptions.NoColor)), environment, cancellation) { Arguments = arguments };
        return (int)(context.Since > context.Until ? context.Fail(ExitCode.Usage, "--since is later than --until") : await run(context));
    });
}
