using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <summary>News of an event: usage totals, the last amount, what a patch did.</summary>
internal readonly record struct CodexEvent(CodexCounts? Total, CodexCounts? Last, PatchEvent? Patch);

/// <summary>Reads the payloads of Codex lines; each method gets the reader on the payload's opening brace.</summary>
internal sealed class CodexPayload(FieldReader fields, PatchEvents patches)
{
    /// <summary>Takes the thread's identity. A second <c>session_meta</c> with another id belongs to a replay: it names the parent.</summary>
    public void ReadMeta(ref Utf8JsonReader reader, CodexFile file)
    {
        string id = "", cwd = "", originator = "", source = "", branch = "", forked = "", spawned = "";
        var subAgent = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("id"u8)) id = Text(ref reader, "id");
            else if (reader.ValueTextEquals("cwd"u8)) cwd = Text(ref reader, "cwd");
            else if (reader.ValueTextEquals("originator"u8)) originator = Text(ref reader, "originator");
            else if (reader.ValueTextEquals("forked_from_id"u8)) forked = Text(ref reader, "forked_from_id");
            else if (reader.ValueTextEquals("parent_thread_id"u8)) spawned = Text(ref reader, "parent_thread_id");
            else if (reader.ValueTextEquals("thread_source"u8)) subAgent |= Loose(ref reader) == "subagent";
            else if (reader.ValueTextEquals("git"u8)) branch = Inside(ref reader, "branch"u8);
            else if (reader.ValueTextEquals("source"u8)) source = ReadSource(ref reader, ref spawned, ref subAgent);
            else reader.Skip();
        }

        if (fields.Fault is not null || id.Length == 0) return;
        if (file.Thread.Length > 0)
        {
            if (file.Parent.Length == 0 && id != file.Thread) file.Parent = id;
            return;
        }

        (file.Thread, file.Project, file.Branch, file.Originator, file.Source) = (id, cwd, branch, originator, source);
        file.SubAgent = subAgent;
        file.Parent = spawned.Length > 0 ? spawned : forked;
    }

    public void ReadContext(ref Utf8JsonReader reader, ref string model, ref string project)
    {
        string named = "", cwd = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("model"u8)) named = Text(ref reader, "model");
            else if (reader.ValueTextEquals("cwd"u8)) cwd = Text(ref reader, "cwd");
            else reader.Skip();
        }

        if (fields.Fault is not null) return;
        if (named.Length > 0) model = named;
        if (cwd.Length > 0) project = cwd;
    }

    /// <summary><c>{"type":"thread.started","thread_id":…}</c> of an exec stream.</summary>
    public void ReadThread(ref Utf8JsonReader reader, CodexFile file)
    {
        var id = Inside(ref reader, "thread_id"u8, entered: true);
        if (file.Thread.Length == 0) file.Thread = id;
    }

    public CodexEvent ReadEvent(ref Utf8JsonReader reader, ref string model, ref string tier)
    {
        CodexCounts? total = null, last = null;
        string type = "", named = "";
        patches.Clear();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) type = Loose(ref reader);
            else if (reader.ValueTextEquals("info"u8)) ReadInfo(ref reader, out total, out last, out named);
            else if (patches.Take(ref reader)) continue;
            else if (reader.ValueTextEquals("service_tier"u8)) tier = Tier(Loose(ref reader));
            else if (reader.ValueTextEquals("thread_settings"u8)) tier = Tier(Inside(ref reader, "service_tier"u8));
            else reader.Skip();
        }

        if (type == "token_count")
        {
            if (model.Length == 0) model = named;
            return new(total, last, null);
        }

        return new(null, null, patches.Of(type));
    }

    /// <summary>A turn's usage in an exec stream: <c>turn.completed</c> with its fields on the line, or a <c>result</c>'s data.</summary>
    public CodexCounts? ReadStream(ref Utf8JsonReader reader, out long ticks, out string model)
    {
        CodexCounts? usage = null;
        (ticks, model) = (0, "");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("timestamp"u8)) ticks = reader.Read() ? fields.Time(ref reader) : 0;
            else if (reader.ValueTextEquals("model"u8) || reader.ValueTextEquals("model_name"u8)) model = Text(ref reader, "model");
            else if (reader.ValueTextEquals("usage"u8)) usage = ReadCounts(ref reader, "usage");
            else reader.Skip();
        }

        return usage is { IsZero: true } ? null : usage;
    }

    private static string Tier(string named) => named is "fast" or "priority" or "flex" ? named : "";

    private void ReadInfo(ref Utf8JsonReader reader, out CodexCounts? total, out CodexCounts? last, out string model)
    {
        (total, last, model) = (null, null, "");
        if (!Enter(ref reader, "info")) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("total_token_usage"u8)) total = ReadCounts(ref reader, "total_token_usage");
            else if (reader.ValueTextEquals("last_token_usage"u8)) last = ReadCounts(ref reader, "last_token_usage");
            else if (reader.ValueTextEquals("model"u8)) model = Text(ref reader, "model");
            else reader.Skip();
        }
    }

    private CodexCounts? ReadCounts(ref Utf8JsonReader reader, string name)
    {
        if (!Enter(ref reader, name)) return null;
        long input = 0, cached = 0, written = 0, output = 0, reasoning = 0, total = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("input_tokens"u8) || reader.ValueTextEquals("prompt_tokens"u8)) input = Count(ref reader, "input_tokens");
            else if (reader.ValueTextEquals("cached_input_tokens"u8) || reader.ValueTextEquals("cached_tokens"u8)) cached = Count(ref reader, "cached_input_tokens");
            else if (reader.ValueTextEquals("cache_write_input_tokens"u8)) written = Count(ref reader, "cache_write_input_tokens");
            else if (reader.ValueTextEquals("output_tokens"u8) || reader.ValueTextEquals("completion_tokens"u8)) output = Count(ref reader, "output_tokens");
            else if (reader.ValueTextEquals("reasoning_output_tokens"u8)) reasoning = Count(ref reader, "reasoning_output_tokens");
            else if (reader.ValueTextEquals("total_tokens"u8)) total = Count(ref reader, "total_tokens");
            else reader.Skip();
        }

        return new CodexCounts(input, cached, written, output, reasoning, total);
    }

    /// <summary><c>cli</c>, <c>exec</c> …, or an object that names the thread which spawned this one.</summary>
    private string ReadSource(ref Utf8JsonReader reader, ref string spawned, ref bool subAgent)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return fields.Texts.Of(ref reader);
        if (reader.TokenType != JsonTokenType.StartObject) return "";
        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            subAgent |= reader.ValueTextEquals("subagent"u8);
            if (reader.ValueTextEquals("parent_thread_id"u8)) spawned = Loose(ref reader);
        }

        return "subagent";
    }

    /// <summary>The string property of that name in the object that follows; empty when there is none.</summary>
    private string Inside(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, bool entered = false)
    {
        if (!entered && (!reader.Read() || reader.TokenType != JsonTokenType.StartObject))
        {
            reader.Skip();
            return "";
        }

        var found = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(name)) found = Loose(ref reader);
            else reader.Skip();
        }

        return found;
    }

    private bool Enter(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) return true;
        if (reader.TokenType != JsonTokenType.Null) fields.Refuse($"wrong type: {name}");
        reader.Skip();
        return false;
    }

    private long Count(ref Utf8JsonReader reader, string name) => reader.Read() ? fields.Count(ref reader, name) : 0;

    private string Text(ref Utf8JsonReader reader, string name) => reader.Read() ? fields.Text(ref reader, name) : "";

    private string Loose(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return fields.Texts.Of(ref reader);
        reader.Skip();
        return "";
    }
}
