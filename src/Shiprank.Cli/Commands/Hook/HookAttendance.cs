using System.Text;
using Shiprank.Core.Caps;
using Shiprank.Sources.Hooks;

namespace Shiprank.Cli.Commands.Hook;

/// <summary>
/// Whether somebody sits before a run. What is not known counts as somebody: nobody at work is stopped by mistake, and the gateway decides by the work
/// token. None of it is proof, since an agent can set most of it.
/// </summary>
internal static class HookAttendance
{
    private const int HeadBytes = 4096;

    private const int Ancestors = 5;

    public static bool Autonomous(CliEnvironment environment, WorkToken? token, HookCall call)
    {
        if (environment.Variable("SHIPRANK_AUTONOMOUS") is { } said) return said is not ("0" or "false");
        if (token?.Autonomous == true) return true;
        if (environment.Variable("CI") is { } ci && ci is not ("0" or "false")) return true;
        if (environment.Variable("GITHUB_ACTIONS") is not null || environment.Variable("GITLAB_CI") is not null) return true;
        return call.Client switch
        {
            "claude-code" => environment.Variable("CLAUDE_CODE_SESSION_ATTENDED") is { } attended ? attended == "0" : environment.Variable("CLAUDE_CODE_ENTRYPOINT")?.StartsWith("sdk-", StringComparison.Ordinal) == true,
            "codex" => Head(call.Transcript) is var head && (head.Contains("\"originator\":\"codex_exec\"", StringComparison.Ordinal) || head.Contains("\"source\":\"exec\"", StringComparison.Ordinal)),
            "copilot" => Started("copilot", "-p", "--prompt"),
            "gemini-cli" => Started("gemini", "-p", "--prompt"),
            "kiro" => Started("kiro", "--no-interactive"),
            _ => false,
        };
    }

    /// <summary>The beginning of a session's log, where Codex says how it was started.</summary>
    private static string Head(string transcript)
    {
        try
        {
            if (transcript.Length == 0 || !File.Exists(transcript)) return "";
            using var stream = new FileStream(transcript, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            var bytes = new byte[HeadBytes];
            return Encoding.UTF8.GetString(bytes, 0, stream.ReadAtLeast(bytes, HeadBytes, throwOnEndOfStream: false));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "";
        }
    }

    /// <summary>On Linux: whether a process above this one is the client, started with one of the switches. Its other words are not looked at.</summary>
    private static bool Started(string client, params ReadOnlySpan<string> switches)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var process = "self";
        for (var up = 0; up < Ancestors; up++)
        {
            try
            {
                var stat = File.ReadAllText($"/proc/{process}/stat");
                var parts = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (parts is not [_, var parent, ..] || parent is "0" or "1") return false;
                var words = File.ReadAllText($"/proc/{parent}/cmdline").Split('\0');
                if (words.Take(3).Any(w => Path.GetFileName(w).Contains(client, StringComparison.OrdinalIgnoreCase)))
                {
                    foreach (var one in switches)
                    {
                        if (words.Contains(one, StringComparer.Ordinal)) return true;
                    }
                }

                process = parent;
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }

        return false;
    }
}
