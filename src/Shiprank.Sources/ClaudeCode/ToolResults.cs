using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.ClaudeCode;

/// <summary>
/// What one line tells of finished tool calls: <c>type:"user"</c>, in <c>message.content</c> the calls that it answers, and in <c>toolUseResult</c> what
/// was done: <c>{filePath, structuredPatch:[{lines}]}</c>, with <c>type:"create"</c> and <c>content</c> for a new file, or a notebook's cell.
/// </summary>
internal sealed class ToolResults(FieldReader fields, EditLines lines)
{
    private readonly LongTexts texts = new();
    private readonly List<LineText> patched = [];
    private readonly List<LineText> content = [];
    private readonly List<LineText> source = [];
    private string kind = "";
    private string path = "";
    private string cellError = "";
    private bool hasPatch;
    private bool hasSource;

    public bool IsUser { get; private set; }

    public string Session { get; private set; } = "";

    public string Project { get; private set; } = "";

    public long Ticks { get; private set; }

    /// <summary>Calls that the line answers, and whether they failed.</summary>
    public List<(string Id, bool Failed)> Answers { get; } = [];

    /// <summary>What was done, where the line has a record of it: proof that it was.</summary>
    public FileEdit? Done =>
        path.Length == 0 || cellError.Length > 0 ? null
        : kind == "create" ? new(path, [.. content])
        : hasPatch ? new(path, [.. patched])
        : hasSource ? new(path, [.. source])
        : null;

    public void Read(ReadOnlySpan<byte> line)
    {
        Answers.Clear();
        patched.Clear();
        content.Clear();
        source.Clear();
        (kind, path, cellError, hasPatch, hasSource) = ("", "", "", false, false);
        (IsUser, Session, Project, Ticks) = (false, "", "", 0);
        var reader = new Utf8JsonReader(texts.Empty(line, IsWanted));
        reader.Read();
        ReadRecord(ref reader, nested: false);
    }

    private static bool IsWanted(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("lines"u8) || name.SequenceEqual("content"u8) || name.SequenceEqual("new_source"u8) || name.SequenceEqual("old_source"u8)
        || name.SequenceEqual("filePath"u8) || name.SequenceEqual("notebook_path"u8) || name.SequenceEqual("cwd"u8);

    /// <summary>Reads the object that the reader stands on: a line, or the one of a sub-agent that a progress line nests below <c>data.message</c>.</summary>
    private void ReadRecord(ref Utf8JsonReader reader, bool nested)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8)) ReadMessage(ref reader);
            else if (reader.ValueTextEquals("toolUseResult"u8)) ReadResult(ref reader);
            else if (reader.ValueTextEquals("type"u8)) IsUser |= fields.NextLoose(ref reader) == "user";
            else if (reader.ValueTextEquals("timestamp"u8)) Ticks = Later(fields.NextTime(ref reader), nested);
            else if (reader.ValueTextEquals("sessionId"u8)) Session = Known(fields.NextLoose(ref reader), Session);
            else if (reader.ValueTextEquals("cwd"u8)) Project = Known(fields.NextLoose(ref reader), Project);
            else if (!nested && reader.ValueTextEquals("data"u8)) ReadNested(ref reader);
            else reader.Skip();
        }
    }

    /// <summary>The nested line's own time goes before that of the line around it.</summary>
    private long Later(long ticks, bool nested) => nested && ticks > 0 ? ticks : Ticks > 0 ? Ticks : ticks;

    private static string Known(string text, string before) => text.Length > 0 ? text : before;

    private void ReadNested(ref Utf8JsonReader reader)
    {
        if (!fields.NextObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("message"u8) && fields.NextObject(ref reader)) ReadRecord(ref reader, nested: true);
            else if (reader.TokenType == JsonTokenType.PropertyName) reader.Skip();
        }
    }

    private void ReadMessage(ref Utf8JsonReader reader)
    {
        if (!fields.NextObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("content"u8)) ReadAnswers(ref reader);
            else reader.Skip();
        }
    }

    private void ReadAnswers(ref Utf8JsonReader reader)
    {
        if (!fields.NextArray(ref reader)) return;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadAnswer(ref reader);
            else reader.Skip();
        }
    }

    private void ReadAnswer(ref Utf8JsonReader reader)
    {
        var (id, failed) = ("", false);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("tool_use_id"u8)) id = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("is_error"u8)) failed = reader.Read() && reader.TokenType == JsonTokenType.True;
            else reader.Skip();
        }

        if (id.Length > 0) Answers.Add((id, failed));
    }

    private void ReadResult(ref Utf8JsonReader reader)
    {
        if (!fields.NextObject(ref reader)) return;
        ReadOnlySpan<byte> old = default, cell = default;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("filePath"u8) || reader.ValueTextEquals("notebook_path"u8)) path = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("type"u8)) kind = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("structuredPatch"u8)) ReadPatch(ref reader);
            else if (kind is "" or "create" && reader.ValueTextEquals("content"u8)) lines.AddText(content, EditLines.NextEscaped(ref reader));
            else if (reader.ValueTextEquals("new_source"u8)) cell = Source(ref reader);
            else if (reader.ValueTextEquals("old_source"u8)) old = EditLines.NextEscaped(ref reader);
            else if (reader.ValueTextEquals("error"u8)) cellError = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("edit_mode"u8)) cell = fields.NextLoose(ref reader) == "delete" ? default : cell;
            else reader.Skip();
        }

        lines.AddDifference(source, old, cell);
    }

    private ReadOnlySpan<byte> Source(scoped ref Utf8JsonReader reader)
    {
        hasSource = true;
        return EditLines.NextEscaped(ref reader);
    }

    private void ReadPatch(ref Utf8JsonReader reader)
    {
        hasPatch = fields.NextArray(ref reader, "toolUseResult.structuredPatch");
        while (hasPatch && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject) ReadHunk(ref reader);
            else reader.Skip();
        }
    }

    private void ReadHunk(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!reader.ValueTextEquals("lines"u8) || !fields.NextArray(ref reader, "toolUseResult.structuredPatch.lines"))
            {
                if (reader.TokenType == JsonTokenType.PropertyName) reader.Skip();
                continue;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (reader.TokenType == JsonTokenType.String) lines.AddSigned(patched, reader.ValueSpan);
                else reader.Skip();
            }
        }
    }
}
