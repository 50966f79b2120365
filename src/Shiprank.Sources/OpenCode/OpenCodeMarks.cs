using System.Globalization;
using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;
using Shiprank.Sources.Sqlite;

namespace Shiprank.Sources.OpenCode;

/// <summary>
/// Prompts and calls of tools of one database: parts of <c>type:"text"</c> of a user's message, and those of <c>type:"tool"</c> once they have ended. Ids of parts are in
/// the order of time. The newest generation of the store and the files of the oldest are not looked at.
/// </summary>
internal sealed class OpenCodeMarks(MarkLog log, LogWorker worker, Func<string, bool> isSubAgent)
{
    private const string Parts =
        "select p.session_id, case when json_valid(m.data) then cast(json_extract(m.data, '$.role') as text) else '' end, " +
        "case when json_valid(m.data) then cast(json_extract(m.data, '$.time.created') as text) else '' end, p.data " +
        "from part p join message m on m.id = p.message_id order by p.session_id, p.id";

    private readonly Dictionary<string, MarkThread> threads = new(StringComparer.Ordinal);

    public void Read(SqliteSnapshot database, CancellationToken cancel)
    {
        if (!database.HasTable("message") || !database.HasTable("part")) return;
        database.Query(Parts, row =>
        {
            cancel.ThrowIfCancellationRequested();
            var (session, role) = (row.Text(0), row.Text(1));
            if (!long.TryParse(row.Text(2), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) || !IsTime(milliseconds, out var ticks)) return;
            if (!threads.TryGetValue(session, out var thread)) threads[session] = thread = log.Thread();
            MarkThread.Line(row.Utf8(3), part => Take(thread, session, role, ticks, part));
        });
        foreach (var (session, thread) in threads) log.Keep(OpenCodeStores.Tool, session, thread);
    }

    private void Take(MarkThread thread, string session, string role, long ticks, JsonElement part)
    {
        var type = Text(part, "type");
        if (type == "text" && role == "user" && part.Get("synthetic").ValueKind != JsonValueKind.True && !isSubAgent(session)) thread.Prompt(Text(part, "text"), ticks);
        var (state, call) = (part.Get("state"), Text(part, "callID"));
        if (type != "tool" || Text(state, "status") is not ("completed" or "error")) return;
        thread.Call(call, Text(part, "tool"), state.Get("input"), ticks);
        thread.Result(call, Text(state, "status") == "error");
    }

    private bool IsTime(long milliseconds, out long ticks)
    {
        ticks = milliseconds is > 0 and < 253_402_300_800_000 ? DateTime.UnixEpoch.Ticks + (milliseconds * TimeSpan.TicksPerMillisecond) : 0;
        worker.Fields.Begin();
        worker.Fields.CheckTime(ticks);
        var isTime = worker.Fields.Fault is null;
        worker.Fields.Begin();
        return isTime;
    }

    private static string Text(JsonElement of, string name) => of.Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";
}
