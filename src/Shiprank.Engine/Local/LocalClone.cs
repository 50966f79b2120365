using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Engine.Local;

/// <summary>What was read of the clone, before it is known what the sessions on this machine have to do with it.</summary>
public sealed class LocalClone
{
    /// <summary>Nothing is stored, so the hashes of one run need no key of their own.</summary>
    public static readonly TextHasher Hasher = new(1, 2);

    private static readonly MessageReader messages = new(Hasher, new Core.Organisation.OrganisationFile().Tickets);

    private const int MostBranchCommits = 30;

    private LocalClone(LocalQuestion question) => Question = question;

    public LocalQuestion Question { get; }

    /// <summary>Name of the clone's folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Question.Root)) is { Length: > 0 } name ? name : Question.Root;

    /// <summary>Null when the clone could not be opened; <see cref="Problems"/> tells why, or it has no commit yet.</summary>
    public GitRepository? Git { get; private set; }

    /// <summary>True for a repository without any commit: nothing is missing, there is nothing yet.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Null when it could not be read.</summary>
    public RepositoryHistory? History { get; private set; }

    /// <summary>True when there is more before the oldest change that was read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Patches by sha, without those of the branch commits of very large merges, whose lines nobody can tell apart then; null when not all of them could be read, then nothing can be judged.</summary>
    public IReadOnlyDictionary<string, CommitPatch>? Patches { get; private set; }

    /// <summary>What could not be read or must be known to read the answer right.</summary>
    public List<Problem> Problems { get; } = [];

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static LocalClone Read(LocalQuestion question, CancellationToken cancel)
    {
        var clone = new LocalClone(question);
        var opened = GitRepository.OpenDefault(question.Root, clone.Name);
        if (opened.Succeeded)
        {
            clone.Git = opened.Value;
            clone.ReadHistory(opened.Value, cancel);
        }
        else if (opened.Problem.Reason == GitRepository.NoCommits)
        {
            clone.IsEmpty = true;
        }
        else
        {
            clone.Problems.Add(opened.Problem);
        }

        return clone;
    }

    private void ReadHistory(GitRepository git, CancellationToken cancel)
    {
        var read = git.ReadTail(messages.Read, Question.Tail, cancel);
        if (!read.Succeeded)
        {
            Problems.Add(read.Problem);
            return;
        }

        Problems.AddRange(read.Value.Warnings);
        (History, IsCut) = (read.Value.History, read.Value.IsCut);
        var patches = new Dictionary<string, CommitPatch>(StringComparer.Ordinal);
        using var stream = git.ReadPatches(Requests(CommitGraph.Of(History, Question.AsOf)), Hasher, cancel);
        while (stream.TryRead(out var patch)) patches[patch.Sha] = patch;
        if (stream.Problem is { } problem) Problems.Add(problem);
        else Patches = patches;
    }

    /// <summary>The changes and their branch commits, save those of a merge of very many (a release branch that comes back).</summary>
    private static IEnumerable<PatchRequest> Requests(CommitGraph graph)
    {
        foreach (var change in ChangeList.Of(graph, []).All)
        {
            if (change.BranchCommits.Count <= MostBranchCommits)
            {
                foreach (var commit in change.BranchCommits) yield return Request(graph, commit);
            }

            yield return Request(graph, change.Commit);
        }
    }

    private static PatchRequest Request(CommitGraph graph, int commit) => new(graph.Commits[commit].Sha, graph.Commits[commit].Parents is [var parent, ..] ? parent : null);
}
