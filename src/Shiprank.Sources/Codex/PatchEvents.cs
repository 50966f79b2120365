using System.Text.Json;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <param name="Whole">True when each file comes with what was done to it.</param>
internal sealed record PatchEvent(string Call, IReadOnlyList<FileEdit> Files, bool Whole, bool Ended, CallEnd End);

/// <summary>
/// Reads the fields of events about patches: <c>patch_apply_begin</c>, <c>patch_apply_end</c>, and <c>item_completed</c> with an item of type
/// <c>FileChange</c>. Their <c>changes</c> name each file with <c>{"type":"add","content"}</c>, <c>{"type":"update","unified_diff","move_path"}</c> or
/// <c>{"type":"delete"}</c>; older clients put the kind around: <c>{"update":{"unified_diff"}}</c>.
/// </summary>
internal sealed class PatchEvents(LogWorker worker)
{
    private readonly FieldReader fields = worker.Fields;
    private List<FileEdit> files = [];
    private string call = "";
    private string item = "";
    private bool whole = true;
    private CallEnd end;

    public void Clear()
    {
        files = [];
        (call, item, whole, end) = ("", "", true, CallEnd.Unknown);
    }

    /// <summary>Takes the property that the reader stands on, if it is one of an event about a patch.</summary>
    public bool Take(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("call_id"u8)) call = fields.NextLoose(ref reader);
        else if (reader.ValueTextEquals("changes"u8)) ReadChanges(ref reader);
        else if (reader.ValueTextEquals("success"u8)) ReadSuccess(ref reader);
        else if (reader.ValueTextEquals("status"u8)) Judge(fields.NextLoose(ref reader));
        else if (reader.ValueTextEquals("item"u8)) ReadItem(ref reader);
        else return false;
        return true;
    }

    /// <summary>The event, once all of its fields were taken; null when it is about no patch.</summary>
    public PatchEvent? Of(string type) =>
        files.Count == 0 && end != CallEnd.Failed ? null
        : type == "patch_apply_begin" ? new(call, files, whole, Ended: false, CallEnd.Unknown)
        : type == "patch_apply_end" || (type == "item_completed" && item == "FileChange") ? new(call, files, whole, Ended: true, end)
        : null;

    private void ReadSuccess(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.False) end = CallEnd.Failed;
        else if (reader.TokenType == JsonTokenType.True && end == CallEnd.Unknown) end = CallEnd.Done;
        reader.Skip();
    }

    private void Judge(string status)
    {
        if (status is "failed" or "declined") end = CallEnd.Failed;
        else if (status == "completed" && end == CallEnd.Unknown) end = CallEnd.Done;
    }

    private void ReadItem(ref Utf8JsonReader reader)
    {
        if (!fields.NextObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) item = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("id"u8)) call = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("changes"u8)) ReadChanges(ref reader);
            else if (reader.ValueTextEquals("status"u8)) Judge(fields.NextLoose(ref reader));
            else reader.Skip();
        }
    }

    private void ReadChanges(ref Utf8JsonReader reader)
    {
        if (!fields.NextObject(ref reader)) return;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var change = FileEdit.Of(worker.Texts.Of(ref reader));
            var (moved, told) = ("", false);
            if (fields.NextObject(ref reader)) ReadChange(ref reader, change, ref moved, ref told);
            whole &= told;
            files.Add(moved.Length > 0 ? change with { Path = moved } : change);
        }
    }

    private void ReadChange(ref Utf8JsonReader reader, FileEdit change, ref string moved, ref bool told)
    {
        var kind = "";
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) told |= (kind = fields.NextLoose(ref reader)) == "delete";
            else if (reader.ValueTextEquals("unified_diff"u8)) told |= Diff(EditLines.NextEscaped(ref reader), change);
            else if (kind != "delete" && reader.ValueTextEquals("content"u8)) told |= Text(EditLines.NextEscaped(ref reader), change);
            else if (reader.ValueTextEquals("move_path"u8)) moved = fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("delete"u8)) told |= Passed(ref reader);
            else if ((reader.ValueTextEquals("add"u8) || reader.ValueTextEquals("update"u8)) && fields.NextObject(ref reader)) ReadChange(ref reader, change, ref moved, ref told);
            else if (reader.TokenType == JsonTokenType.PropertyName) reader.Skip();
        }
    }

    private bool Diff(ReadOnlySpan<byte> escaped, FileEdit change)
    {
        worker.Edits.AddDiff(change.Lines, escaped);
        return true;
    }

    private bool Text(ReadOnlySpan<byte> escaped, FileEdit change)
    {
        worker.Edits.AddText(change.Lines, escaped);
        return true;
    }

    private static bool Passed(ref Utf8JsonReader reader)
    {
        reader.Skip();
        return true;
    }
}
