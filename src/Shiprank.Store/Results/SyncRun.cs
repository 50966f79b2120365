using System.Buffers;
using System.Text;
using System.Text.Json;
using Shiprank.Core;

namespace Shiprank.Store;

/// <summary>One sync: when, by which program (name and version), what it counted, what it could not do.</summary>
public sealed record SyncRun(DateTimeOffset StartedAt, DateTimeOffset FinishedAt, string Program, IReadOnlyDictionary<string, long> Counts, IReadOnlyList<Problem> Problems)
{
    private const string UnreadMark = "unread ";
    private const string ReadMark = "read ";
    private const string SkippedMark = "skipped ";

    /// <summary>Repositories whose history this sync looked for and could not read whole.</summary>
    public IEnumerable<string> Unread => Counts.Keys.Where(k => k.StartsWith(UnreadMark, StringComparison.Ordinal)).Select(k => k[UnreadMark.Length..]);

    /// <summary>The count that says so.</summary>
    public static KeyValuePair<string, long> UnreadCount(string repository) => new(UnreadMark + repository, 1);

    /// <summary>Homes and event files that this sync read, as they are called in the configuration.</summary>
    public IEnumerable<string> Sources => Counts.Keys.Where(k => k.StartsWith(ReadMark, StringComparison.Ordinal)).Select(k => k[ReadMark.Length..]);

    /// <summary>What it left out of such a source, by reason, the most frequent first.</summary>
    public IReadOnlyList<(string Reason, long Count)> SkippedOf(string source)
    {
        var start = SkippedMark + source + "\n";
        return [.. Counts.Where(c => c.Key.StartsWith(start, StringComparison.Ordinal)).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key[start.Length..], c.Value))];
    }

    public static KeyValuePair<string, long> ReadCount(string source) => new(ReadMark + source, 1);

    public static KeyValuePair<string, long> SkippedCount(string source, string reason, long count) => new($"{SkippedMark}{source}\n{reason}", count);

    /// <summary>True for a count that is no figure of the sync but names a repository or a source.</summary>
    public static bool IsMark(string count) =>
        count.StartsWith(UnreadMark, StringComparison.Ordinal) || count.StartsWith(ReadMark, StringComparison.Ordinal) || count.StartsWith(SkippedMark, StringComparison.Ordinal);

    internal string CountsText() => Text(json =>
    {
        json.WriteStartObject();
        foreach (var (name, count) in Counts.OrderBy(c => c.Key, StringComparer.Ordinal)) json.WriteNumber(name, count);
        json.WriteEndObject();
    });

    internal string ProblemsText() => Text(json =>
    {
        json.WriteStartArray();
        foreach (var problem in Problems)
        {
            json.WriteStartObject();
            json.WriteString("where", problem.Where);
            json.WriteNumber("line", problem.Line);
            json.WriteString("reason", problem.Reason);
            json.WriteString("remedy", problem.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    internal static SyncRun Parse(DateTimeOffset startedAt, DateTimeOffset finishedAt, string program, string counts, string problems)
    {
        using var countsJson = JsonDocument.Parse(counts);
        using var problemsJson = JsonDocument.Parse(problems);
        return new(
            startedAt,
            finishedAt,
            program,
            countsJson.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetInt64(), StringComparer.Ordinal),
            [.. problemsJson.RootElement.EnumerateArray().Select(p =>
                new Problem(p.GetProperty("where").GetString()!, p.GetProperty("line").GetInt64(), p.GetProperty("reason").GetString()!, p.GetProperty("remedy").GetString()!))]);
    }

    private static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
