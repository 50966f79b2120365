using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Shiprank.Cli.Commands.Ticket;
using Shiprank.Cli.Serving;

namespace Shiprank.Cli.Commands.Run;

/// <summary>One run: its process with its environment, looked at every second until it ends or is over its cap. Streams and terminal are the command's own.</summary>
internal sealed class CappedRun(CommandContext context, RunRequest request, HeldToken? held)
{
    private static readonly TimeSpan every = TimeSpan.FromSeconds(1);

    /// <summary>A client that was refused shows why, and ends by itself.</summary>
    private static readonly TimeSpan toEnd = TimeSpan.FromSeconds(5);

    /// <summary>What its last calls came to is written down a moment after them.</summary>
    private const int LastLooks = 4;

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <returns>Null: there is no such program.</returns>
    public async Task<RunOutcome?> Go()
    {
        var clock = context.Environment.Clock;
        UnixSignals.AdoptOrphans();
        context.Terminal.Data.Flush();
        var path = context.Environment.Variable("PATH") ?? "";
        using var shim = held is null ? null : CodexShim.Of(held, path);
        var steps = new HookSteps(context.DataFolder, held?.Claims?.Run ?? Marker);
        steps.Begin();
        if (Begin(shim?.Before(path)) is not { } process) return null;
        using (process)
        {
            var began = clock.GetTimestamp();
            var tree = new ProcessTree(process, held?.Claims?.Run ?? Marker, adopts: context.Environment.Signals is not null);
            using var signals = context.Environment.Signals?.Invoke(signal => Pass(process, signal));
            using var watch = held is { Server.Length: > 0 } ? new UseWatch(held) : null;
            var (stop, use) = await Watch(process, watch, steps, () => clock.GetElapsedTime(began));
            if (stop is not null || ended.Task.IsCompleted || !process.HasExited) await tree.End(clock);
            await process.WaitForExitAsync(CancellationToken.None);
            var took = clock.GetElapsedTime(began);

            // What it left behind goes with it: nothing of a run outlives its cap.
            if (tree.Members().Count > 0) await tree.End(clock);
            (stop, use) = await Last(watch, steps, stop, use, process.ExitCode, took);
            await Tell(watch, steps, process.ExitCode, stop is not null);
            return new(process.ExitCode, stop, use, took, held?.Claims);
        }
    }

    /// <summary>Without a token: what tells its processes from others.</summary>
    private string Marker { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <param name="path">Null: as it is.</param>
    private Process? Begin(string? path)
    {
        var words = held is null ? request.Command : ClientArguments.Of(request.Command, held);
        var start = new ProcessStartInfo(words[0], words.Skip(1)) { UseShellExecute = false, WorkingDirectory = context.Environment.WorkingDirectory };
        start.Environment.Clear();
        foreach (var (name, value) in context.Environment.Variables) start.Environment[name] = value;
        if (held is null) start.Environment[ClientVariables.Run] = Marker;
        else foreach (var (name, value) in ClientVariables.Of(held, context.Environment.Variables)) start.Environment[name] = value;
        start.Environment["SHIPRANK_DATA"] = context.DataFolder;
        if (path is not null) start.Environment["PATH"] = path;
        if (request.MaxSteps is { } steps) start.Environment["SHIPRANK_MAX_STEPS"] = steps.ToString(CultureInfo.InvariantCulture);
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            // The caller says so.
            return null;
        }
    }

    private async Task<(RunStop? Stop, UseSeen? Use)> Watch(Process process, UseWatch? watch, HookSteps steps, Func<TimeSpan> took)
    {
        UseSeen? use = null;
        var exit = process.WaitForExitAsync(CancellationToken.None);
        while (true)
        {
            await Task.WhenAny(exit, ended.Task, Task.Delay(every, context.Environment.Clock));
            if (exit.IsCompleted || ended.Task.IsCompleted) return (null, use);
            use = await Seen(watch, steps, use);
            if (RunLimits.Over(request, use, took()) is not { } stop) continue;
            if (use is { Refused: > 0 }) await Task.WhenAny(exit, ended.Task, Task.Delay(toEnd, context.Environment.Clock));
            return (stop, use);
        }
    }

    /// <summary>What the server counted, and what hooks saw here, which the server hears of later.</summary>
    private static async Task<UseSeen?> Seen(UseWatch? watch, HookSteps steps, UseSeen? before)
    {
        var use = watch is null ? before : await watch.Now(CancellationToken.None) ?? before;
        var (seen, refused, last) = steps.Now();
        if (seen == 0 && refused == 0) return use;
        use ??= new(0, 0, 0, 0, 0, 0, "", "");
        use = use with { Steps = Math.Max(use.Steps, seen) };
        return use.Refused > 0 || last is null ? use : use with { Refused = refused, Reason = last.Reason.ToString().ToLowerInvariant(), Rule = last.Rule };
    }

    /// <summary>One that ended in failure may have been refused just before.</summary>
    private async Task<(RunStop?, UseSeen?)> Last(UseWatch? watch, HookSteps steps, RunStop? stop, UseSeen? use, int exitCode, TimeSpan took)
    {
        for (var look = 0; look < LastLooks; look++)
        {
            use = await Seen(watch, steps, use);
            stop ??= use is { Refused: > 0 } ? RunLimits.Over(request, use, took) : null;
            if (stop is not null || exitCode == 0 || watch is null) break;
            await Task.Delay(every / 2, context.Environment.Clock);
        }

        return (stop, use);
    }

    private async Task Tell(UseWatch? watch, HookSteps steps, int exitCode, bool stopped)
    {
        if (held is null) return;
        if (watch is not null)
        {
            var service = held.TokenFile.Length > 0 && TokenFile.Read(held.TokenFile) is { Succeeded: true, Value: var token } ? token : null;
            await watch.Saw(steps.Lines, service);
            await watch.Ended(exitCode, stopped);
            return;
        }

        List<string> line = ["ticket", "end", "--data", context.DataFolder, $"--token={held.Token}", string.Create(CultureInfo.InvariantCulture, $"--exit-code={exitCode}")];
        if (context.ConfigFile is { } config) line.AddRange(["--config", config]);
        if (stopped) line.Add("--stopped");
        CommandLine.Run([.. line], TextWriter.Null, TextWriter.Null, context.Environment, CancellationToken.None);
    }

    /// <summary>
    /// Of a terminal, Ctrl-C reaches the command by itself, which knows what to do with it; without one it is passed on. A wish that this ends, ends all of it.
    /// </summary>
    private void Pass(Process process, PosixSignal signal)
    {
        if (signal != PosixSignal.SIGINT) ended.TrySetResult();
        else if (context.Environment is { OutputColumns: null, ErrorColumns: null } && !OperatingSystem.IsWindows()) UnixSignals.Send(process.Id, UnixSignals.Interrupt);
    }
}
