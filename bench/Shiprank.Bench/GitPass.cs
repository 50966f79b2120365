using System.Diagnostics;
using System.Globalization;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Bench;

/// <summary>
/// <c>bench git PATH [ROUNDS]</c>: all patches of a repository (first-parent changes and branch commits of merges, hashed, with traits) against
/// <c>git log -p -U0</c> of the same commits written to nowhere. Rounds alternate; the best of each counts.
/// </summary>
internal static class GitPass
{
    /// <param name="Own">The part of the CPU time that is this process's.</param>
    private readonly record struct Cost(TimeSpan Wall, TimeSpan Cpu, TimeSpan Own);

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench git PATH [ROUNDS]");
            return 2;
        }

        var path = arguments[0];
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 3;
        var opened = GitRepository.Open(path, "bench", null);
        if (!opened.Succeeded)
        {
            Console.Error.WriteLine(opened.Problem);
            return 1;
        }

        var watch = Stopwatch.StartNew();
        var history = opened.Value.ReadHistory(_ => MessageFacts.None, [], CancellationToken.None);
        if (!history.Succeeded)
        {
            Console.Error.WriteLine(history.Problem);
            return 1;
        }

        Print($"history: {history.Value.History.Commits.Count} commits, {history.Value.History.Tags.Count} tags, {history.Value.History.LineRecords.Count} notes, {history.Value.History.PatchIds.Count} patch-ids in {watch.Elapsed.TotalSeconds:0.00} s");
        var commits = history.Value.History.Commits.ToDictionary(c => c.Sha, StringComparer.Ordinal);
        var line = history.Value.History.FirstParents.ToHashSet(StringComparer.Ordinal);
        PatchRequest[] requests =
        [
            .. history.Value.History.Commits.Where(c => !c.IsMerge || line.Contains(c.Sha)).Select(c => new PatchRequest(c.Sha, c.Parents.Count > 0 ? c.Parents[0] : null)),
        ];
        Print($"patches: {requests.Length} ({line.Count} first-parent)");
        Cost? alone = null;
        Cost? ours = null;
        for (var i = 0; i < rounds; i++)
        {
            var (git, pass) = (AloneCost(path, requests.Select(r => r.Sha)), Ours(opened.Value, requests));
            Print($"  round {i + 1}: git alone wall {git.Wall.TotalSeconds:0.00} s, CPU {git.Cpu.TotalSeconds:0.00} s; whole pass wall {pass.Wall.TotalSeconds:0.00} s, CPU {pass.Cpu.TotalSeconds:0.00} s");
            (alone, ours) = (Better(alone, git), Better(ours, pass));
        }

        Print($"git log -p -U0: wall {alone!.Value.Wall.TotalSeconds:0.00} s, CPU {alone.Value.Cpu.TotalSeconds:0.00} s");
        Print($"whole pass:     wall {ours!.Value.Wall.TotalSeconds:0.00} s, CPU {ours.Value.Cpu.TotalSeconds:0.00} s ({ours.Value.Own.TotalSeconds:0.00} s its own), peak memory {Peak() >> 20} MB (git apart)");
        Print($"ratio:          wall {ours.Value.Wall / alone.Value.Wall:0.00}, CPU {ours.Value.Cpu / alone.Value.Cpu:0.00}");
        return 0;
    }

    private static Cost Better(Cost? best, Cost now) => best is { } b && b.Wall <= now.Wall ? b : now;

    private static Cost Ours(GitRepository repository, PatchRequest[] requests)
    {
        var hasher = new TextHasher(1, 2);
        var (files, hunks, lines) = (0L, 0L, 0L);
        var cost = Measure(() =>
        {
            using var stream = repository.ReadPatches(requests, hasher, CancellationToken.None);
            while (stream.TryRead(out var patch))
            {
                foreach (var file in patch.Files) (files, hunks, lines) = (files + 1, hunks + file.Hunks.Count, lines + file.Lines.Length);
            }

            if (stream.Problem is { } problem) throw new InvalidOperationException(problem.ToString());
        });
        Print($"  {files} files, {hunks} hunks, {lines} lines in {cost.Wall.TotalSeconds:0.00} s");
        return cost;
    }

    /// <summary>The same commits, diffed with the same options, to nowhere.</summary>
    private static Cost AloneCost(string path, IEnumerable<string> shas) => Measure(() => GitAlone(path, shas));

    /// <exception cref="InvalidOperationException">git failed.</exception>
    public static void GitAlone(string path, IEnumerable<string> shas)
    {
        var info = new ProcessStartInfo("git") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = path };
        info.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        string[] options = ["log", "--no-walk=unsorted", "--stdin", "-p", "-U0", "-M", "--root", "-m", "--first-parent", "--no-color", "--no-ext-diff", "--no-textconv", "--format=%H", "--output=/dev/null"];
        foreach (var option in options) info.ArgumentList.Add(option);
        using var git = Process.Start(info)!;
        foreach (var sha in shas) git.StandardInput.WriteLine(sha);
        git.StandardInput.Close();
        git.WaitForExit();
        if (git.ExitCode != 0) throw new InvalidOperationException($"git log ended with {git.ExitCode}");
    }

    /// <summary>Wall and CPU time of this process and of the children that ended meanwhile.</summary>
    private static Cost Measure(Action work)
    {
        var (cpu, own, watch) = (Cpu(11..15), Cpu(11..13), Stopwatch.StartNew());
        work();
        return new(watch.Elapsed, Cpu(11..15) - cpu, Cpu(11..13) - own);
    }

    /// <param name="fields">utime, stime, cutime, cstime of /proc/self/stat, in ticks of 10 ms.</param>
    private static TimeSpan Cpu(Range fields)
    {
        var text = File.ReadAllText("/proc/self/stat");
        return TimeSpan.FromMilliseconds(10 * text[(text.LastIndexOf(')') + 2)..].Split(' ')[fields].Sum(f => long.Parse(f, CultureInfo.InvariantCulture)));
    }

    private static long Peak()
    {
        using var self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
