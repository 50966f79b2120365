using System.Diagnostics;

namespace Shiprank.Bench;

/// <summary><c>bench ownership REPOSITORY [FILES]</c>: line ownership against <c>git blame --first-parent</c> on sampled files.</summary>
internal static class Ownership
{
    public static int Run(string[] arguments)
    {
        var (path, count) = (arguments[0], arguments.Length > 1 ? int.Parse(arguments[1]) : 100);
        var trial = new Trial(path);
        var ledger = trial.Follow();
        var shas = trial.History.FirstParents;
        var files = ledger.Paths.Where(p => ledger.OwnersOf(p)!.Length > 0).Order(StringComparer.Ordinal).ToList();
        var (equal, total, read, step) = (0L, 0L, 0, Math.Max(1, files.Count / count));
        for (var i = step / 2; i < files.Count; i += step)
        {
            var owners = ledger.OwnersOf(files[i])!;
            var blamed = Blame(path, shas[^1], files[i]);
            if (blamed.Count == 0) continue;
            read++;
            total += blamed.Count;
            var same = Enumerable.Range(0, Math.Min(owners.Length, blamed.Count)).Count(k => owners[k] >= 0 && shas[owners[k]] == blamed[k]);
            equal += same;
            if (same < blamed.Count) Console.WriteLine($"  {files[i]}: {same} of {blamed.Count} ({owners.Length} here)");
        }

        Console.WriteLine($"{equal} of {total} lines in {read} files equal = {100.0 * equal / Math.Max(1, total):0.000} %; lines of unknown birth {ledger.UnknownLines}");
        return equal >= 0.998 * total ? 0 : 1;
    }

    private static List<string> Blame(string path, string head, string file)
    {
        var start = new ProcessStartInfo("git") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", "safe.directory=*", "-C", path, "blame", "--first-parent", "--line-porcelain", head, "--", file]) start.ArgumentList.Add(argument);
        using var git = Process.Start(start)!;
        git.ErrorDataReceived += (_, _) => { };
        git.BeginErrorReadLine();
        var shas = new List<string>();
        while (git.StandardOutput.ReadLine() is { } line)
        {
            var first = line.AsSpan();
            if (first.Length > 41 && first[40] == ' ' && IsSha(first[..40])) shas.Add(line[..40]);
        }

        git.WaitForExit();
        return shas;
    }

    private static bool IsSha(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiHexDigitLower(c)) return false;
        }

        return true;
    }
}
