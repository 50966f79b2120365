using System.ComponentModel;
using System.Diagnostics;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Cli.Commands.Doctor;

/// <summary>git on the path, new enough for the way its history is read.</summary>
internal static class GitCheck
{
    private static readonly Version needed = new(2, 31);

    public static Check Run()
    {
        if (GitProgram.Find() is not { } program) return Missing();
        try
        {
            using var git = Process.Start(new ProcessStartInfo(program, ["--version"]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
            var said = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return Judge(said);
        }
        catch (Win32Exception)
        {
            return Missing();
        }
    }

    private static Check Missing() => Check.Fail("git", "not found", "install git and put it on the PATH");

    /// <param name="said"><c>git version 2.39.5 (Apple Git-154)</c></param>
    internal static Check Judge(string said)
    {
        var words = said.Split(' ');
        var number = words.Length > 2 ? string.Join('.', words[2].Split('.').TakeWhile(p => p.All(char.IsAsciiDigit)).Take(3)) : "";
        if (!Version.TryParse(number, out var version)) return Check.Warn("git", $"\"{said}\" names no version", $"use git {needed} or later");
        return version >= needed ? Check.Ok("git", version.ToString()) : Check.Fail("git", $"{version} is too old", $"install git {needed} or later");
    }
}
