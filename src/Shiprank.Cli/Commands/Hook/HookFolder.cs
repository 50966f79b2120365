using System.Security.Cryptography;
using Shiprank.Sources.Hooks;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>Where hooks keep what they count: <c>hooks</c> in Shiprank's data folder, for its owner alone.</summary>
internal sealed class HookFolder
{
    private static readonly TimeSpan SessionsKept = TimeSpan.FromDays(7);

    /// <summary>A month and the time in which nothing ran.</summary>
    private static readonly TimeSpan CountersKept = TimeSpan.FromDays(40);

    private readonly string root;

    private HookFolder(string root, byte[] key) => (this.root, Key) = (root, key);

    /// <summary>Of this installation: without it nobody can tell what a hash is of.</summary>
    public byte[] Key { get; }

    public string Spool => Path.Combine(root, "events.jsonl");

    public static string PathIn(string dataFolder) => Path.Combine(dataFolder, "hooks");

    public static HookFolder Open(string dataFolder)
    {
        var root = PathIn(dataFolder);
        var sessions = Path.Combine(root, "sessions");
        if (!Directory.Exists(sessions))
        {
            Make(root);
            Make(sessions);
            Make(Path.Combine(root, "counters"));
        }

        return new(root, ReadKey(Path.Combine(root, "key")));
    }

    public string Session(string client, string session) => Path.Combine(root, "sessions", Name(client, session));

    public string Counter(string rule, string subject, string window) => Path.Combine(root, "counters", Name(rule, subject, window));

    /// <summary>Deletes what is of sessions and windows that are over.</summary>
    public void Sweep(DateTimeOffset now)
    {
        Sweep("sessions", now - SessionsKept);
        Sweep("counters", now - CountersKept);
    }

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static byte[] ReadKey(string file)
    {
        if (Existing(file) is { } known) return known;
        using var held = FileLock.Take(file + ".lock");
        if (Existing(file) is { } made) return made;
        var key = RandomNumberGenerator.GetBytes(SipHash.KeyBytes);
        WholeFile.Write(file, key);
        return key;
    }

    private static byte[]? Existing(string file) => File.Exists(file) && File.ReadAllBytes(file) is { Length: SipHash.KeyBytes } key ? key : null;

    private string Name(params ReadOnlySpan<string> parts) => SipHash.Of(Key, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', parts))).ToString("x16", System.Globalization.CultureInfo.InvariantCulture);

    private void Sweep(string folder, DateTimeOffset before)
    {
        foreach (var file in new DirectoryInfo(Path.Combine(root, folder)).EnumerateFiles())
        {
            if (file.LastWriteTimeUtc >= before.UtcDateTime) continue;
            try
            {
                file.Delete();
            }
            catch (IOException)
            {
                // Of a session that just began anew: the next sweep sees it again.
            }
        }
    }
}
