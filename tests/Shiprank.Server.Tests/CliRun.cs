using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Server.Tests;

/// <summary>The command line in this process, in a folder of its own.</summary>
internal sealed class CliRun(TestFolder folder, TimeProvider clock)
{
    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public JsonElement Document => JsonDocument.Parse(Out).RootElement;

    public ExitCode Run(string command)
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var code = CommandLine.Run([.. command.Split(' '), "--config", folder.At("shiprank.yaml"), "--data", folder.At("data")], stdout, stderr, new()
        {
            WorkingDirectory = folder.Path,
            Home = folder.Path,
            Variables = new Dictionary<string, string> { ["TOKEN"] = "t0ken", ["CI"] = RunningServer.Token },
            Clock = clock,
        });
        (Out, Error) = (stdout.ToString(), stderr.ToString());
        return (ExitCode)code;
    }
}
