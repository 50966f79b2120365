using Shiprank.Cli.Terminal;

namespace Shiprank.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        using var output = ProcessConsole.Output;
        using var error = ProcessConsole.Error;
        return CommandLine.Run(args, output, error, ProcessConsole.Environment(), ProcessConsole.Interruption());
    }
}
