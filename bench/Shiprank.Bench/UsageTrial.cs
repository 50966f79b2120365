using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Homes;

namespace Shiprank.Bench;

/// <summary>
/// <c>bench usage [MB] [ROUNDS] [HOME]</c>: <c>out/shiprank usage</c> on a generated home (or HOME), whose totals are checked, beside ccusage 20.0.24 where its
/// npm package for this platform can be had. Rounds alternate; the best CPU time of each counts. Without a build in <c>out</c> this program reads by itself,
/// which costs compiling as it goes.
/// </summary>
internal static class UsageTrial
{
    private const string Version = "20.0.24";

    private readonly record struct Cost(double Wall, double Cpu, double PeakMb);

    public static int Run(string[] arguments)
    {
        if (arguments is ["read", var only]) return Read(only);
        var megabytes = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 200;
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 3;
        var folder = Directory.CreateTempSubdirectory("shiprank-bench-").FullName;
        try
        {
            var home = arguments.Length > 2 ? arguments[2] : Path.Join(folder, "home");
            if (arguments.Length <= 2)
            {
                var made = new UsageHome(home, 1);
                made.Write(megabytes * 1_000_000L);
                Print($"home: {made.Bytes / 1e6:0} MB, {made.Responses} responses, {made.Expected.Total} tokens");
            }

            var peer = Peer(folder);
            var built = Path.GetFullPath(Path.Join("out", OperatingSystem.IsWindows() ? "shiprank.exe" : "shiprank"));
            List<Cost> ours = [], theirs = [];
            for (var i = 0; i < rounds; i++)
            {
                ours.Add(File.Exists(built) ? Measure(home, built, "usage", "--home", home, "--json") : Measure(home, Environment.ProcessPath!, "usage", "read", home));
                if (peer is not null) theirs.Add(Measure(home, peer, "daily", "--json", "--offline"));
            }

            var a = ours.MinBy(c => c.Cpu);
            Print($"shiprank: wall {a.Wall:0.00} s, CPU {a.Cpu:0.00} s, peak {a.PeakMb:0} MB");
            if (theirs.Count == 0) return 0;
            var b = theirs.MinBy(c => c.Cpu);
            Print($"ccusage:  wall {b.Wall:0.00} s, CPU {b.Cpu:0.00} s, peak {b.PeakMb:0} MB");
            Print($"ratio:    wall {a.Wall / b.Wall:0.00}, CPU {a.Cpu / b.Cpu:0.00}, peak {a.PeakMb / b.PeakMb:0.00}");
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Read(string home)
    {
        var report = new IngestReport();
        var rows = HomeReader.Read(new(home, new Dictionary<string, string>(), WithSessions: false, TimeProvider.System), report).Rows;
        var (count, sum) = (0, default(TokenCounts));
        foreach (var row in rows) (count, sum) = (count + 1, sum + row.Tokens);
        Print($"{report.Files} files, {report.LinesRead} lines, {report.Skipped.Count} skipped: {count} responses, {sum.Total} tokens");
        return 0;
    }

    /// <summary>Runs a program to its end; CPU time and peak memory are read while it runs, so they lack its last milliseconds.</summary>
    private static Cost Measure(string home, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false };
        (start.Environment["HOME"], start.Environment["TZ"]) = (home, "UTC");
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (cpu, peak) = (TimeSpan.Zero, 0L);
        while (!process.WaitForExit(2))
        {
            process.Refresh();
            if (process.HasExited) break;
            (cpu, peak) = (process.TotalProcessorTime, Math.Max(peak, process.PeakWorkingSet64));
        }

        var wall = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}");
        if (arguments is ["usage", "--home", ..]) Print($"total: {JsonDocument.Parse(output.Result).RootElement.GetProperty("totals").GetProperty("total").GetInt64()} tokens");
        else if (arguments is ["usage", ..]) Print($"read: {output.Result.Trim()}");
        return new(wall, cpu.TotalSeconds, peak / 1e6);
    }

    private static string? Peer(string folder)
    {
        var platform = $"{(OperatingSystem.IsWindows() ? "win32" : OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        var start = new ProcessStartInfo("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--silent", "--prefix", folder, $"@ccusage/ccusage-{platform}@{Version}"]) { UseShellExecute = false };
        using var npm = Process.Start(start);
        npm?.WaitForExit();
        var program = Path.Join(folder, "node_modules", "@ccusage", $"ccusage-{platform}", "bin", "ccusage");
        if (!File.Exists(program))
        {
            Print($"ccusage {Version} can't be had here: no comparison");
            return null;
        }

        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return program;
    }

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
