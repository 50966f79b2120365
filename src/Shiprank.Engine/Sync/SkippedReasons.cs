using System.Text.RegularExpressions;
using Shiprank.Core.Usage;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>What a sync left out, as the log keeps it: by source and reason with a count, never with words of the input.</summary>
internal static partial class SkippedReasons
{
    /// <summary>Reasons of one sync that are kept; the rarer ones are counted with them as others.</summary>
    private const int Most = 40;
    private const string Others = "other reasons";

    public static IEnumerable<KeyValuePair<string, long>> Marks(IEnumerable<string> sources, IReadOnlyList<SkippedInput> skipped)
    {
        var read = sources.Distinct(StringComparer.Ordinal).ToList();
        var counted = skipped.GroupBy(s => (Source: SourceOf(s.File, read), Reason: WithoutWords(s.Reason))).OrderByDescending(g => g.Count()).ThenBy(g => g.Key.Reason, StringComparer.Ordinal).ToList();
        var rare = counted.Skip(Most).GroupBy(g => g.Key.Source).Select(g => SyncRun.SkippedCount(g.Key, Others, g.Sum(r => r.LongCount())));
        return read.Select(SyncRun.ReadCount).Concat(counted.Take(Most).Select(g => SyncRun.SkippedCount(g.Key.Source, g.Key.Reason, g.LongCount()))).Concat(rare);
    }

    /// <summary>The home that a file lies in, or the event file itself; files that belong to neither are together.</summary>
    private static string SourceOf(string file, List<string> sources) =>
        sources.Find(s => file == s || file.StartsWith(s.TrimEnd('/', '\\') + Path.DirectorySeparatorChar, StringComparison.Ordinal)) ?? "";

    /// <summary>What stands in quotes may be somebody's words, and a path is of one file only.</summary>
    private static string WithoutWords(string reason) => Quoted().Replace(reason, "…") is { Length: > 160 } shown ? shown[..160] : Quoted().Replace(reason, "…");

    [GeneratedRegex("\"[^\"]*\"|(?<![A-Za-z])'[^']*'|“[^”]*”")]
    private static partial Regex Quoted();
}
