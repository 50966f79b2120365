using System.ComponentModel;
using System.Diagnostics;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary>Who git says that the user is.</summary>
internal static class GitUser
{
    /// <returns>Empty: git does not say, or is not there.</returns>
    public static string Email(CommandContext context)
    {
        if (context.Environment.Variable("GIT_AUTHOR_EMAIL") is { } said) return said;
        var start = new ProcessStartInfo("git", ["config", "user.email"]) { WorkingDirectory = context.Environment.WorkingDirectory, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = context.Environment.Home;
        try
        {
            using var git = Process.Start(start)!;
            var email = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 ? email : "";
        }
        catch (Win32Exception)
        {
            // There is no git.
            return "";
        }
    }
}
