using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.AgentTrace;
using Shiprank.Sources.Git.Checkpoints;
using Shiprank.Sources.Git.Notes;
using Shiprank.Sources.Git.Patches;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Histories;

/// <summary>Puts a <see cref="GitHistory"/> together: tips, commits, first-parent line, tags, notes, patch-ids.</summary>
internal sealed class HistoryReader(GitPlace place, GitRepository repository, Func<string, MessageFacts> messages, CancellationToken ct)
{
    private readonly List<Problem> warnings = [];

    public Result<GitHistory> Read(IEnumerable<string> deployed)
    {
        warnings.AddRange(CloneWarnings.Of(place, repository, toTheEnd: true, ct));
        var replacements = Replacements.Read(place, ct);
        if (!replacements.Succeeded) return replacements.Problem;
        warnings.AddRange(replacements.Value.Warnings);
        var tags = TagReader.Read(place, ct);
        if (!tags.Succeeded) return tags.Problem;
        var deployments = Deployments([.. deployed.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)]);
        if (!deployments.Succeeded) return deployments.Problem;
        string[] others = [.. tags.Value.Select(t => t.Sha).Concat(deployments.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

        var read = CommitReader.Read(place, repository.Head, others, messages, ct);
        if (!read.Succeeded) return read.Problem;
        var index = new CommitIndex(read.Value);
        var line = index.FirstParents(repository.Head);
        var notes = NoteReader.Read(place, index.Contains, warnings, ct);
        if (!notes.Succeeded) return notes.Problem;
        var checkpoints = CheckpointReader.Read(place, _ => true, warnings, ct);
        if (!checkpoints.Succeeded) return checkpoints.Problem;
        var traced = TraceReader.Join(place, repository, read.Value, notes.Value, warnings, ct);
        if (!traced.Succeeded) return traced.Problem;
        var ids = PatchIdReader.Read(place, index.OffBranch(repository.Head), [.. line.Select(sha => index[sha])], ct);
        if (!ids.Succeeded) return ids.Problem;
        var history = new RepositoryHistory
        {
            Repository = repository.Name,
            Commits = traced.Value.Commits,
            FirstParents = line,
            Tags = [.. tags.Value.Select(t => new GitTag(t.Name, t.Sha, t.TaggedAt ?? index[t.Sha].CommittedAt))],
            LineRecords = traced.Value.Records,
            Checkpoints = checkpoints.Value,
            PatchIds = ids.Value,
            Replacements = replacements.Value.Digest,
        };
        return new GitHistory(history, warnings);
    }

    private Result<List<string>> Deployments(IReadOnlyList<string> shas)
    {
        string[] names = [.. shas.Where(s => s.Length >= 7 && s.All(char.IsAsciiHexDigit))];
        var resolved = ObjectNames.Commits(place, names, ct);
        if (!resolved.Succeeded) return resolved.Problem;
        var found = names.Zip(resolved.Value).Where(p => p.Second is not null).ToDictionary(p => p.First, p => p.Second!, StringComparer.Ordinal);
        foreach (var sha in shas.Where(s => !found.ContainsKey(s)))
        {
            warnings.Add(new(place.Path, 0, $"the deployed commit {sha} is not in the clone", "run `git fetch --all --tags` in it"));
        }

        return found.Values.ToList();
    }
}
