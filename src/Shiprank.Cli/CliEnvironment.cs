using System.Runtime.InteropServices;
using Shiprank.Cli.Serving;

namespace Shiprank.Cli;

/// <summary>What a command line sees of the machine, so that a test can give it another one.</summary>
public sealed record CliEnvironment
{
    public required string WorkingDirectory { get; init; }

    public required string Home { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Opens stdin.</summary>
    public Func<Stream> Input { get; init; } = () => Stream.Null;

    /// <summary>Words that start this program from anywhere.</summary>
    public IReadOnlyList<string> Program { get; init; } = Commands.Connect.OwnProgram.Words;

    /// <summary>Columns of the terminal on stdout; null when it is a file or a pipe.</summary>
    public int? OutputColumns { get; init; }

    /// <summary>Columns of the terminal on stderr; null when it is a file or a pipe.</summary>
    public int? ErrorColumns { get; init; }

    /// <summary>
    /// Takes signals that would end this process, to pass them on, until what it gives is disposed of; null where the process is not the caller's own.
    /// </summary>
    public Func<Action<PosixSignal>, IDisposable>? Signals { get; init; }

    /// <summary>The store that this process has open already, when a server runs commands for others; null in a process of their own.</summary>
    public ServedStore? Served { get; init; }

    /// <summary>A variable's value; null when unset or empty.</summary>
    public string? Variable(string name) => Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary><paramref name="path"/> made absolute from the working directory; <c>~/</c> is home.</summary>
    public string Absolute(string path) =>
        path == "~" ? Home
        : path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Home, path[2..])
        : Path.GetFullPath(path, WorkingDirectory);

    /// <summary>Shiprank's own data: <c>SHIPRANK_DATA</c>, else the system's place for a user's data.</summary>
    public string DataFolder =>
        Variable("SHIPRANK_DATA") is { } data ? Absolute(data)
        : Variable("XDG_DATA_HOME") is { } xdg ? Path.Combine(xdg, "shiprank")
        : OperatingSystem.IsWindows() && Variable("LOCALAPPDATA") is { } local ? Path.Combine(local, "shiprank")
        : Path.Combine(Home, ".local", "share", "shiprank");

    /// <summary>Where a configuration is made that nobody named a place for.</summary>
    public string NewConfig => Variable("SHIPRANK_CONFIG") is { } config ? Absolute(config) : UserConfig;

    private string UserConfig => Path.Combine(Variable("XDG_CONFIG_HOME") ?? Path.Combine(Home, ".config"), "shiprank", "shiprank.yaml");

    /// <summary>Where a configuration is looked for without <c>--config</c>, in order.</summary>
    public IReadOnlyList<string> ConfigPlaces =>
    [
        .. Variable("SHIPRANK_CONFIG") is { } config ? new[] { Absolute(config) } : [],
        Path.Combine(WorkingDirectory, "shiprank.yaml"),
        UserConfig,
        "/etc/shiprank/shiprank.yaml",
    ];
}
