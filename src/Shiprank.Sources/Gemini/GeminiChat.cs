using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.Gemini;

/// <summary>
/// One chat: a header <c>{sessionId, projectHash}</c>, messages, and <c>{"$set":{…}}</c> that changes the header or repeats messages; in the older form all
/// of it is one document. A message of <c>type:"gemini"</c> has <c>toolCalls[{id, name, args, status, timestamp, resultDisplay:{fileDiff}}]</c>; a call
/// stands in it again and again until its status is <c>success</c>, <c>error</c> or <c>cancelled</c>.
/// </summary>
internal sealed class GeminiChat(LogFile file, LogWorker worker, MarkLog? marks = null)
{
    private readonly FieldReader fields = worker.Fields;
    private readonly List<(string Id, long Ticks, FileEdit File)> edits = [];
    private readonly MarkThread? thread = marks?.Thread();
    private GeminiMarks? marked;
    private string session = "";
    private string projectHash = "";
    private long first = long.MaxValue;
    private long last = long.MinValue;

    /// <summary>Takes a line, or the whole document.</summary>
    public void Take(JsonElement record)
    {
        if (fields.Loose(record, "sessionId") is { Length: > 0 } id) session = id;
        if (fields.Loose(record, "projectHash") is { Length: > 0 } hash) projectHash = hash;
        if (record.Get("$set") is { ValueKind: JsonValueKind.Object } changed) Take(changed);
        foreach (var message in record.LooseItems("messages")) TakeMessage(message);
        if (fields.Loose(record, "type").Length > 0) TakeMessage(record);
    }

    public void WriteTo(EditLog log)
    {
        var (name, project) = (Name(), Project());
        if (name.Length == 0 || last < first) return;
        log.See(GeminiStores.Tool, name, project, first);
        log.See(GeminiStores.Tool, name, project, last);
        if (thread is not null) marks!.Keep(GeminiStores.Tool, name, thread);
        foreach (var (id, ticks, edit) in edits) log.Apply(GeminiStores.Tool, id, name, project, ticks, [edit]);
    }

    private string Name() => GeminiStores.ParentOf(file) is { Length: > 0 } parent ? parent : session.Length > 0 ? session : Path.GetFileNameWithoutExtension(file.Relative);

    /// <summary>
    /// The project's folder. A folder named by hash holds no path, but the hash is that of the path (SHA-256), so it tells which folder above an
    /// edited file it is.
    /// </summary>
    private string Project()
    {
        if (GeminiStores.ProjectOf(file) is { Length: > 0 } known) return known;
        if (projectHash.Length != 64) return "";
        foreach (var (_, _, edit) in edits)
        {
            for (var at = edit.Path.Length; (at = edit.Path.LastIndexOfAny(['/', '\\'], at - 1)) > 0;)
            {
                var folder = edit.Path[..at];
                if (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder))) == projectHash) return folder;
            }
        }

        return "";
    }

    private void TakeMessage(JsonElement message)
    {
        var at = fields.Time(message, "timestamp");
        if (at > 0) See(at);
        if (thread is not null && fields.Fault is null) (marked ??= new(thread)).Take(message, at, GeminiStores.ParentOf(file).Length > 0);
        if (fields.Loose(message, "type") != "gemini") return;
        foreach (var call in message.LooseItems("toolCalls").Where(c => fields.Loose(c, "status") == "success")) TakeCall(call, at);
    }

    private void TakeCall(JsonElement call, long at)
    {
        var name = fields.Loose(call, "name");
        if (name is not ("replace" or "write_file" or "edit")) return;
        var (arguments, display) = (call.Get("args"), call.Get("resultDisplay"));
        var path = fields.Loose(arguments, "file_path") is { Length: > 0 } asked ? asked : fields.Loose(display, "filePath");
        if (path.Length == 0) return;
        if (fields.Time(call, "timestamp") is > 0 and var own) at = own;
        fields.CheckTime(at);
        if (fields.Fault is not null) return;
        See(at);
        edits.Add((fields.Loose(call, "id"), at, new(path, Written(name, arguments, EditLines.Escaped(display.Get("fileDiff"))))));
    }

    private List<LineText> Written(string name, JsonElement arguments, ReadOnlySpan<byte> diff)
    {
        List<LineText> lines = [];
        if (diff.IndexOf("@@"u8) >= 0) worker.Edits.AddDiff(lines, diff);
        else if (name == "write_file") worker.Edits.AddText(lines, EditLines.Escaped(arguments.Get("content")));
        else worker.Edits.AddDifference(lines, EditLines.Escaped(arguments.Get("old_string")), EditLines.Escaped(arguments.Get("new_string")));
        return lines;
    }

    private void See(long ticks)
    {
        fields.CheckTime(ticks);
        if (fields.Fault is null) (first, last) = (Math.Min(first, ticks), Math.Max(last, ticks));
    }
}
