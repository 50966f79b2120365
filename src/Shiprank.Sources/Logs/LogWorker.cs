using System.Text.Json;
using System.Text.Unicode;

namespace Shiprank.Sources.Logs;

/// <summary>Reads the fields of one line; the line begins with <c>{</c> and ends with <c>}</c>. Faults go to the <see cref="FieldReader"/>.</summary>
internal delegate void RecordReader(ReadOnlySpan<byte> record);

/// <summary>What reading one file came to.</summary>
internal sealed record FileOutcome(string Path)
{
    public long Bytes { get; set; }

    public long Lines { get; set; }

    public List<(long Line, string Reason)> Skipped { get; } = [];
}

/// <summary>The tools of one reading thread: a line buffer, interned texts, a field reader.</summary>
internal sealed class LogWorker(long now) : IDisposable
{
    private readonly LineReader lines = new();

    public Interner Texts { get; } = new();

    public FieldReader Fields => field ??= new FieldReader(Texts, now);

    public long Line => lines.Number;

    /// <summary>
    /// Hands every line that looks like a JSON object to <paramref name="read"/>. A damaged line is an entry of the outcome, but not when it is the
    /// last one and unfinished: its writer is still at it.
    /// </summary>
    public FileOutcome ReadLines(LogFile file, RecordReader read, CancellationToken cancel)
    {
        var outcome = new FileOutcome(file.Path);
        try
        {
            lines.Open(file.Path);
            while (lines.Next(out var line))
            {
                if ((lines.Number & 1023) == 0) cancel.ThrowIfCancellationRequested();
                if (Damage(line.Trim(" \t\r"u8), read) is { } reason) outcome.Skipped.Add((lines.Number, reason));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            outcome.Skipped.Add((0, $"file can't be read: {e.Message}"));
        }
        finally
        {
            (outcome.Bytes, outcome.Lines) = (lines.Bytes, lines.Number);
            lines.Close();
        }

        return outcome;
    }

    /// <summary>Refuses text that is not UTF-8; called for the records that count.</summary>
    public bool IsText(ReadOnlySpan<byte> record)
    {
        if (Utf8.IsValid(record)) return true;
        Fields.Refuse("not valid UTF-8");
        return false;
    }

    public void Dispose() => lines.Dispose();

    private string? Damage(ReadOnlySpan<byte> line, RecordReader read)
    {
        if (line.IsEmpty) return null;
        if (line[0] != '{') return lines.Terminated ? "not a JSON object" : null;
        if (line[^1] != '}') return lines.Terminated ? "truncated" : null;
        Fields.Begin();
        try
        {
            read(line);
        }
        catch (JsonException)
        {
            return lines.Terminated ? "not valid JSON" : null;
        }

        return Fields.Fault;
    }
}
