using System.Diagnostics;
using System.Text;

namespace Shiprank.Server.Tests.Hosting;

/// <summary><c>shiprank serve</c> as a process of its own, on a free port of this machine.</summary>
internal sealed class ServedProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource<Uri> listening = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServedProcess(Process process) => this.process = process;

    public HttpClient Client { get; private set; } = new();

    public int Id => process.Id;

    public string Said
    {
        get
        {
            lock (said) return said.ToString();
        }
    }

    public static async Task<ServedProcess> Start(TestFolder folder, string drain = "0", bool sample = false)
    {
        List<string> arguments = ["serve", "--port", "0", "--drain", drain];
        if (sample) arguments.Add("--sample");
        var served = new ServedProcess(Launch(folder, [.. arguments]));
        served.process.ErrorDataReceived += (_, line) => served.Hear(line.Data);
        served.process.OutputDataReceived += (_, line) => served.Hear(line.Data);
        served.process.BeginErrorReadLine();
        served.process.BeginOutputReadLine();
        served.Client = new() { BaseAddress = await served.listening.Task.WaitAsync(TimeSpan.FromMinutes(2)) };
        return served;
    }

    /// <summary>Runs a command beside it to its end.</summary>
    public static (int Code, string Out, string Error) Run(TestFolder folder, params string[] command)
    {
        using var process = Launch(folder, command);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }

    public async Task<Reply> Send(string lines, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/events") { Content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson") };
        request.Headers.Add("Authorization", $"Bearer {RunningServer.Token}");
        request.Headers.Add("Idempotency-Key", key);
        using var response = await Client.SendAsync(request);
        return await Reply.Of(response);
    }

    /// <summary>As <c>kill -9</c> does.</summary>
    public void Kill()
    {
        process.Kill();
        process.WaitForExit();
    }

    /// <returns>The exit code.</returns>
    public int Signal(string name)
    {
        using (var kill = Process.Start("kill", ["-s", name, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)])) kill.WaitForExit();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)), Said);
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited) Kill();
        process.Dispose();
        Client.Dispose();
    }

    private static Process Launch(TestFolder folder, string[] command)
    {
        var start = new ProcessStartInfo(
            Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "shiprank.dll"), .. command, "--config", folder.At("shiprank.yaml"), "--data", folder.At("data")])
        {
            UseShellExecute = false,
            WorkingDirectory = folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = folder.Path;
        start.Environment["CI"] = RunningServer.Token;

        // Neither is listened to: what a machine happens to have set opens no port.
        start.Environment["ASPNETCORE_URLS"] = "http://0.0.0.0:0";
        start.Environment["URLS"] = "http://0.0.0.0:0";
        return Process.Start(start)!;
    }

    private void Hear(string? line)
    {
        if (line is null)
        {
            listening.TrySetException(new InvalidOperationException($"the server ended: {Said}"));
            return;
        }

        lock (said) said.AppendLine(line);
        if (line.StartsWith("shiprank: listening on ", StringComparison.Ordinal)) listening.TrySetResult(new(line["shiprank: listening on ".Length..]));
    }
}
