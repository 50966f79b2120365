using System.Collections.Concurrent;
using System.Text.Json;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;
using Shiprank.Sources.Sqlite;

namespace Shiprank.Sources.OpenCode;

/// <summary>
/// Reads the sessions of OpenCode and what they edited, from both generations of its database and from the older files. Their usage is not read.
/// A session's folder and parent may stand in another file than its parts, so the edits are settled at the end.
/// </summary>
internal sealed class OpenCodeReader(MarkLog? marks = null)
{
    private readonly ConcurrentDictionary<string, (string Folder, string Parent)> sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<(string Session, string Call, long Ticks, IReadOnlyList<FileEdit> Files)> edits = [];
    private readonly ConcurrentDictionary<string, (long First, long Last)> seen = new(StringComparer.Ordinal);

    public FileOutcome ReadDatabase(LogFile file, LogWorker worker, CancellationToken cancel) => LogWorker.ReadDatabase(file, (database, outcome) =>
    {
        if (database.HasTable("session"))
        {
            var (folder, parent) = (Column(database, "directory"), Column(database, "parent_id"));
            database.Query($"select id, {folder}, {parent} from session", row => Name(row.Text(0), row.Text(1), row.Text(2)));
        }

        Query("message", "select session_id, '', data from message", (_, session, record) => See(worker.Fields, session, record));
        Query("part", "select session_id, id, data from part where instr(data, '\"tool\"') > 0", (id, session, record) => TakeCall(worker, session, record, id));
        Query("session_message", "select session_id, '', data from session_message", (_, session, record) => TakeMessage(worker, session, record));
        if (marks is not null) new OpenCodeMarks(marks, worker, id => sessions.TryGetValue(id, out var known) && known.Parent.Length > 0).Read(database, cancel);

        void Query(string table, string sql, Action<string, string, JsonElement> take)
        {
            if (!database.HasTable(table)) return;
            database.Query(sql, row =>
            {
                cancel.ThrowIfCancellationRequested();
                var (session, id) = (worker.Texts.Of(row.Text(0)), row.Text(1));
                worker.ReadRecord(outcome, row.Utf8(2), record => Parse(record, root => take(id, session, root)));
            });
        }

        void Parse(ReadOnlySpan<byte> record, Action<JsonElement> take)
        {
            if (!worker.IsText(record)) return;
            var json = new Utf8JsonReader(record);
            using var document = JsonDocument.ParseValue(ref json);
            take(document.RootElement);
        }
    });

    /// <summary>A file of the older form.</summary>
    public FileOutcome ReadRecord(LogFile file, LogWorker worker, CancellationToken cancel)
    {
        var fields = worker.Fields;
        return OpenCodeStores.KindOf(file.Relative) switch
        {
            "session" => worker.ReadDocument(file, root => Name(fields.Loose(root, "id"), fields.Loose(root, "directory"), fields.Loose(root, "parentID")), cancel),
            "message" => worker.ReadDocument(file, root => See(fields, fields.Loose(root, "sessionID"), root), cancel),
            _ => worker.ReadDocument(file, root => TakeCall(worker, fields.Loose(root, "sessionID"), root, fields.Loose(root, "id")), cancel, [.. "\"tool\""u8]),
        };
    }

    /// <summary>Hands over what was read, once all files are.</summary>
    public void Resolve(EditLog log)
    {
        foreach (var (session, span) in seen)
        {
            log.See(OpenCodeStores.Tool, session, Folder(session), span.First);
            log.See(OpenCodeStores.Tool, session, Folder(session), span.Last);
        }

        foreach (var (session, call, ticks, files) in edits) log.Apply(OpenCodeStores.Tool, call, session, Folder(session), ticks, files);
    }

    /// <summary>The session that started this one, or the one that started that; a session of its own is itself.</summary>
    public string SessionOf(string session)
    {
        var passed = new HashSet<string>(StringComparer.Ordinal);
        while (passed.Add(session) && sessions.TryGetValue(session, out var known) && known.Parent.Length > 0) session = known.Parent;
        return session;
    }

    private string Folder(string session) => sessions.TryGetValue(session, out var known) ? known.Folder : "";

    private static string Column(SqliteSnapshot database, string name)
    {
        var found = false;
        database.Query($"select 1 from pragma_table_info('session') where name = '{name}'", _ => found = true);
        return found ? name : "''";
    }

    private void Name(string id, string folder, string parent)
    {
        if (id.Length > 0) sessions.AddOrUpdate(id, (folder, parent), (_, known) => (Larger(known.Folder, folder), Larger(known.Parent, parent)));
    }

    /// <summary>Of two stores that differ the same one is believed, whichever was read first.</summary>
    private static string Larger(string a, string b) => string.CompareOrdinal(a, b) >= 0 ? a : b;

    private void See(FieldReader fields, string session, JsonElement record)
    {
        foreach (var name in (ReadOnlySpan<string>)["created", "completed"])
        {
            if (session.Length == 0 || fields.Time(record.Get("time"), name) is not (> 0 and var ticks)) continue;
            fields.CheckTime(ticks);
            if (fields.Fault is null) seen.AddOrUpdate(session, (ticks, ticks), (_, known) => (Math.Min(known.First, ticks), Math.Max(known.Last, ticks)));
        }
    }

    /// <summary>A message of the newer database holds its calls itself.</summary>
    private void TakeMessage(LogWorker worker, string session, JsonElement message)
    {
        See(worker.Fields, session, message);
        foreach (var part in message.LooseItems("content")) TakeCall(worker, session, part, worker.Fields.Loose(part, "id"));
    }

    private void TakeCall(LogWorker worker, string session, JsonElement part, string id)
    {
        var (fields, state) = (worker.Fields, part.Get("state"));
        if (session.Length == 0 || fields.Loose(part, "type") != "tool" || fields.Loose(state, "status") != "completed") return;
        var files = OpenCodeEdits.Read(part, state, worker);
        if (files.Count == 0) return;
        var at = Finished(fields, state.Get("time"), part.Get("time"));
        fields.CheckTime(at);
        if (fields.Fault is null) edits.Add((session, fields.Loose(part, "callID") is { Length: > 0 } call ? call : id, at, files));
    }

    private static long Finished(FieldReader fields, JsonElement state, JsonElement part)
    {
        foreach (var (time, name) in (ReadOnlySpan<(JsonElement, string)>)[(state, "end"), (state, "start"), (part, "completed"), (part, "ran"), (part, "created")])
        {
            if (fields.Time(time, name) is > 0 and var ticks) return ticks;
        }

        return 0;
    }
}
