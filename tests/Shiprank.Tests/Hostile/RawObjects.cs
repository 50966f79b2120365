using System.Globalization;
using System.Text;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>Objects that git's own commands refuse to make, written as they are.</summary>
internal static class RawObjects
{
    public const string Ada = "Ada Example <ada@example.com> 1750000000 +0000";

    public static string Add(this TemporaryRepository repository, string type, byte[] content) =>
        repository.Run(content, "hash-object", "-t", type, "-w", "--literally", "--stdin").Trim();

    public static string Blob(this TemporaryRepository repository, string content) => repository.Add("blob", Encoding.UTF8.GetBytes(content));

    /// <summary>A tree of entries in the order given: mode, name in any bytes, object id.</summary>
    public static string Tree(this TemporaryRepository repository, params IEnumerable<(string Mode, byte[] Name, string Id)> entries)
    {
        using var content = new MemoryStream();
        foreach (var (mode, name, id) in entries)
        {
            content.Write(Encoding.ASCII.GetBytes(mode + " "));
            content.Write([.. name, 0]);
            content.Write(Convert.FromHexString(id));
        }

        return repository.Add("tree", content.ToArray());
    }

    public static string Tree(this TemporaryRepository repository, string mode, string name, string id) => repository.Tree((mode, Encoding.UTF8.GetBytes(name), id));

    /// <summary>A commit whose lines of author and committer are whatever one likes.</summary>
    public static string RawCommit(this TemporaryRepository repository, string tree, string? parent, string author = "author " + Ada, string committer = "committer " + Ada, string message = "Change\n", string headers = "") =>
        repository.Add("commit", Encoding.Latin1.GetBytes($"tree {tree}\n{(parent is null ? "" : $"parent {parent}\n")}{author}\n{committer}\n{headers}\n{message}"));

    /// <summary>A commit of the tree at a time, the new head of main.</summary>
    public static string CommitAt(this TemporaryRepository repository, string tree, long at, string? parent)
    {
        var who = string.Create(CultureInfo.InvariantCulture, $"Ada Example <ada@example.com> {at} +0000");
        return repository.Point(repository.RawCommit(tree, parent, "author " + who, "committer " + who));
    }

    public static string Point(this TemporaryRepository repository, string commit, string name = "refs/heads/main")
    {
        repository.Run("update-ref", name, commit);
        return commit;
    }

    /// <summary>Feeds <c>git fast-import</c>.</summary>
    public static void Import(this TemporaryRepository repository, Action<Stream> write)
    {
        using var input = new MemoryStream();
        write(input);
        repository.Run(input.ToArray(), "fast-import", "--quiet", "--force");
    }
}
