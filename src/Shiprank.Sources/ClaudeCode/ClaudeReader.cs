using System.Globalization;
using System.Text;
using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>
/// Reads Claude Code transcripts into rows: one per response, by message id, else request id, else uuid, over all files. A response is written as
/// several lines with growing counters, copied by resume and fork, replayed by side threads and nested in progress lines; each counts once.
/// </summary>
internal sealed class ClaudeReader(ResponseTable table, EditLog? edits, MarkLog? marks = null)
{
    public const string Tool = "claude-code";

    public FileOutcome Read(LogFile file, LogWorker worker, CancellationToken cancel)
    {
        var (usage, calls) = (new ClaudeUsage(worker.Fields), new ToolCalls(worker.Fields, worker.Edits));
        var (session, project) = (ClaudeStores.SessionOf(file), ClaudeStores.ProjectOf(file));
        var results = edits is null ? null : new EditResults(edits, worker, session, project);
        var thread = marks?.Thread();
        var marked = thread is null ? null : new ClaudeMarks(thread, worker, file.Relative.Contains("/subagents/", StringComparison.Ordinal));
        var outcome = worker.ReadLines(file, Record, cancel);
        if (marked is not null) marks!.Keep(Tool, marked.Session.Length > 0 ? marked.Session : session, thread!);
        return outcome;

        void Record(ReadOnlySpan<byte> line)
        {
            marked?.Take(line);
            if (results is not null && results.Concern(line) && results.Read(line)) return;

            // The quotes can't stand like this in a quoted text, so prompts and tool results that speak of usage are passed over.
            if (line.IndexOf("\"usage\""u8) < 0 || !worker.IsText(line)) return;
            var reader = new Utf8JsonReader(line);
            reader.Read();
            calls.Clear();
            var nested = ClaudeRecord.Empty;
            var record = ReadRecord(ref reader, worker.Fields, usage, calls, ref nested, out var isNested);
            if (isNested && record.Type.SequenceEqual("progress"u8))
            {
                nested.Inherit(record);
                nested.HasUsage &= nested.Type.IsEmpty || nested.Type.SequenceEqual("assistant"u8);
                record = nested;
            }
            else if (!record.Type.SequenceEqual("assistant"u8))
            {
                record.HasUsage = false;
            }

            if (!record.HasUsage || record.Model == "<synthetic>")
            {
                worker.Fields.Begin();
                return;
            }

            worker.Fields.CheckTime(record.Ticks);
            if (worker.Fields.Fault is null) Add(record, usage.Advisors, session, project, calls, results);
        }
    }

    private void Add(in ClaudeRecord record, List<AdvisorCall> advisors, string session, string project, ToolCalls calls, EditResults? results)
    {
        var row = new RowData
        {
            Tool = Tool,
            Session = record.Session.Length > 0 ? record.Session : session,
            Model = record.Model,
            Project = record.Project.Length > 0 ? record.Project : project,
            Branch = record.Branch,
            Tier = record.Tier,
            Ticks = record.Ticks,
            Tokens = record.Tokens,
            Cost = record.Cost,
            Sidechain = record.Sidechain,
            Autonomous = record.Entrypoint.StartsWith("sdk", StringComparison.Ordinal),
        };
        row.Join = ClaudeJoin.Of(record.RequestId, row.Session, row.Tokens);
        var key = record.Key;
        var t = row.Tokens;
        if (key.IsEmpty) key = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"row:{row.Ticks}:{row.Model}:{t.Input}:{t.CacheRead}:{t.CacheWrite5m}:{t.CacheWrite1h}:{t.Output}"));
        foreach (var (id, asked) in calls.Edits)
        {
            edits?.Try(Tool, id, row.Session, row.Project, row.Ticks, [asked]);
            results?.Await(id, asked);
        }

        table.Add(key, row);
        for (var i = 0; i < advisors.Count; i++)
        {
            var advised = row;
            (advised.Model, advised.Tokens, advised.Cost, advised.Tier, advised.Join) = (advisors[i].Model, advisors[i].Tokens, null, "", 0);
            table.Add([.. key, .. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#advisor{i}"))], advised);
        }
    }

    /// <summary>Reads the object that the reader stands on: a line, or the response that a progress line nests below <c>data.message</c>.</summary>
    private ClaudeRecord ReadRecord(scoped ref Utf8JsonReader reader, FieldReader fields, ClaudeUsage usage, ToolCalls calls, scoped ref ClaudeRecord nested, out bool isNested)
    {
        var record = ClaudeRecord.Empty;
        isNested = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8)) ReadMessage(ref reader, ref record, fields, usage, calls);
            else if (reader.ValueTextEquals("type"u8)) record.Type = Id(ref reader);
            else if (reader.ValueTextEquals("timestamp"u8)) record.Ticks = reader.Read() ? fields.Time(ref reader) : 0;
            else if (reader.ValueTextEquals("sessionId"u8)) record.Session = Text(ref reader, fields, "sessionId");
            else if (reader.ValueTextEquals("cwd"u8)) record.Project = Text(ref reader, fields, "cwd");
            else if (reader.ValueTextEquals("gitBranch"u8)) record.Branch = Text(ref reader, fields, "gitBranch");
            else if (reader.ValueTextEquals("entrypoint"u8)) record.Entrypoint = Text(ref reader, fields, "entrypoint");
            else if (reader.ValueTextEquals("requestId"u8)) record.RequestId = Id(ref reader, fields, "requestId");
            else if (reader.ValueTextEquals("uuid"u8)) record.Uuid = Id(ref reader, fields, "uuid");
            else if (reader.ValueTextEquals("costUSD"u8)) record.Cost = reader.Read() ? fields.Amount(ref reader, "costUSD") : null;
            else if (reader.ValueTextEquals("isSidechain"u8)) record.Sidechain = reader.Read() && fields.Flag(ref reader, "isSidechain");
            else if (reader.ValueTextEquals("data"u8)) isNested |= ReadNested(ref reader, fields, usage, calls, ref nested);
            else reader.Skip();
        }

        return record;
    }

    private bool ReadNested(scoped ref Utf8JsonReader reader, FieldReader fields, ClaudeUsage usage, ToolCalls calls, scoped ref ClaudeRecord nested)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return false;
        }

        var found = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("message"u8) || !reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                reader.Skip();
                continue;
            }

            var inner = ClaudeRecord.Empty;
            nested = ReadRecord(ref reader, fields, usage, calls, ref inner, out _);
            found = true;
        }

        return found;
    }

    private void ReadMessage(scoped ref Utf8JsonReader reader, scoped ref ClaudeRecord record, FieldReader fields, ClaudeUsage usage, ToolCalls calls)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8))
            {
                record.MessageId = Id(ref reader, fields, "message.id");
            }
            else if (reader.ValueTextEquals("model"u8))
            {
                record.Model = Text(ref reader, fields, "message.model");
            }
            else if (reader.ValueTextEquals("usage"u8))
            {
                reader.Read();
                record.HasUsage = reader.TokenType != JsonTokenType.Null;
                if (reader.TokenType == JsonTokenType.StartObject) record.Tokens = usage.Read(ref reader, out record.Tier);
                else if (record.HasUsage) fields.Refuse("wrong type: message.usage");
                if (reader.TokenType == JsonTokenType.StartArray) reader.Skip();
            }
            else if (edits is not null && reader.ValueTextEquals("content"u8))
            {
                calls.Read(ref reader);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static string Text(scoped ref Utf8JsonReader reader, FieldReader fields, string name) => reader.Read() ? fields.Text(ref reader, name) : "";

    private static ReadOnlySpan<byte> Id(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan;
        reader.Skip();
        return default;
    }

    private static ReadOnlySpan<byte> Id(scoped ref Utf8JsonReader reader, FieldReader fields, string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan;
        if (reader.TokenType != JsonTokenType.Null) fields.Refuse($"wrong type: {name}");
        reader.Skip();
        return default;
    }
}
