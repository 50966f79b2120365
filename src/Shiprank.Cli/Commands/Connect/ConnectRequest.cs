namespace Shiprank.Cli.Commands.Connect;

/// <summary>What a client is to be told.</summary>
/// <param name="Server">Address of the server, without a slash at its end.</param>
/// <param name="Token">Service token with the scope ingest; null: the server takes what comes from this machine.</param>
/// <param name="Person">Stated with everything that the client sends; null: nothing is stated.</param>
/// <param name="Managed">The settings of everybody on the machine; else the user's own.</param>
internal sealed record ConnectRequest(string Server, string? Token, string? Person, bool Managed);

/// <summary>How one client is told to send its telemetry.</summary>
/// <param name="File">Absolute path of its settings; null: it has none for this, only <see cref="Variables"/>.</param>
/// <param name="Settings">Of a JSON file: by path of keys, in order.</param>
/// <param name="Block">Of a TOML file: the lines of a table of its own.</param>
/// <param name="Variables">What has to be in the environment that the client starts in.</param>
/// <param name="Notes">What else has to be known.</param>
internal sealed record ClientSettings(string? File, IReadOnlyList<(string Path, object Value)> Settings, IReadOnlyList<string> Block, IReadOnlyList<(string Name, string Value)> Variables, IReadOnlyList<string> Notes)
{
    public static ClientSettings Json(string file, IReadOnlyList<(string, object)> settings, IReadOnlyList<(string, string)>? variables = null, IReadOnlyList<string>? notes = null) => new(file, settings, [], variables ?? [], notes ?? []);
}
