using Shiprank.Engine.Demo.Code;

namespace Shiprank.Engine.Demo.History;

/// <summary>What an agent wrote into a file, as its log has it.</summary>
/// <param name="Hunks">Number of the first line in the file, and the lines: top to bottom.</param>
internal sealed record WrittenFile(string Path, IReadOnlyList<(int First, IReadOnlyList<string> Lines)> Hunks);

/// <summary>
/// From the functions that were committed back to what the agent had written: some are a person's own, and a line here and there was changed
/// by hand before the commit, so that a log and a commit agree as far as they do in life.
/// </summary>
internal static class Drafts
{
    private const int OwnPercent = 12;
    private const int ChangedPercent = 6;

    /// <param name="added">The committed functions; the files stand as in the commit.</param>
    /// <param name="byAgent">Those of them that are the agent's, where a record says so; null: chance tells.</param>
    public static IReadOnlyList<WrittenFile> Of(IEnumerable<(SourceFile File, Block Block)> added, IReadOnlySet<Block>? byAgent, Chance chance)
    {
        var files = new List<WrittenFile>();
        foreach (var file in added.GroupBy(a => a.File).OrderBy(g => g.Key.Path, StringComparer.Ordinal))
        {
            var hunks = file.Where(a => byAgent?.Contains(a.Block) ?? !chance.Percent(OwnPercent))
                .Select(a => (file.Key.Range(a.Block).First, Draft(a.Block, chance)))
                .OrderBy(h => h.First).ToList();
            if (hunks.Count > 0) files.Add(new(file.Key.Path, hunks));
        }

        return files;
    }

    private static IReadOnlyList<string> Draft(Block block, Chance chance) => [.. block.Lines.Select(l => chance.Percent(ChangedPercent) ? Before(l) : l)];

    /// <summary>The line before a person changed it: other numbers, or without any another end.</summary>
    private static string Before(string line) =>
        line.Any(char.IsAsciiDigit) ? string.Concat(line.Select(c => char.IsAsciiDigit(c) ? (char)('0' + ('9' - c)) : c)) : line + " // draft";
}
