using Shiprank.Cli.Terminal;

namespace Shiprank.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        // Flushed by the command line; closing them would try a full disk once more.
        return CommandLine.Run(args, ProcessConsole.Output, ProcessConsole.Error, ProcessConsole.Environment(), ProcessConsole.Interruption());
    }
}
