using System.Diagnostics;

namespace Shiprank.Tests.EndToEnd;

/// <summary>The program itself as a process of its own, as it stands beside the tests.</summary>
internal static class RealProcess
{
    public static Process Start(string home, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "shiprank.dll"), .. arguments])
        {
            UseShellExecute = false,
            WorkingDirectory = home,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HOME"] = home;
        return Process.Start(start)!;
    }

    public static (int Code, string Out, string Error) Run(string home, params string[] arguments)
    {
        using var process = Start(home, arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, error.Result);
    }
}
