namespace Shiprank.Cli.Commands.Connect;

/// <summary>How a client starts this very program: by its absolute path, since what a client's hooks find on their path is anybody's.</summary>
internal static class OwnProgram
{
    /// <summary>Words of the command; a program that dotnet runs is two.</summary>
    public static IReadOnlyList<string> Words { get; } =
        Environment.ProcessPath is { } path && !Path.GetFileNameWithoutExtension(path).Equals("dotnet", StringComparison.OrdinalIgnoreCase) ? [path] : ["dotnet", Path.Combine(AppContext.BaseDirectory, "shiprank.dll")];

    /// <summary>For a shell.</summary>
    public static string Command(IReadOnlyList<string> program, params IEnumerable<string> more) => string.Join(' ', program.Concat(more).Select(Quoted));

    private static string Quoted(string word) =>
        word.All(c => char.IsAsciiLetterOrDigit(c) || "/._-+:@".Contains(c, StringComparison.Ordinal)) ? word
        : OperatingSystem.IsWindows() ? $"\"{word}\""
        : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
