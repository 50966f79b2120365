namespace Shiprank.Sources.Git.Running;

/// <summary>
/// Where git lies on this machine. Started by its bare name, .NET would look into the current folder before <c>PATH</c>: a repository that holds a
/// file called <c>git</c> would run it.
/// </summary>
public static class GitProgram
{
    private static readonly string[] Names = OperatingSystem.IsWindows() ? ["git.exe", "git.cmd"] : ["git"];

    /// <param name="path">The value of <c>PATH</c>; entries that are empty or relative mean the current folder and are left out.</param>
    /// <returns>An absolute path; null when no folder of <c>PATH</c> holds git.</returns>
    public static string? Find(string? path) => (path ?? "").Split(Path.PathSeparator)
        .Where(Path.IsPathFullyQualified)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(IsProgram);

    /// <summary>As <see cref="Find(string?)"/> for this process.</summary>
    public static string? Find() => Find(Environment.GetEnvironmentVariable("PATH"));

    private static bool IsProgram(string file) =>
        File.Exists(file) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0);
}
