using System.Globalization;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Histories;

/// <summary>All commits of a set of tips in one streaming <c>git log</c>, parents before children; messages become facts at once.</summary>
internal static class CommitReader
{
    private const string Format = "tformat:%H%x00%P%x00%aN%x00%aE%x00%at%x00%cN%x00%cE%x00%ct%x00%B";
    private static readonly DateTimeOffset Epoch = DateTimeOffset.UnixEpoch;

    /// <param name="head">Its <c>.mailmap</c> names the people.</param>
    public static Result<IReadOnlyList<Commit>> Read(GitPlace place, string head, IReadOnlyList<string> others, Func<string, MessageFacts> messages, CancellationToken ct)
    {
        var started = place.Start(
            ["-c", $"mailmap.blob={head}:.mailmap", "log", "-z", "--topo-order", "--reverse", "--no-patch", "--no-color", "--encoding=UTF-8", $"--format={Format}", "--stdin"],
            [head, .. others],
            ct);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 18);
        var commits = new List<Commit>();
        var identities = new Dictionary<GitIdentity, GitIdentity>();
        while (scanner.TryRead(0, out var sha))
        {
            commits.Add(ReadOne(Encoding.ASCII.GetString(sha)));
        }

        ct.ThrowIfCancellationRequested();
        if (git.Finish() is { } problem) return problem;
        // git goes on without it, and people would have other names.
        if (git.Said.Contains("unable to read mailmap", StringComparison.Ordinal)) return new Problem(place.Path, 0, "its .mailmap can't be read", GitProblems.Missing);
        return Counted(place, [head, .. others], commits, ct);

        // A broken line of author or committer has no time: the other's stands for it.
        Commit ReadOne(string sha)
        {
            var parents = Text().Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var (author, authored) = (Identity(), GitTime.Parse(Text()));
            var (committer, committed) = (Identity(), GitTime.Parse(Text()));
            return new(sha, parents, author, authored ?? committed ?? Epoch, committer, committed ?? authored ?? Epoch, messages(Text()));
        }

        string Text() => scanner.TryRead(0, out var field) ? Encoding.UTF8.GetString(field) : "";

        // People repeat: one pair of strings each.
        GitIdentity Identity()
        {
            var read = new GitIdentity(Known(Text(), "%aN", "%cN"), Known(Text(), "%aE", "%cE"));
            if (!identities.TryGetValue(read, out var known)) identities.Add(read, known = read);
            return known;
        }
    }

    /// <summary>git leaves the placeholder where the line can't be read.</summary>
    private static string Known(string text, string authors, string committers) => text == authors || text == committers ? "" : text;

    private static Result<IReadOnlyList<Commit>> Counted(GitPlace place, IReadOnlyList<string> tips, List<Commit> commits, CancellationToken ct)
    {
        var counted = place.Ask(["rev-list", "--count", "--stdin"], tips, ct);
        if (!counted.Succeeded) return counted.Problem;
        return int.Parse(counted.Value, NumberStyles.Integer, CultureInfo.InvariantCulture) == commits.Count
            ? commits
            : new Problem(place.Path, 0, $"git listed {commits.Count} of {counted.Value.Trim()} commits", GitProblems.Damaged);
    }
}
