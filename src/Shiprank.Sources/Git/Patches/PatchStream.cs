using System.Diagnostics.CodeAnalysis;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Attributes;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Patches;

/// <summary>
/// Patches of the requested commits, in the order of the requests, one at a time. When <see cref="TryRead"/> returns false, <see cref="Problem"/> says whether
/// that is the end of the requests (null) or git could not go on: a missing blob, a damaged object, a killed process.
/// </summary>
/// <remarks>
/// Traits are judged by the <c>.gitattributes</c> files of the commit's own tree, for old paths too; only binary, link and submodule of an old path are those of
/// the old content.
/// </remarks>
public sealed class PatchStream : IDisposable
{
    private static readonly string[] Arguments =
    [
        "diff-tree", "--stdin", "--always", "-r", "--root", "-p", "-U0", "-M", "-l1000", "--inter-hunk-context=0",
        "--diff-algorithm=myers", "--indent-heuristic", "--full-index", "--src-prefix=a/", "--dst-prefix=b/", "--no-relative", "-O/dev/null",
        "--submodule=short", "--ignore-submodules=none", "--no-color", "--no-ext-diff", "--no-textconv",
    ];

    private readonly IReadOnlyList<PatchRequest> requests;
    private readonly CancellationToken ct;
    private readonly GitPlace place;
    private readonly GitProcess? git;
    private readonly ByteScanner? scanner;
    private readonly PatchParser? parser;
    private readonly AttributeHistory? attributes;
    private int next;

    internal PatchStream(GitPlace place, IReadOnlyList<PatchRequest> requests, TextHasher hasher, CancellationToken ct)
    {
        (this.place, this.requests, this.ct) = (place, requests, ct);
        var started = place.Start(Arguments, requests.Select(r => r.Parent is null ? r.Sha : $"{r.Sha} {r.Parent}"), ct);
        if (!started.Succeeded)
        {
            Problem = started.Problem;
            return;
        }

        git = started.Value;
        scanner = new ByteScanner(git.InBulk());
        parser = new PatchParser(scanner, hasher);
        attributes = new AttributeHistory(place, ct);
    }

    /// <summary>Why the stream ended before the last request; null while it goes on and when all were read.</summary>
    public Problem? Problem { get; private set; }

    internal int ProcessId => git?.Id ?? 0;

    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public bool TryRead([NotNullWhen(true)] out CommitPatch? patch)
    {
        ct.ThrowIfCancellationRequested();
        patch = null;
        if (Problem is not null || parser is null) return false;
        if (next == requests.Count)
        {
            Problem = git!.Finish();
            return false;
        }

        patch = Next();
        ct.ThrowIfCancellationRequested();
        return patch is not null;
    }

    public void Dispose()
    {
        git?.Dispose();
        scanner?.Dispose();
        attributes?.Dispose();
    }

    private CommitPatch? Next()
    {
        var request = requests[next];
        try
        {
            if (!parser!.TryRead(out var sha, out var files))
            {
                Problem = git!.Finish() ?? new Problem(place.Path, 0, $"git ended before commit {request.Sha}");
                return null;
            }

            if (!string.Equals(sha, request.Sha, StringComparison.Ordinal))
            {
                Problem = new Problem(place.Path, 0, $"commit {request.Sha} can't be read", "check the clone with `git fsck`, run `git fetch --refetch`, or clone it again");
                return null;
            }

            // git prints a patch file by file and may die within one: what follows it must be there, or git must have ended well.
            if (!scanner!.TryPeek(out _) && git!.Finish() is { } problem)
            {
                Problem = problem;
                return null;
            }

            var judged = attributes!.Judge(request, files);
            if (!judged.Succeeded)
            {
                Problem = judged.Problem;
                return null;
            }

            next++;
            return new CommitPatch(sha, judged.Value);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            var reason = scanner!.TryPeek(out _) ? null : git!.Finish();
            Problem = reason ?? new Problem(place.Path, 0, $"the patch of commit {request.Sha} can't be read: {e.Message}", GitProblems.Ended);
            return null;
        }
    }
}
