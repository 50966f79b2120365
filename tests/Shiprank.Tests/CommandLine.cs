using System.Diagnostics;

namespace Shiprank.Tests;

internal sealed record CommandResult(int ExitCode, string Output, string Errors);

/// <summary>Runs <c>shiprank</c> as built beside the tests, in a process of its own with an empty home, without colours and 100 columns wide.</summary>
internal static class CommandLine
{
    public static CommandResult Run(string folder, string home, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "shiprank.dll"), .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in new[] { ("HOME", home), ("USERPROFILE", home), ("XDG_DATA_HOME", home), ("NO_COLOR", "1"), ("COLUMNS", "100"), ("TZ", "UTC") }) start.Environment[key] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("shiprank did not start");
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new(process.ExitCode, output, errors.Result);
    }
}
