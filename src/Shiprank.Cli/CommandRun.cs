using System.CommandLine;

namespace Shiprank.Cli;

/// <summary>One run of a command line: its words, its streams and the machine that it sees.</summary>
internal sealed class CommandRun : InvocationConfiguration
{
    private readonly CliEnvironment environment;
    private readonly IReadOnlyList<string> arguments;

    public CommandRun(TextWriter output, TextWriter error, CliEnvironment environment, IReadOnlyList<string> arguments)
    {
        (this.environment, this.arguments) = (environment, arguments);
        (Output, Error) = (output, error);
        EnableDefaultExceptionHandler = false;
        ProcessTerminationTimeout = null;
    }

    public Terminal.Terminal Terminal(bool noColor = false) => new(Output, Error, environment, noColor);

    public CommandContext Context(ParseResult parsed, CancellationToken cancellation) =>
        new(parsed, Terminal(parsed.GetValue(GlobalOptions.NoColor)), environment, cancellation) { Arguments = arguments };
}
