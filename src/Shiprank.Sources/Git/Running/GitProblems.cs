using Shiprank.Core;

namespace Shiprank.Sources.Git.Running;

/// <summary>What git's last words mean and what to do about it.</summary>
internal static class GitProblems
{
    public const string Damaged = "check it with `git fsck`, then clone it again";
    public const string Missing = "the clone lacks file contents: run `git fetch --refetch --no-filter` in it, or clone it without --filter";
    public const string Ended = "check it with `git fsck`; if nobody can mend it, take it out of the organisation file";
    private const string TooNew = "use a newer git";
    private const string Configured = "mend its configuration: `git config --local --list --show-origin` in it shows where";

    private static readonly string[] TooNewWords = ["unknown repository extension", "expected git repo version", "unknown repository storage"];
    private static readonly string[] ConfigurationWords = ["bad config", "bad numeric config", "bad boolean config", "config line", "include depth"];

    private static readonly string[] DamageWords =
    [
        "corrupt", "object", "inflate", "missing", "unable to parse", "could not read", "failed to traverse", "bad tree", "tree entry", "empty filename", "malformed",
        "shallow", "gitfile", "bad revision", "unexpected end", "not a commit", "not a tree",
    ];

    public static Problem Of(string where, int exitCode, string said)
    {
        var last = said.Split('\n').LastOrDefault(l => l.StartsWith("fatal:", StringComparison.Ordinal)) ?? said.Split('\n')[^1];
        if (exitCode > 128 && !last.StartsWith("fatal:", StringComparison.Ordinal)) return new(where, 0, $"git was stopped or crashed (exit code {exitCode})", $"run the sync again; if it happens again, {Damaged}");
        if (last.Length == 0) return new(where, 0, $"git was stopped (exit code {exitCode})", "run the sync again");
        var reason = $"git failed (exit code {exitCode}): {Shortened(last)}";
        if (Says("not a git repository")) return new(where, 0, "this is not a git repository", "correct its path, or clone the repository there");
        if (TooNewWords.Any(Says)) return new(where, 0, reason, TooNew);
        if (ConfigurationWords.Any(Says)) return new(where, 0, reason, Configured);
        if (Says("promisor") || Says("unable to read")) return new(where, 0, reason, Says("corrupt") ? Damaged : Missing);
        if (DamageWords.Any(Says)) return new(where, 0, reason, Damaged);
        return new(where, 0, reason, Ended);

        bool Says(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private static string Shortened(string line) => line.Length <= 400 ? line : $"{line[..300]} … {line[^80..]}";
}
