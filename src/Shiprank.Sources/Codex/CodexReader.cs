using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.Codex;

/// <summary>
/// Reads one Codex file: which thread it is, and its usage records without those that repeat the one before (the same total is emitted again with a fresh time).
/// Only the beginning of most lines is parsed: a line's type stands before its payload.
/// </summary>
internal sealed class CodexReader(CodexFile file, LogWorker worker, EditLog? edits, MarkLog? marks = null)
{
    private readonly FieldReader fields = worker.Fields;
    private readonly CodexPayload payload = new(worker.Fields, new PatchEvents(worker));
    private readonly PatchCalls? patches = edits is null ? null : new(file, worker, edits);
    private CodexMarks? marked;
    private string model = "";
    private string project = "";
    private string tier = "";

    private enum Kind
    {
        None,
        SessionMeta,
        TurnContext,
        Event,
        Response,
        TurnCompleted,
        Result,
        ThreadStarted,
    }

    public FileOutcome Read(CancellationToken cancel)
    {
        var thread = marks?.Thread();
        marked = thread is null ? null : new(file, thread, worker);
        var outcome = worker.ReadLines(file.File, Record, cancel);
        if (thread is not null) marks!.Keep(file.Tool, file.Thread.Length > 0 ? file.Thread : file.NameId, thread);
        return outcome;
    }

    private void Record(ReadOnlySpan<byte> line)
    {
        marked?.Take(line);
        var reader = new Utf8JsonReader(line);
        reader.Read();
        var kind = Kind.None;
        long ticks = 0;
        Utf8JsonReader body = default;
        var hasBody = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
            {
                kind = KindOf(ref reader);
                if (kind == Kind.None || (kind == Kind.Response && patches?.Concern(line) != true)) return;
                if (kind is Kind.TurnCompleted or Kind.ThreadStarted) break;
            }
            else if (reader.ValueTextEquals("timestamp"u8))
            {
                ticks = reader.Read() ? fields.Time(ref reader) : 0;
            }
            else if (reader.ValueTextEquals("payload"u8) || reader.ValueTextEquals("data"u8))
            {
                reader.Read();
                if (kind == Kind.Event && !Counts(reader)) return;
                body = reader;
                hasBody = reader.TokenType == JsonTokenType.StartObject;
                reader.Skip();
            }
            else
            {
                reader.Skip();
            }
        }

        if (kind is Kind.TurnCompleted or Kind.ThreadStarted)
        {
            body = new Utf8JsonReader(line);
            hasBody = body.Read();
        }

        if (kind == Kind.None || !hasBody || !worker.IsText(line)) return;
        Apply(kind, ticks, ref body);
    }

    private void Apply(Kind kind, long ticks, ref Utf8JsonReader body)
    {
        switch (kind)
        {
            case Kind.SessionMeta:
                payload.ReadMeta(ref body, file);
                if (file.StartedAt == 0) file.StartedAt = ticks;
                if (project.Length == 0) project = file.Project;
                break;
            case Kind.TurnContext:
                payload.ReadContext(ref body, ref model, ref project);
                break;
            case Kind.Event:
                ReadEvent(ref body, ticks);
                break;
            case Kind.TurnCompleted or Kind.Result:
                if (payload.ReadStream(ref body, out var time, out var streamModel) is { } amount) AddStream(amount, time, streamModel);
                break;
            case Kind.ThreadStarted:
                payload.ReadThread(ref body, file);
                break;
            case Kind.Response:
                if (ticks > 0) patches?.ReadItem(ref body, ticks, project);
                break;
        }
    }

    private void ReadEvent(ref Utf8JsonReader body, long ticks)
    {
        var news = payload.ReadEvent(ref body, ref model, ref tier);
        if (news.Patch is { } patch && ticks > 0) Take(patch, ticks);
        if (news.Total is null && news.Last is null) return;
        fields.CheckTime(ticks);
        if (fields.Fault is not null) return;
        var sample = new CodexSample(ticks, news.Total, news.Last, model, project, tier, Stream: false);
        if (file.Samples.Count == 0 || !sample.Repeats(file.Samples[^1])) file.Samples.Add(sample);
    }

    private void AddStream(in CodexCounts amount, long ticks, string streamModel)
    {
        fields.CheckTime(ticks);
        if (fields.Fault is null) file.Samples.Add(new(ticks, null, amount, streamModel.Length > 0 ? streamModel : model, project, tier, Stream: true));
    }

    private void Take(PatchEvent patch, long ticks)
    {
        if (patch.Ended) patches?.End(patch.Call, patch.Files, patch.Whole, patch.End, ticks, project);
        else patches?.Begin(patch.Call, patch.Files, ticks, project);
    }

    /// <summary>Whether an event's payload matters, as far as its beginning tells: its type stands first in what Codex writes.</summary>
    private bool Counts(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || !reader.ValueTextEquals("type"u8) || !reader.Read()) return true;
        return reader.TokenType != JsonTokenType.String || reader.ValueTextEquals("token_count"u8) || reader.ValueTextEquals("thread_settings_applied"u8)
            || (edits is not null && (reader.ValueTextEquals("patch_apply_end"u8) || reader.ValueTextEquals("patch_apply_begin"u8) || reader.ValueTextEquals("item_completed"u8)));
    }

    private static Kind KindOf(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return Kind.None;
        }

        return reader.ValueTextEquals("response_item"u8) ? Kind.Response
            : reader.ValueTextEquals("event_msg"u8) ? Kind.Event
            : reader.ValueTextEquals("turn_context"u8) ? Kind.TurnContext
            : reader.ValueTextEquals("session_meta"u8) ? Kind.SessionMeta
            : reader.ValueTextEquals("turn.completed"u8) ? Kind.TurnCompleted
            : reader.ValueTextEquals("result"u8) ? Kind.Result
            : reader.ValueTextEquals("thread.started"u8) ? Kind.ThreadStarted
            : Kind.None;
    }
}
