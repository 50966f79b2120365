using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Tests.Scenarios;

/// <summary>What a commit of a scenario holds: whole tree (path → bytes), parents and message.</summary>
internal sealed record ScenarioCommit(SortedDictionary<string, byte[]> Files, IReadOnlyList<string> Parents, string Message);

/// <summary>A bare repository whose loose objects are written here: no configuration, hook or clock of the machine can change a sha.</summary>
internal sealed class ScenarioRepository
{
    private readonly string folder;
    private readonly HashSet<string> written = new(StringComparer.Ordinal);

    public ScenarioRepository(string folder, string defaultBranch)
    {
        this.folder = folder;
        DefaultBranch = defaultBranch;
        foreach (var below in new[] { "objects/info", "objects/pack", "refs/heads", "refs/tags" }) Directory.CreateDirectory(Path.Combine(folder, below));
        Write("HEAD", $"ref: refs/heads/{defaultBranch}\n");
        Write("config", "[core]\n\trepositoryformatversion = 0\n\tfilemode = true\n\tbare = true\n");
    }

    public string DefaultBranch { get; }

    public Dictionary<string, ScenarioCommit> Commits { get; } = new(StringComparer.Ordinal);

    /// <summary>Full name of a ref → sha.</summary>
    public SortedDictionary<string, string> Refs { get; } = new(StringComparer.Ordinal);

    /// <summary>Ref of notes → (sha of the commit → note).</summary>
    public Dictionary<string, SortedDictionary<string, byte[]>> Notes { get; } = new(StringComparer.Ordinal);

    public static SortedDictionary<string, byte[]> NewTree(IEnumerable<KeyValuePair<string, byte[]>>? files = null) =>
        new((files ?? []).ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal), StringComparer.Ordinal);

    public string Put(string kind, byte[] body)
    {
        byte[] data = [.. Encoding.ASCII.GetBytes($"{kind} {body.Length}\0"), .. body];
#pragma warning disable CA5350 // Git names its objects by SHA-1.
        var sha = Convert.ToHexStringLower(SHA1.HashData(data));
#pragma warning restore CA5350
        if (!written.Add(sha)) return sha;
        var path = Path.Combine(folder, "objects", sha[..2], sha[2..]);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var zlib = new ZLibStream(File.Create(path), CompressionLevel.Fastest);
        zlib.Write(data);
        return sha;
    }

    public string Commit(SortedDictionary<string, byte[]> files, IReadOnlyList<string> parents, string author, string authorDate, string committer, string date, string message)
    {
        var text = new StringBuilder($"tree {Tree(files)}\n");
        foreach (var parent in parents) text.Append($"parent {parent}\n");
        text.Append($"author {author} {Stamp(authorDate)}\ncommitter {committer} {Stamp(date)}\n\n{message.TrimEnd('\n')}\n");
        var sha = Put("commit", Encoding.UTF8.GetBytes(text.ToString()));
        Commits[sha] = new(NewTree(files), parents, message);
        return sha;
    }

    /// <summary>ISO 8601 with offset as git's "seconds +hhmm".</summary>
    public static string Stamp(string date)
    {
        if (!date.EndsWith('Z') && date.Length > 6 && date[^6] is not ('+' or '-')) throw new FormatException($"date without offset: {date}");
        var at = DateTimeOffset.Parse(date, CultureInfo.InvariantCulture);
        return $"{at.ToUnixTimeSeconds()} {at.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", "", StringComparison.Ordinal)}";
    }

    public void WriteRefs()
    {
        foreach (var (name, sha) in Refs) Write(name, sha + "\n");
    }

    private string Tree(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        var rows = new List<(byte[] SortKey, string Mode, string Name, string Sha)>();
        var below = new SortedDictionary<string, List<KeyValuePair<string, byte[]>>>(StringComparer.Ordinal);
        foreach (var (path, content) in files)
        {
            var slash = path.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
            {
                rows.Add((Encoding.UTF8.GetBytes(path), "100644", path, Put("blob", content)));
                continue;
            }

            if (!below.TryGetValue(path[..slash], out var inside)) below[path[..slash]] = inside = [];
            inside.Add(new(path[(slash + 1)..], content));
        }

        // Git orders a folder as if its name ended in a slash.
        foreach (var (name, inside) in below) rows.Add((Encoding.UTF8.GetBytes(name + "/"), "40000", name, Tree(inside)));
        rows.Sort((a, b) => a.SortKey.AsSpan().SequenceCompareTo(b.SortKey));
        using var body = new MemoryStream();
        foreach (var (_, mode, name, sha) in rows)
        {
            body.Write(Encoding.UTF8.GetBytes($"{mode} {name}\0"));
            body.Write(Convert.FromHexString(sha));
        }

        return Put("tree", body.ToArray());
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
