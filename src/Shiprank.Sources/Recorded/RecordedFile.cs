using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Events;

namespace Shiprank.Sources.Recorded;

/// <summary>
/// Reads recorded JSON: one document, JSON Lines, a list of documents, or a list of <c>{"name":"push","examples":[…]}</c>. Each document may
/// be a bare payload or wrapped with its headers (<see cref="RecordedEnvelope"/>). What can't be read is reported with its line; the rest goes on.
/// </summary>
public static class RecordedFile
{
    /// <summary>A forge sends at most 25 MB; an envelope adds little.</summary>
    private const int LongestLine = 32 * 1024 * 1024;

    private const int LargestDocument = 128 * 1024 * 1024;
    private const int Deepest = Core.Delivery.JsonText.Deepest + 4;
    private const int LinesLookedAt = 20;

    public static IEnumerable<RecordedDelivery> Read(string path, IngestReport report, CancellationToken cancel = default)
    {
        using var stream = Open(path, report);
        if (stream is null) yield break;
        var lines = IsLines(stream);
        stream.Position = 0;
        foreach (var delivery in lines ? Lines(stream, path, report, cancel) : Document(stream, path, report, cancel)) yield return delivery;
    }

    private static FileStream? Open(string path, IngestReport report)
    {
        try
        {
            return new(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(path, 0, $"can't be read: {e.Message}");
            return null;
        }
    }

    /// <summary>True when one of the first lines is an object by itself: a document that fills several lines has none.</summary>
    private static bool IsLines(FileStream stream)
    {
        using var lines = new EventLines(stream, LongestLine);
        for (var looked = 0; looked < LinesLookedAt && lines.Next();)
        {
            if (lines.TooLong || lines.Current.Span.Trim(" \t\r"u8).IsEmpty) continue;
            if (looked == 0 && lines.Current.Span.TrimStart(" \t\r"u8).StartsWith("["u8)) return false;
            if (lines.Current.Span[0] == '{' && IsObject(lines.Current.Span)) return true;
            looked++;
        }

        return false;
    }

    private static bool IsObject(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            return reader.Read() && reader.TrySkip() && !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<RecordedDelivery> Lines(FileStream stream, string path, IngestReport report, CancellationToken cancel)
    {
        using var lines = new EventLines(stream, LongestLine);
        while (lines.Next())
        {
            cancel.ThrowIfCancellationRequested();
            if (lines.TooLong) report.Skip(path, lines.Number, $"longer than {LongestLine / (1024 * 1024)} MB");
            else if (!lines.Current.Span.Trim(" \t\r"u8).IsEmpty && Parse(lines.Current, path, lines.Number, report) is { } document)
            {
                using (document) yield return RecordedEnvelope.Open(document.RootElement, lines.Number);
            }
        }

        report.Read(lines.Bytes, lines.Number);
    }

    private static IEnumerable<RecordedDelivery> Document(FileStream stream, string path, IngestReport report, CancellationToken cancel)
    {
        if (stream.Length > LargestDocument)
        {
            report.Skip(path, 0, $"one document of more than {LargestDocument / (1024 * 1024)} MB: split it, or write it as JSON Lines");
            yield break;
        }

        var content = new ArrayBufferWriter<byte>((int)Math.Max(stream.Length, 1));
        for (int read; (read = stream.Read(content.GetSpan(64 * 1024))) > 0; cancel.ThrowIfCancellationRequested()) content.Advance(read);
        var json = content.WrittenMemory;
        if (json.Span.StartsWith("\uFEFF"u8)) json = json[3..];
        var position = new LinePosition(json);
        if (!json.Span.Trim(" \t\r\n"u8).IsEmpty && Parse(json, path, 0, report) is { } document)
        {
            using (document)
            {
                foreach (var (element, name) in Elements(document.RootElement))
                {
                    var delivery = RecordedEnvelope.Open(element, position.Of(JsonMarshal.GetRawUtf8Value(element)));
                    yield return delivery.Event.Length > 0 ? delivery : delivery with { Event = name };
                }
            }
        }

        report.Read(json.Length, position.Last);
    }

    private static IEnumerable<(JsonElement Element, string Name)> Elements(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Array) return [(root, "")];
        return root.EnumerateArray().SelectMany(IEnumerable<(JsonElement, string)> (element) =>
            RecordedEnvelope.Field(element, "examples"u8) is { ValueKind: JsonValueKind.Array } examples && RecordedEnvelope.Text(element, "name"u8) is { } name
                ? examples.EnumerateArray().Select(example => (example, name))
                : [(element, "")]);
    }

    private static JsonDocument? Parse(ReadOnlyMemory<byte> json, string path, long line, IngestReport report)
    {
        try
        {
            return JsonDocument.Parse(json, new() { MaxDepth = Deepest });
        }
        catch (JsonException e)
        {
            report.Skip(path, line > 0 ? line : (e.LineNumber ?? 0) + 1, "not valid JSON, or nested too deep");
            return null;
        }
    }

    /// <summary>Line numbers of parts of one text, asked for in order.</summary>
    private sealed class LinePosition(ReadOnlyMemory<byte> text)
    {
        private int offset;
        private long line = 1;

        public long Last => line + text.Span[offset..].Count((byte)'\n');

        public long Of(ReadOnlySpan<byte> part)
        {
            if (!text.Span.Overlaps(part, out var start) || start < offset) return line;
            line += text.Span[offset..start].Count((byte)'\n');
            offset = start;
            return line;
        }
    }
}
