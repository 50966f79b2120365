using System.Globalization;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Sqlite;

namespace Shiprank.Sources.Kiro;

/// <summary>
/// Reads Kiro's stores into rows: one per turn, in credits, which are what Kiro meters. Token fields of the sessions are always 0 and context percentages
/// are no tokens, so a turn's tokens are 0, that is unknown.
/// </summary>
internal sealed class KiroReader
{
    private static readonly byte[] UsageSummary = "usageSummary"u8.ToArray();
    private readonly KiroLedger ledger = new();

    /// <summary>Store 1. A turn is known by its place in the conversation.</summary>
    public FileOutcome ReadCliSession(LogFile file, LogWorker worker, CancellationToken cancel) => worker.ReadDocument(
        file,
        root =>
        {
            var fields = worker.Fields;
            var conversation = fields.Text(root, "session_id") is { Length: > 0 } id ? id : Path.GetFileNameWithoutExtension(file.Relative);
            var model = fields.Text(root.Get("session_state", "rts_model_state", "model_info"), "model_id");
            var project = fields.Text(root, "cwd");
            var position = -1;
            foreach (var turn in fields.Items(root.Get("session_state", "conversation_metadata"), "user_turn_metadatas"))
            {
                position++;
                if (KiroCredits.Sum(fields, turn, "metering_usage", "value") is { } credits) AddTurn(fields, new(conversation, position, "", fields.Time(turn, "end_timestamp"), credits, model, project));
            }
        },
        cancel);

    /// <summary>Store 2: what a session is, and what its turns cost.</summary>
    public FileOutcome ReadSession(LogFile file, LogWorker worker, CancellationToken cancel)
    {
        var folder = Path.GetDirectoryName(file.Relative)!;
        if (file.Relative.EndsWith(".jsonl", StringComparison.Ordinal)) return worker.ReadLines(file, new KiroMessages(ledger, worker, KiroStores.ConversationOf(Path.GetFileName(folder))).Read, cancel);
        return worker.ReadDocument(
            file,
            root =>
            {
                var paths = worker.Fields.Items(root, "workspacePaths").Where(p => p.ValueKind == JsonValueKind.String).Select(p => p.GetString()!);
                ledger.Add(KiroStores.ConversationOf(Path.GetFileName(folder)), new KiroSession(worker.Fields.Text(root, "modelId"), paths.FirstOrDefault() ?? ""));
            },
            cancel);
    }

    /// <summary>Store 3: one file per execution.</summary>
    public FileOutcome ReadExecution(LogFile file, LogWorker worker, CancellationToken cancel) => worker.ReadDocument(
        file,
        root =>
        {
            var fields = worker.Fields;
            var execution = fields.Text(root, "executionId");
            if (execution.Length == 0 || KiroCredits.Sum(fields, root, "usageSummary", "usage") is not { } credits) return;
            var started = fields.Time(root, "startTime");
            var model = root.Get("model").ValueKind == JsonValueKind.Object ? fields.Text(root.Get("model"), "id") : fields.Text(root, "modelId");
            AddTurn(fields, new(fields.Text(root, "chatSessionId"), -1, execution, started > 0 ? started : fields.Time(root, "endTime"), credits, model, ""));
        },
        cancel,
        UsageSummary);

    /// <summary>Store 5. Its metering entries are those of the turn that came last.</summary>
    public FileOutcome ReadDatabase(LogFile file, LogWorker worker, CancellationToken cancel) => LogWorker.ReadDatabase(file, (database, outcome) =>
    {
        if (!database.HasTable("conversations_v2")) return;
        database.Query("select key, conversation_id, value from conversations_v2 order by conversation_id", row =>
        {
            cancel.ThrowIfCancellationRequested();
            var (folder, conversation) = (row.Text(0), row.Text(1));
            worker.ReadRecord(outcome, row.Utf8(2), text =>
            {
                using var document = JsonDocument.Parse(text.ToArray());
                ReadConversation(worker.Fields, document.RootElement, folder, conversation);
            });
        });
    });

    /// <summary>Store 6: counts without a model or a link to a turn; they stand beside the credits and never become money.</summary>
    public FileOutcome ReadTokenDatabase(LogFile file, LogWorker worker, CancellationToken cancel) => LogWorker.ReadDatabase(file, (database, outcome) =>
    {
        if (!database.HasTable("tokens_generated")) return;
        database.Query("select json_object('tokens_prompt', tokens_prompt, 'tokens_generated', tokens_generated, 'timestamp', timestamp) from tokens_generated order by rowid", row =>
        {
            cancel.ThrowIfCancellationRequested();
            worker.ReadRecord(outcome, row.Utf8(0), new KiroTokens(ledger, worker.Fields).Read);
        });
    });

    public FileOutcome ReadTokenLines(LogFile file, LogWorker worker, CancellationToken cancel) => worker.ReadLines(file, new KiroTokens(ledger, worker.Fields).Read, cancel);

    public void Resolve(ResponseTable rows, IReadOnlyDictionary<string, string> workspaces) => ledger.Resolve(rows, workspaces);

    private void ReadConversation(FieldReader fields, JsonElement value, string folder, string conversation)
    {
        if (KiroCredits.Sum(fields, value.Get("user_turn_metadata"), "usage_info", "value") is not { } credits) return;
        var position = -1;
        long ticks = 0;
        foreach (var entry in fields.Items(value, "history"))
        {
            var goesOn = entry.Get("user", "content", "ToolUseResults").ValueKind == JsonValueKind.Object;
            if (!goesOn) position++;
            if (!goesOn || ticks == 0) ticks = fields.Time(entry.Get("request_metadata"), "request_start_timestamp_ms") is > 0 and var started ? started : ticks;
        }

        var model = fields.Text(value.Get("model_info"), "model_id");
        AddTurn(fields, new(conversation, Math.Max(position, 0), "", ticks, credits, model, folder));
    }

    private void AddTurn(FieldReader fields, KiroTurn turn)
    {
        fields.CheckTime(turn.Ticks);
        if (fields.Fault is null) ledger.Add(turn);
    }
}
