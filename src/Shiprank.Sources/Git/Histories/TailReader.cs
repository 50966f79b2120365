using System.Text;
using Shiprank.Core;
using Shiprank.Core.Attribution.Checkpoints;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Sources.Git.AgentTrace;
using Shiprank.Sources.Git.Checkpoints;
using Shiprank.Sources.Git.Notes;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Histories;

/// <summary>
/// Reads the newest part of a history: its changes with their branch commits, the releases that may contain them, the notes of these commits.
/// One commit before the oldest change stands for all that is older: lines born there are unknown, and releases of old commits stand at it, so that
/// they contain nothing of the line. Patch-ids are not read: a copy on a release branch is known by its <c>cherry picked from</c> alone.
/// </summary>
internal sealed class TailReader(GitPlace place, GitRepository repository, Func<string, MessageFacts> messages, CancellationToken ct)
{
    private readonly List<Problem> warnings = [];

    public Result<GitHistory> Read(HistoryTail tail)
    {
        var listed = Line(tail);
        if (!listed.Succeeded) return listed.Problem;
        var (line, before) = listed.Value;
        warnings.AddRange(CloneWarnings.Of(place, repository, toTheEnd: before is null, ct));
        if (line.Count == 0) return Empty();
        var replacements = Replacements.Read(place, ct);
        if (!replacements.Succeeded) return replacements.Problem;
        warnings.AddRange(replacements.Value.Warnings);
        var tags = TagReader.Read(place, ct);
        if (!tags.Succeeded) return tags.Problem;
        var releases = tags.Value.Where(t => ReleaseTag.IsRelease(t.Name) && At(t) <= tail.AsOf).ToList();
        var tips = releases.Where(t => At(t) >= line[0].At).Select(t => t.Sha).Where(sha => sha != before?.Sha).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var read = CommitReader.Read(place, line[^1].Sha, [.. tips, .. before?.Parents.Select(p => "^" + p) ?? []], messages, ct);
        if (!read.Succeeded) return read.Problem;
        var index = new CommitIndex(read.Value);
        if (line.Find(c => !index.Contains(c.Sha)) is { } lost) return new Problem(place.Path, 0, $"commit {lost.Sha} can't be read", GitProblems.Damaged);
        var notes = NoteReader.Read(place, index.Contains, warnings, ct);
        if (!notes.Succeeded) return notes.Problem;
        var named = read.Value.SelectMany(c => c.Message.Sessions).Where(m => m.Tool == CheckpointIndex.Mark).Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        var checkpoints = CheckpointReader.Read(place, named.Contains, warnings, ct);
        if (!checkpoints.Succeeded) return checkpoints.Problem;
        var traced = TraceReader.Join(place, repository, read.Value, notes.Value, warnings, ct);
        if (!traced.Succeeded) return traced.Problem;
        return new GitHistory(
            new()
            {
                Repository = repository.Name,
                Commits = traced.Value.Commits,
                FirstParents = [.. line.Select(c => c.Sha)],
                Tags = [.. releases.Select(t => Placed(t, index, before)).OfType<GitTag>()],
                LineRecords = traced.Value.Records,
                Checkpoints = checkpoints.Value,
            },
            warnings)
        { IsCut = before is not null };
    }

    private static DateTimeOffset At(TagEntry tag) => tag.TaggedAt ?? tag.CreatedAt ?? DateTimeOffset.MinValue;

    private static GitTag? Placed(TagEntry tag, CommitIndex index, LineEntry? before) =>
        index.Contains(tag.Sha) ? new(tag.Name, tag.Sha, At(tag))
        : before is not null ? new(tag.Name, before.Sha, At(tag))
        : null;

    private GitHistory Empty() => new(new() { Repository = repository.Name, Commits = [], FirstParents = [] }, warnings);

    /// <summary>The line's changes that the tail takes, oldest first, and the one before them; null when there is none.</summary>
    private Result<(List<LineEntry> Line, LineEntry? Before)> Line(HistoryTail tail)
    {
        var listed = Newest(tail);
        if (!listed.Succeeded) return listed.Problem;
        var newest = listed.Value;
        var taken = newest.Count <= tail.Most ? newest.Count : tail.Most;
        while (taken > tail.Fewest && newest[taken - 1].At < tail.Since) taken--;
        var line = newest[..taken];
        line.Reverse();
        return (line, taken < newest.Count ? newest[taken] : null);
    }

    /// <summary>
    /// The newest changes until as-of and one more, newest first. A change is never earlier than its predecessor: what follows one that is dated later than
    /// as-of is later as well, whatever its own clock said (so git's <c>--until</c>, which asks each commit alone, is of no use).
    /// </summary>
    private Result<List<LineEntry>> Newest(HistoryTail tail)
    {
        var started = place.Start(["log", "--first-parent", "--no-patch", "--no-color", "--format=%H %ct %P", "--end-of-options", repository.Head], feed: null, ct);
        if (!started.Succeeded) return started.Problem;
        using var git = started.Value;
        using var scanner = new ByteScanner(git.Output, 1 << 14);
        var newest = new List<LineEntry>();
        LineEntry? ahead = null;
        while (newest.Count <= tail.Most && scanner.TryReadLine(out var row))
        {
            var entry = LineEntry.Parse(Encoding.ASCII.GetString(row));
            if (entry.At <= tail.AsOf)
            {
                newest.Add(entry);
                continue;
            }

            if (newest.Count > 0) ahead = entry;
            newest.Clear();
        }

        ct.ThrowIfCancellationRequested();
        if (newest.Count <= tail.Most && git.Finish() is { } problem) return problem;
        if (ahead is not null) warnings.Add(Clocks.Ahead(place.Path, ahead.Sha, ahead.At));
        return newest;
    }

    private sealed record LineEntry(string Sha, DateTimeOffset At, string[] Parents)
    {
        public static LineEntry Parse(string row)
        {
            // Without a committer's time there are two blanks in a row.
            var words = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return words is [_, { Length: < 40 } time, ..] ? new(words[0], GitTime.Parse(time) ?? DateTimeOffset.UnixEpoch, words[2..]) : new(words[0], DateTimeOffset.UnixEpoch, words[1..]);
        }
    }
}
