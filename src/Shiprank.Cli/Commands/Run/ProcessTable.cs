using System.Diagnostics;
using System.Globalization;

namespace Shiprank.Cli.Commands.Run;

/// <summary>A process of this machine. One that has ended and was not waited for is none.</summary>
internal readonly record struct ProcessRow(int Id, int Parent);

/// <summary>Processes with their parents: from /proc on Linux, from <c>ps</c> on other Unix systems.</summary>
internal static class ProcessTable
{
    public static IReadOnlyList<ProcessRow> Read() => Directory.Exists("/proc/self") ? FromProc() : FromPs();

    /// <summary>Whether the environment that a process was started with has this variable; false where nobody may look.</summary>
    public static bool Has(int process, string name, string value)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/environ");
            return text.Split('\0').Contains($"{name}={value}", StringComparer.Ordinal);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Gone, or another user's.
            return false;
        }
    }

    private static List<ProcessRow> FromProc()
    {
        var rows = new List<ProcessRow>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)) continue;
            try
            {
                // pid (name) state ppid …: the name may hold anything, brackets too.
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                if (rest[0] is not ("Z" or "X")) rows.Add(new(id, int.Parse(rest[1], CultureInfo.InvariantCulture)));
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException or IndexOutOfRangeException)
            {
                // It ended meanwhile.
                continue;
            }
        }

        return rows;
    }

    private static List<ProcessRow> FromPs()
    {
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-Ao", "pid=,ppid=,stat="]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var rows = new List<ProcessRow>();
        while (ps.StandardOutput.ReadLine() is { } line)
        {
            if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var id, var parent, var state] && state[0] != 'Z') rows.Add(new(int.Parse(id, CultureInfo.InvariantCulture), int.Parse(parent, CultureInfo.InvariantCulture)));
        }

        ps.WaitForExit();
        return rows;
    }
}
