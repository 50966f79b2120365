using Shiprank.Core;

namespace Shiprank.Sources.Git;

/// <summary>What git's last words mean and what to do about it.</summary>
internal static class GitProblems
{
    public const string Damaged = "check it with `git fsck`, then clone it again";
    public const string Missing = "the clone lacks file contents: run `git fetch --refetch --no-filter` in it, or clone it without --filter";

    public static Problem Of(string where, int exitCode, string said)
    {
        var last = said.Split('\n').LastOrDefault(l => l.StartsWith("fatal:", StringComparison.Ordinal)) ?? said.Split('\n')[^1];
        if (last.Length == 0) return new(where, 0, $"git was stopped (exit code {exitCode})", "run the sync again");
        var reason = $"git failed (exit code {exitCode}): {last}";
        if (Says("promisor") || Says("unable to read")) return new(where, 0, reason, Says("corrupt") ? Damaged : Missing);
        if (Says("corrupt") || Says("loose object") || Says("bad object") || Says("inflate") || Says("packed object") || Says("missing")) return new(where, 0, reason, Damaged);
        if (Says("not a git repository")) return new(where, 0, "this is not a git repository", "correct its path, or clone the repository there");
        return new(where, 0, reason);

        bool Says(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
    }
}
