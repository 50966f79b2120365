using System.Diagnostics;
using System.Globalization;

namespace Shiprank.Bench.Gateway;

/// <summary>A server with a gateway to an upstream, as a process of its own; pinned to a core where <c>taskset</c> is there.</summary>
internal sealed class BenchGateway(Process process, Uri address) : IDisposable
{
    public Uri Address => address;

    public BenchTarget Target => new("shiprank", address, "/gateway/anthropic/v1/messages", []);

    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>Processor time so far: what else the machine does is not in it.</summary>
    public TimeSpan Cpu
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static void Configure(string folder, Uri upstream, decimal cap) => File.WriteAllText(Path.Combine(folder, "shiprank.yaml"), string.Create(CultureInfo.InvariantCulture, $$"""
        organisation: Trial
        caps:
          rules:
            - { name: day, when: any, limit: { usd: {{cap}} }, per: day }
            - { name: run, when: any, limit: { usd: {{cap}} }, per: run }
        gateway:
          providers:
            - { name: anthropic, url: "{{upstream}}" }
        """));

    /// <param name="core">-1: any.</param>
    public static async Task<BenchGateway> Start(string program, string folder, int core = -1)
    {
        string[] arguments = ["serve", "--sample", "--port", "0", "--every", "0", "--config", Path.Combine(folder, "shiprank.yaml"), "--data", Path.Combine(folder, "data")];
        var pinned = core >= 0 && File.Exists("/usr/bin/taskset");
        var start = pinned ? new ProcessStartInfo("/usr/bin/taskset", ["-c", core.ToString(CultureInfo.InvariantCulture), program, .. arguments]) : new ProcessStartInfo(program, arguments);
        (start.WorkingDirectory, start.RedirectStandardError, start.RedirectStandardOutput, start.UseShellExecute) = (folder, true, true, false);
        var process = Process.Start(start)!;
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Hear(object _, DataReceivedEventArgs line)
        {
            if (line.Data?.IndexOf("listening on http://", StringComparison.Ordinal) is >= 0 and var at) listening.TrySetResult(new(line.Data[(at + "listening on ".Length)..].Split(' ')[0].TrimEnd('.', ',')));
            else if (line.Data is { Length: > 0 } said && Environment.GetEnvironmentVariable("SHIPRANK_BENCH_VERBOSE") is not null) Console.Error.WriteLine(said);
        }

        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new(process, await listening.Task.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
    }
}
