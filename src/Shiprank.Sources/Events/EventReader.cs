using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.Events;

/// <summary>
/// Reads delivery events as JSON Lines (interfaces.md, section 2). A bad line is left out alone and reported with its number and
/// reason; the others are taken. Titles are hashed line by line: nothing that a person typed leaves this reader.
/// </summary>
public static class EventReader
{
    public const string DefaultSource = "events";

    /// <param name="firstOrder">Order of the first line; later inputs have to go on from there, so that the later line wins.</param>
    public static EventBatch Read(string path, MessageReader messages, IngestReport report, long firstOrder = 0, string source = DefaultSource, CancellationToken cancellation = default)
    {
        try
        {
            using var stream = new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan, BufferSize = 0, Share = FileShare.ReadWrite | FileShare.Delete });
            return Read(stream, path, messages, report, firstOrder, source, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            report.Skip(path, 0, $"can't be read: {e.Message}");
            return EventBatch.Empty;
        }
    }

    /// <param name="name">What the report calls the input.</param>
    public static EventBatch Read(Stream stream, string name, MessageReader messages, IngestReport report, long firstOrder = 0, string source = DefaultSource, CancellationToken cancellation = default)
    {
        List<StoredEvent> events = [];
        using var lines = new EventLines(stream);
        while (lines.Next())
        {
            cancellation.ThrowIfCancellationRequested();
            if (lines.TooLong)
            {
                report.Skip(name, lines.Number, $"longer than {EventLines.Longest / (1024 * 1024)} MB");
                continue;
            }

            if (lines.Current.Span.Trim(" \t\r"u8).IsEmpty) continue;
            var read = EventLine.Read(lines.Current, source, firstOrder + lines.Number, messages);
            if (read.Succeeded) events.Add(read.Value);
            else report.Skip(name, lines.Number, read.Problem.Reason);
        }

        report.Read(lines.Bytes, lines.Number);
        return new(events);
    }
}
