using System.Text.Json;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Codex;

/// <summary>What a call's record says about how it ended.</summary>
internal enum CallEnd
{
    /// <summary>Nothing that is known to mean success or failure.</summary>
    Unknown,
    Done,
    Failed,
}

/// <summary>
/// The <c>apply_patch</c> calls of one rollout and what became of them. A patch stands in a tool call of its own, or in the command of a shell call;
/// its call's output tells whether it was applied, and in rollouts that keep events a <c>patch_apply_end</c> with the resulting diff does, too.
/// </summary>
internal sealed class PatchCalls(CodexFile file, LogWorker worker, EditLog log)
{
    private readonly PendingEdits pending = new();
    private readonly HashSet<string> settled = new(StringComparer.Ordinal);

    private string Thread => file.Thread.Length > 0 ? file.Thread : file.NameId;

    /// <summary>Whether a <c>response_item</c> may be such a call or its output, as far as its bytes tell.</summary>
    public bool Concern(ReadOnlySpan<byte> line) => line.IndexOf(PatchText.Begin) >= 0 || (pending.Count > 0 && pending.Mentions(line));

    /// <summary>Reads the payload of a <c>response_item</c>; the reader stands on its opening brace.</summary>
    /// <param name="folder">Working directory of the turn.</param>
    public void ReadItem(ref Utf8JsonReader reader, long ticks, string folder)
    {
        string type = "", call = "", name = "";
        var (workdir, end) = ("", CallEnd.Unknown);
        List<FileEdit> files = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8)) type = worker.Fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("call_id"u8)) call = worker.Fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("name"u8)) name = worker.Fields.NextLoose(ref reader);
            else if (reader.ValueTextEquals("input"u8)) files = PatchText.Read(EditLines.NextEscaped(ref reader), worker.Edits, worker.Texts);
            else if (reader.ValueTextEquals("arguments"u8)) files = ShellPatch.Read(EditLines.NextEscaped(ref reader), worker, out workdir);
            else if (reader.ValueTextEquals("action"u8)) files = ShellPatch.Read(ref reader, worker, out workdir);
            else if (reader.ValueTextEquals("output"u8)) end = CallOutput.Read(ref reader, worker.Edits);
            else reader.Skip();
        }

        if (type.EndsWith("_output", StringComparison.Ordinal)) Settle(call, end, ticks, folder);
        else if (files.Count > 0 && name != "exec") Await(call, [.. files.Select(f => f with { Path = Placed(f.Path, workdir, folder) })], ticks, folder);
    }

    /// <summary>A patch is about to be applied.</summary>
    public void Begin(string call, IReadOnlyList<FileEdit> files, long ticks, string folder) => log.Try(file.Tool, call, Thread, folder, ticks, files);

    /// <summary>A patch was applied, or not: its event comes before the call's output and has the diff that came of it.</summary>
    /// <param name="whole">False when the event names files without their diff; then the call's own patch stands.</param>
    public void End(string call, IReadOnlyList<FileEdit> files, bool whole, CallEnd end, long ticks, string folder)
    {
        var asked = pending.Take(call);
        if (call.Length > 0 && !settled.Add(call)) return;
        if (end == CallEnd.Failed) log.Refuse(file.Tool, call);
        else if (end == CallEnd.Done) log.Apply(file.Tool, call, Thread, folder, ticks, whole || asked is null ? files : asked);
        else log.Try(file.Tool, call, Thread, folder, ticks, files);
    }

    private void Await(string call, IReadOnlyList<FileEdit> files, long ticks, string folder)
    {
        log.Try(file.Tool, call, Thread, folder, ticks, files);
        settled.Remove(call);
        pending.Add(call, files);
    }

    private void Settle(string call, CallEnd end, long ticks, string folder)
    {
        if (end == CallEnd.Unknown || pending.Take(call) is not { } asked || !settled.Add(call)) return;
        if (end == CallEnd.Done) log.Apply(file.Tool, call, Thread, folder, ticks, asked);
        else log.Refuse(file.Tool, call);
    }

    /// <summary>
    /// A path stays as logged where it is absolute or relative to the session's folder. One relative to another folder (the command's own, a later turn's,
    /// a sub-agent's, whose session is its parent's) is made absolute.
    /// </summary>
    private string Placed(string path, string workdir, string folder)
    {
        if (IsRooted(path)) return path;
        var from = workdir.Length == 0 ? folder : IsRooted(workdir) ? workdir : $"{folder}/{workdir}";
        return !IsRooted(from) || (from == file.Project && !file.SubAgent) ? path : worker.Texts.Of($"{from}/{path}");
    }

    private static bool IsRooted(string path) => path is ['/' or '\\', ..] or [_, ':', '/' or '\\', ..];
}
