using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;
using Shiprank.Sources.Git.Running;

namespace Shiprank.Sources.Git.Histories;

/// <summary>
/// What this clone alone puts in the place of objects (<c>refs/replace</c>) and of parents (<c>info/grafts</c>). Both are honoured, as git does, and said:
/// another clone of the same repository gives other figures.
/// </summary>
/// <param name="Digest">Of all that is replaced, and by what; 0 when nothing is. Patches that were read under another digest are not to be trusted.</param>
internal sealed record Replacements(ulong Digest, IReadOnlyList<Problem> Warnings)
{
    public static Result<Replacements> Read(GitPlace place, CancellationToken ct)
    {
        var refs = place.Ask(["for-each-ref", "--format=%(refname) %(objectname)", "refs/replace/"], ct);
        if (!refs.Succeeded) return refs.Problem;
        var grafts = Grafts(place, ct);
        if (!grafts.Succeeded) return grafts.Problem;
        var warnings = new List<Problem>();
        if (refs.Value.Length > 0)
        {
            var count = refs.Value.AsSpan().Count('\n').ToString("#,##0", CultureInfo.InvariantCulture);
            warnings.Add(new(place.Path, 0, $"{count} objects are replaced in this clone (refs/replace): what stands for them is read", "remove what you don't want with `git replace -d`; `git replace -l` lists them"));
        }

        if (grafts.Value.Length > 0) warnings.Add(new(place.Path, 0, "commits have other parents in this clone (info/grafts)", "remove the file, or say it with `git replace --convert-graft-file`"));
        if (warnings.Count == 0) return new Replacements(0, warnings);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{refs.Value}\n{grafts.Value}"));
        return new Replacements(BinaryPrimitives.ReadUInt64LittleEndian(hash), warnings);
    }

    /// <summary>Lines of the file that are no comments; empty when there is none.</summary>
    private static Result<string> Grafts(GitPlace place, CancellationToken ct)
    {
        var asked = place.Ask(["rev-parse", "--git-path", "info/grafts"], ct);
        if (!asked.Succeeded) return asked.Problem;
        var file = new FileInfo(Path.Combine(place.GitDir, asked.Value[..^1]));
        if (!file.Exists) return "";
        try
        {
            return string.Join('\n', File.ReadLines(file.FullName).Where(l => l.Length > 0 && l[0] != '#'));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(file.FullName, 0, $"can't be read: {e.Message}", "remove the file or give Shiprank's user access to it");
        }
    }
}
