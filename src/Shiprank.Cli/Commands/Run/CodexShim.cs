using System.Text;
using Shiprank.Cli.Commands.Ticket;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>
/// A `codex` before the real one on the path of a run, for scripts that call it: Codex takes the address of its models from no variable (0.169), only
/// from its file and its command line. The folder is the user's alone, and gone with the run.
/// </summary>
internal sealed class CodexShim : IDisposable
{
    private readonly string folder;

    private CodexShim(string folder) => this.folder = folder;

    /// <returns>Null where there is no Codex, no gateway for it, or no such scripts (Windows).</returns>
    public static CodexShim? Of(HeldToken held, string path)
    {
        if (OperatingSystem.IsWindows() || held.GatewayOf(GatewayWire.OpenAi) is null) return null;
        if (path.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(p => Path.Combine(p, "codex")).FirstOrDefault(File.Exists) is not { } real) return null;
        var made = new CodexShim(Directory.CreateTempSubdirectory("shiprank-run-").FullName);
        var script = Path.Combine(made.folder, "codex");
        var words = ClientArguments.Of([real], held).Select(Quoted);
        File.WriteAllText(script, $"#!/bin/sh\nexec {string.Join(' ', words)} \"$@\"\n", new UTF8Encoding(false));
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return made;
    }

    /// <summary>The path with it in front.</summary>
    public string Before(string path) => $"{folder}:{path}";

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Quoted(string word) => $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
