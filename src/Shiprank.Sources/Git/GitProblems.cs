using Shiprank.Core;

namespace Shiprank.Sources.Git;

/// <summary>What git's last words mean and what to do about it.</summary>
internal static class GitProblems
{
    public const string Damaged = "check it with `git fsck`, then clone it again";
    public const string Missing = "the clone lacks file contents: run `git fetch --refetch --no-filter` in it, or clone it without --filter";

    private static readonly string[] DamageWords = ["corrupt", "object", "inflate", "missing", "unable to parse", "could not read", "failed to traverse", "bad tree"];

    public static Problem Of(string where, int exitCode, string said)
    {
        var last = said.Split('\n').LastOrDefault(l => l.StartsWith("fatal:", StringComparison.Ordinal)) ?? said.Split('\n')[^1];
        if (last.Length == 0) return new(where, 0, $"git was stopped (exit code {exitCode})", "run the sync again");
        var reason = $"git failed (exit code {exitCode}): {last}";
        if (Says("not a git repository")) return new(where, 0, "this is not a git repository", "correct its path, or clone the repository there");
        if (Says("promisor") || Says("unable to read")) return new(where, 0, reason, Says("corrupt") ? Damaged : Missing);
        if (DamageWords.Any(Says)) return new(where, 0, reason, Damaged);
        return new(where, 0, reason);

        bool Says(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
    }
}
