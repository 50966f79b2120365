using System.Text.RegularExpressions;
using Shiprank.Core;

namespace Shiprank.Store.DuckDb;

/// <summary>What the engine says when it can't open a file, as a sentence that helps.</summary>
internal static partial class OpenProblem
{
    public static Problem Of(string path, string message)
    {
        if (Holder().Match(message) is { Success: true } holder)
        {
            var program = holder.Groups["program"].Value;
            var name = program.Length > 0 ? $"{Path.GetFileName(program)}, process {holder.Groups["pid"].Value}" : $"process {holder.Groups["pid"].Value}";
            return new(path, 0, $"the data file is in use by another program ({name})", "wait until it has finished or stop it, or use another data folder");
        }

        if (Has(message, "lock") || Has(message, "being used by another process"))
        {
            return new(path, 0, "the data file is in use by another program", "wait until it has finished or stop it, or use another data folder");
        }

        if (Has(message, "version number"))
        {
            return new(path, 0, "the data file was written by a newer DuckDB than this Shiprank's", "update Shiprank, or use another data folder");
        }

        if (Has(message, "not a valid DuckDB database"))
        {
            return new(path, 0, "this file is no Shiprank data", "use another data folder, or move the file away");
        }

        if (Has(message, "permission denied") || Has(message, "read-only file system") || Has(message, "access to the path"))
        {
            return new(path, 0, "no permission to read and write the data file", "give yourself access to the file and its folder, or use another data folder");
        }

        if (Has(message, "cannot open file") || Has(message, "could not find") || Has(message, "already exists"))
        {
            return new(path, 0, $"the data file can't be opened: {FirstLine(message)}", "check that the folder exists and is yours, or use another data folder");
        }

        return new(path, 0, $"the data file is damaged: {FirstLine(message)}", "restore it from a backup, or move it away and run sync again: logs and git are read anew");
    }

    private static bool Has(string message, string part) => message.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string FirstLine(string message) => message.AsSpan().TrimStart().ToString().Split('\n', 2)[0].TrimEnd();

    [GeneratedRegex(@"lock is held in (?<program>.*?) ?\(PID (?<pid>\d+)\)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Holder();
}
