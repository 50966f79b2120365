using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Server.Tests;

/// <summary>The command line in this process, in a folder of its own.</summary>
internal sealed class CliRun(TestFolder folder, TimeProvider clock)
{
    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public JsonElement Document => JsonDocument.Parse(Out).RootElement;

    /// <summary>What stdin has.</summary>
    public Stream Input { get; set; } = Stream.Null;

    /// <summary>Columns of a terminal on stdout; null for a pipe.</summary>
    public int? Columns { get; set; }

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["TOKEN"] = "t0ken", ["CI"] = RunningServer.Token };

    public ExitCode Run(string command, CancellationToken cancel = default)
    {
        using var stdout = new StringWriter();
        using var stderr = new StringWriter();
        var code = CommandLine.Run([.. command.Split(' '), .. command.Contains("--config", StringComparison.Ordinal) ? (string[])[] : ["--config", folder.At("shiprank.yaml")], "--data", folder.At("data")], stdout, stderr, new()
        {
            WorkingDirectory = folder.Path,
            Home = folder.Path,
            Variables = Variables,
            Clock = clock,
            Input = () => Input,
            OutputColumns = Columns,
        }, cancel);
        (Out, Error) = (stdout.ToString(), stderr.ToString());
        return (ExitCode)code;
    }
}
