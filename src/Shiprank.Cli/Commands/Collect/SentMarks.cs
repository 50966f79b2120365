using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Cli.Commands.Collect;

/// <summary>Which pieces a server has taken: a line with a hash for each. Without the file everything is sent again, and known there.</summary>
internal sealed class SentMarks(string file, HashSet<string> known)
{
    /// <param name="server">Where the pieces go; each server has its own file.</param>
    public static SentMarks Of(string dataFolder, string server, string home)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{server}\n{home}")))[..16];
        var file = Path.Combine(dataFolder, "collected", name);
        return new(file, File.Exists(file) ? File.ReadAllLines(file).ToHashSet(StringComparer.Ordinal) : new(StringComparer.Ordinal));
    }

    public bool Has(byte[] piece) => known.Contains(Hash(piece));

    public void Add(byte[] piece)
    {
        known.Add(Hash(piece));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.AppendAllText(file, Hash(piece) + "\n");
    }

    private static string Hash(byte[] piece) => Convert.ToHexStringLower(SHA256.HashData(piece));
}
