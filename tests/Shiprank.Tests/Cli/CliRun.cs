using System.Text.Json;
using Shiprank.Cli;

namespace Shiprank.Tests.Cli;

/// <summary>One run of the command line in this process, in an empty home of its own.</summary>
internal sealed class CliRun : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("shiprank-cli-");

    public CliRun() => System.IO.Directory.CreateDirectory(Home);

    public string Home => Path.Combine(root.FullName, "home");

    public string Folder => root.FullName;

    /// <summary>Where the command is called; <see cref="Folder"/> unless told.</summary>
    public string? WorkingDirectory { get; set; }

    public Dictionary<string, string> Variables { get; } = [];

    public TimeProvider Clock { get; init; } = new FixedClock(new(2026, 9, 30, 12, 0, 0, TimeSpan.Zero));

    public int? Columns { get; init; }

    /// <summary>What is on stdin.</summary>
    public Func<Stream>? Input { get; set; }

    public CancellationToken Cancellation { get; init; }

    public string Out { get; private set; } = "";

    public string Error { get; private set; } = "";

    public JsonElement Document => JsonDocument.Parse(Out).RootElement;

    public ExitCode Run(params string[] args)
    {
        var (stdout, stderr) = (new StringWriter(), new StringWriter());
        var code = Shiprank.Cli.CommandLine.Run(args, stdout, stderr, new()
        {
            WorkingDirectory = WorkingDirectory ?? Folder,
            Home = Home,
            Variables = Variables,
            Clock = Clock,
            Program = ["/opt/ship rank/shiprank"],
            Input = Input ?? (() => Stream.Null),
            OutputColumns = Columns,
        }, Cancellation);
        (Out, Error) = (stdout.ToString(), stderr.ToString());
        return (ExitCode)code;
    }

    public string Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return full;
    }

    /// <summary>One response in Claude Code's log.</summary>
    public static string Claude(string id, string at, string model, int input, int output, string session = "s-1") =>
        $$$"""{"type":"assistant","sessionId":"{{{session}}}","cwd":"/w/shop","gitBranch":"main","timestamp":"{{{at}}}","requestId":"r-{{{id}}}","message":{"id":"{{{id}}}","model":"{{{model}}}","usage":{"input_tokens":{{{input}}},"output_tokens":{{{output}}},"cache_read_input_tokens":0,"cache_creation_input_tokens":0} } }""" + "\n";

    public void Dispose() => root.Delete(recursive: true);

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
