using System.Diagnostics;
using Shiprank.Core.Caps;
using Shiprank.Engine.Gateway;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>A file system that is really full: a small one in memory, where this user may mount one.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TestFolder folder = new();

    [Fact]
    public void A_full_file_system_stops_runs_lets_people_go_on_for_a_while_and_loses_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Mount(), "only where a small file system can be mounted");
        using var desk = new CallDesk(CallJournal.Open(folder.At("small/gateway"), TimeProvider.System, new(256 * 1024)), Settings, TimeProvider.System);
        File.WriteAllBytes(folder.At("small/filler"), new byte[64 * 1024]);
        Fill();
        var (people, runs, open) = (0, 0, new List<CallEntry>());
        for (var i = 0; i < 3000; i++)
        {
            var attended = i % 2 == 0;
            if (desk.Ask(Settings, Request(i, attended)).Call is not { } call)
            {
                if (attended && desk.Journal.IsScarce && people > 0) break;
                continue;
            }

            open.Add(call);
            (people, runs) = attended ? (people + (desk.Journal.IsScarce ? 1 : 0), runs) : (people, runs + (desk.Journal.IsScarce ? 1 : 0));
            if (open.Count < 20) continue;
            foreach (var ended in open) desk.End(Settled(ended));
            open.Clear();
        }

        Assert.True(desk.Journal.IsScarce);
        Assert.True(people > 0);
        Assert.InRange(runs, 0, 1);
        foreach (var ended in open) desk.End(Settled(ended));
        var settled = desk.Settled(new("day", "", TimeProvider.System.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        desk.Dispose();
        Assert.Equal(settled, CallJournal.Look(folder.At("small/gateway")).Single(c => c.Key.Rule == "day").Value);
    }

    public void Dispose()
    {
        if (Directory.Exists(folder.At("small"))) Run("umount", folder.At("small"));
        folder.Dispose();
    }

    private static CapSettings Settings { get; } = new()
    {
        Rules = [new("day", [], CapWhen.Any, CapUnit.Usd, 1_000_000m, CapPer.Day, null, CapAction.Stop, null)],
        Gateway = new() { OfflineUsd = 1m },
    };

    private static CallRequest Request(int i, bool attended) =>
        new(new() { At = TimeProvider.System.GetUtcNow(), Run = $"r{i}", Autonomous = !attended, Model = "m" }, "s", "", new(0.05m, 0, 100, 1), Priced: true, []);

    private static CallEntry Settled(CallEntry call) => call with { Kind = CallEntryKind.Settled, EndedAt = call.At, Used = new(0.05m, 0, 100, 1), Usd = 0.05m, Told = true };

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    private bool Mount()
    {
        Directory.CreateDirectory(folder.At("small"));
        try
        {
            return Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.At("small")) == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program.
            return false;
        }
    }

    /// <summary>To the last block.</summary>
    private void Fill()
    {
        using var filler = File.Open(folder.At("small/filler"), FileMode.Append);
        try
        {
            while (true)
            {
                filler.Write(new byte[4096]);
                filler.Flush(flushToDisk: true);
            }
        }
        catch (IOException)
        {
            // Full.
            return;
        }
    }
}
