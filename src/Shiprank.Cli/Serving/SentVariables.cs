namespace Shiprank.Cli.Serving;

/// <summary>
/// Which environment variables go along with a command line that a server runs: those that say where things are and how output looks, and Shiprank's
/// own. Everything else, like the tokens that the organisation file names, is the server's.
/// </summary>
internal static class SentVariables
{
    /// <summary>Only what the caller has set counts.</summary>
    private static readonly string[] Callers = ["SHIPRANK_DATA", "SHIPRANK_CONFIG", "SHIPRANK_TZ", "NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "LC_ALL", "CI", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "LOCALAPPDATA"];

    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> variables) =>
        variables.Where(v => Callers.Contains(v.Key) || v.Key.StartsWith("SHIPRANK_", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, string> Over(IReadOnlyDictionary<string, string> own, IReadOnlyDictionary<string, string> sent)
    {
        var all = own.Where(v => !Callers.Contains(v.Key)).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, value) in Of(sent)) all[name] = value;
        return all;
    }
}
