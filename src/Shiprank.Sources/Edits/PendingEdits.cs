using System.Text;

namespace Shiprank.Sources.Edits;

/// <summary>Edit calls of one transcript that no result has answered yet. A transcript that leaves many unanswered loses the oldest.</summary>
internal sealed class PendingEdits
{
    private const int Most = 64;
    private readonly List<(string Id, byte[] Utf8, IReadOnlyList<FileEdit> Files)> calls = [];

    public int Count => calls.Count;

    public void Add(string id, IReadOnlyList<FileEdit> files)
    {
        if (id.Length == 0) return;
        Take(id);
        if (calls.Count == Most) calls.RemoveAt(0);
        calls.Add((id, Encoding.UTF8.GetBytes(id), files));
    }

    /// <summary>Whether the line names a call that waits, as far as its bytes tell.</summary>
    public bool Mentions(ReadOnlySpan<byte> line)
    {
        foreach (var (_, utf8, _) in calls)
        {
            if (line.IndexOf(utf8) >= 0) return true;
        }

        return false;
    }

    /// <summary>What the call would do, which waits no longer; null for one that does not wait.</summary>
    public IReadOnlyList<FileEdit>? Take(string id)
    {
        var at = calls.FindIndex(c => c.Id == id);
        if (at < 0) return null;
        var files = calls[at].Files;
        calls.RemoveAt(at);
        return files;
    }
}
