using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Data.Sqlite;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Sqlite;

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

/// <summary>The tools of one reading thread: a line buffer, interned texts, a field reader, a hasher of lines that agents wrote.</summary>
internal sealed class LogWorker(long now, TextHasher? hasher) : IDisposable
{
    private const string HalfCharacter = "a text with half of a surrogate pair";
    private readonly LineReader lines = new();

    public Interner Texts { get; } = new();

    public EditLines Edits { get; } = new(hasher);

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
                if (Damage(line.Trim(" \t\r"u8), lines.Terminated, read) is { } reason) outcome.Skipped.Add((lines.Number, reason));
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

    /// <summary>Hands a file that is one JSON object to <paramref name="read"/>; a fault concerns the file as a whole.</summary>
    /// <param name="mark">A file without these bytes holds nothing of interest and is not parsed.</param>
    public FileOutcome ReadDocument(LogFile file, Action<JsonElement> read, CancellationToken cancel, byte[]? mark = null)
    {
        cancel.ThrowIfCancellationRequested();
        var outcome = new FileOutcome(file.Path);
        var buffer = ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(file.Length, 1), Array.MaxLength));
        try
        {
            using var handle = File.OpenHandle(file.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);
            int part;
            while ((part = RandomAccess.Read(handle, buffer.AsSpan((int)outcome.Bytes), outcome.Bytes)) > 0) outcome.Bytes += part;
            var text = buffer.AsMemory(0, (int)outcome.Bytes);
            outcome.Lines = text.Span.Count((byte)'\n') + (text.Span is [.., not (byte)'\n'] ? 1 : 0);
            if (mark is not null && text.Span.IndexOf(mark) < 0) return outcome;
            if (DocumentDamage(text[(text.Span.StartsWith("\uFEFF"u8) ? 3 : 0)..], read) is { } reason) outcome.Skipped.Add((0, reason));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            outcome.Skipped.Add((0, $"file can't be read: {e.Message}"));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return outcome;
    }

    /// <summary>Hands a database to <paramref name="read"/>, with the outcome for its records. Whatever is wrong with the file is an entry of the outcome.</summary>
    public static FileOutcome ReadDatabase(LogFile file, Action<SqliteSnapshot, FileOutcome> read)
    {
        var outcome = new FileOutcome(file.Path) { Bytes = file.Length };
        try
        {
            using var database = SqliteSnapshot.Open(file.Path);
            read(database, outcome);
        }
        catch (SqliteException e)
        {
            outcome.Skipped.Add((0, $"database can't be read: {e.Message}{SqliteLibrary.Remedy}"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            outcome.Skipped.Add((0, $"file can't be read: {e.Message}"));
        }

        return outcome;
    }

    /// <summary>Hands one record of a database to <paramref name="read"/>; its number among the records stands for the line.</summary>
    public void ReadRecord(FileOutcome outcome, ReadOnlySpan<byte> record, RecordReader read)
    {
        outcome.Lines++;
        if (Damage(record.Trim(" \t\r\n"u8), complete: true, read) is { } reason) outcome.Skipped.Add((outcome.Lines, reason));
    }

    /// <summary>Refuses text that is not UTF-8; called for the records that count.</summary>
    public bool IsText(ReadOnlySpan<byte> record)
    {
        if (Utf8.IsValid(record)) return true;
        Fields.Refuse("not valid UTF-8");
        return false;
    }

    public void Dispose() => lines.Dispose();

    /// <param name="complete">False for a last line without its end: what can't be parsed of it is not damage.</param>
    private string? Damage(ReadOnlySpan<byte> line, bool complete, RecordReader read)
    {
        if (line.IsEmpty) return null;
        if (line[0] != '{') return complete ? "not a JSON object" : null;
        if (line[^1] != '}') return complete ? "truncated" : null;
        Fields.Begin();
        try
        {
            read(line);
        }
        catch (JsonException)
        {
            return complete ? "not valid JSON" : null;
        }
        catch (InvalidOperationException e) when (IsHalfCharacter(e, line))
        {
            return HalfCharacter;
        }

        return Fields.Fault;
    }

    private string? DocumentDamage(ReadOnlyMemory<byte> text, Action<JsonElement> read)
    {
        if (text.Span.Trim(" \t\r\n"u8).IsEmpty) return null;
        if (!Utf8.IsValid(text.Span)) return "not valid UTF-8";
        Fields.Begin();
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return "not a JSON object";
            read(document.RootElement);
        }
        catch (JsonException)
        {
            return text.Span.TrimEnd(" \t\r\n"u8).EndsWith("}"u8) ? "not valid JSON" : "truncated";
        }
        catch (InvalidOperationException e) when (IsHalfCharacter(e, text.Span))
        {
            return HalfCharacter;
        }

        return Fields.Fault;
    }

    /// <summary>JSON lets a text escape half of a surrogate pair; .NET has no string for it and says so with an exception of this kind.</summary>
    private static bool IsHalfCharacter(InvalidOperationException e, ReadOnlySpan<byte> json) =>
        e.Source == "System.Text.Json.Rethrowable" && (json.IndexOf("\\ud"u8) >= 0 || json.IndexOf("\\uD"u8) >= 0);
}
