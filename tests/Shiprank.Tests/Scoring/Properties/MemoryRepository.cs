using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>One commit that the repository made.</summary>
internal sealed record MemoryCommit(string Sha, MemoryTree? Before, MemoryTree After, string Title, DateTimeOffset At);

/// <summary>A repository in memory: what git would tell of it, at a thousandth of the time.</summary>
internal sealed class MemoryRepository(string name)
{
    public static readonly TextHasher Hasher = new(7, 11);
    private static readonly MessageReader Messages = new(Hasher, "[A-Z]+-[0-9]+");

    private readonly List<Commit> commits = [];
    private readonly List<string> line = [];
    private readonly List<GitTag> tags = [];
    private readonly Dictionary<string, MemoryCommit> made = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public MemoryTree Head { get; private set; } = new();

    /// <summary>Commits of the default branch's first-parent line, oldest first.</summary>
    public IReadOnlyList<MemoryCommit> Line => [.. line.Select(s => made[s])];

    public RepositoryHistory History => new() { Repository = Name, Commits = commits, FirstParents = line, Tags = tags };

    public static ulong Title(string title) => Messages.Title(title);

    public MemoryCommit Commit(string author, DateTimeOffset at, string message, Action<MemoryTree> edit, string? committer = null)
    {
        var tree = Head.Copy();
        edit(tree);
        var commit = Record(author, committer ?? author, at, message, line.Count > 0 ? [line[^1]] : [], line.Count > 0 ? Head : null, tree);
        line.Add(commit.Sha);
        Head = tree;
        return commit;
    }

    /// <summary>A branch off the head with these commits, merged by a merge commit.</summary>
    /// <param name="edit">What the merge itself changes besides.</param>
    public MemoryCommit Merge(string author, DateTimeOffset at, string message, IReadOnlyList<(string Author, string Message, Action<MemoryTree> Edit)> branch, Action<MemoryTree>? edit = null)
    {
        var (tip, tree) = (line[^1], Head);
        for (var i = 0; i < branch.Count; i++)
        {
            var next = tree.Copy();
            branch[i].Edit(next);
            tip = Record(branch[i].Author, branch[i].Author, at.AddMinutes(i - branch.Count), branch[i].Message, [tip], tree, next).Sha;
            tree = next;
        }

        tree = tree.Copy();
        edit?.Invoke(tree);
        var merge = Record(author, author, at, message, [line[^1], tip], Head, tree);
        line.Add(merge.Sha);
        Head = tree;
        return merge;
    }

    /// <summary>Forgets the last changes, as a push by force does; the first change stays.</summary>
    public void Rewind(int changes)
    {
        var kept = Math.Max(1, line.Count - changes);
        line.RemoveRange(kept, line.Count - kept);
        var last = commits.FindIndex(c => c.Sha == line[^1]);
        commits.RemoveRange(last + 1, commits.Count - last - 1);
        tags.RemoveAll(t => commits.TrueForAll(c => c.Sha != t.Sha));
        Head = made[line[^1]].After;
    }

    public void Tag(string tag, string sha, DateTimeOffset at) => tags.Add(new(tag, sha, at));

    public CommitPatch Patch(string sha) => LineDiff.Of(sha, made[sha].Before, made[sha].After, l => Hasher.Line(Encoding.UTF8.GetBytes(l)));

    /// <summary>Reads the patches of several repositories as a score wants them.</summary>
    public static PatchReader Reader(IEnumerable<MemoryRepository> repositories)
    {
        var byName = repositories.ToDictionary(r => r.Name, StringComparer.Ordinal);
        return (name, wanted) => wanted.Select(w => byName[name].Patch(w.Sha));
    }

    private MemoryCommit Record(string author, string committer, DateTimeOffset at, string message, IReadOnlyList<string> parents, MemoryTree? before, MemoryTree after)
    {
        var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Name} {made.Count} {message}")))[..40];
        commits.Add(new(sha, parents, Identity(author), at, Identity(committer), at, Messages.Read(message)));
        return made[sha] = new(sha, before, after, message.Split('\n')[0], at);
    }

    private static GitIdentity Identity(string person) => People.Identity(person);
}
