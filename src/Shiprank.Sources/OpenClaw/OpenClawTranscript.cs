using System.Text.Json;
using Shiprank.Core.Usage;
using Shiprank.Sources.Edits;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.OpenClaw;

/// <summary>One transcript, event by event: what a message does not say (model, folder) an earlier event did.</summary>
internal sealed class OpenClawTranscript(OpenClawReader reader, LogWorker worker, string session, string windowModel, MarkLog? marks = null)
{
    private const string Mirror = "codex-app-server:";
    private readonly FieldReader fields = worker.Fields;
    private readonly PendingEdits pending = new();
    private readonly MarkThread? thread = marks?.Thread();
    private OpenClawMarks? marked;
    private string model = windowModel;
    private string project = "";

    public string Session => session;

    public void Read(ReadOnlySpan<byte> line)
    {
        if (thread is not null) (marked ??= new(thread, worker)).Take(line);
        var json = new Utf8JsonReader(line);
        json.Read();
        string type = "", id = "", cwd = "", changed = "";
        long ticks = 0;
        OpenClawMessage? message = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("type"u8)) type = fields.NextLoose(ref json);
            else if (json.ValueTextEquals("id"u8)) id = fields.NextText(ref json, "id");
            else if (json.ValueTextEquals("timestamp"u8)) ticks = fields.NextTime(ref json);
            else if (json.ValueTextEquals("cwd"u8)) cwd = fields.NextText(ref json, "cwd");
            else if (json.ValueTextEquals("modelId"u8)) changed = fields.NextText(ref json, "modelId");
            else if (json.ValueTextEquals("message"u8)) message = OpenClawMessage.Read(ref json, worker);
            else json.Skip();
        }

        if (type == "session") project = cwd;
        else if (type == "model_change") model = changed.Length > 0 ? changed : model;
        else if (type == "message" && message is { Role: "assistant", Bookkeeping: false } said && worker.IsText(line)) Add(id, ticks, said);
        else if (type == "message" && message is { Role: "toolResult" } result) Settle(ticks, result);
        else fields.Begin();
    }

    /// <summary>Keeps the marks that were taken; nothing more is read.</summary>
    public void Close()
    {
        if (thread is not null) marks!.Keep(OpenClawStores.Tool, session, thread);
    }

    /// <summary>A call was carried out when its result is there and no error.</summary>
    private void Settle(long ticks, OpenClawMessage result)
    {
        fields.Begin();
        if (pending.Take(result.Answers) is not { } asked) return;
        var at = result.Ticks > 0 ? result.Ticks : ticks;
        fields.CheckTime(at);
        if (fields.Fault is not null) return;
        if (result.Failed) reader.Edits?.Refuse(OpenClawStores.Tool, result.Answers);
        else reader.Edits?.Apply(OpenClawStores.Tool, result.Answers, session, project, at, asked);
    }

    private void Add(string id, long ticks, OpenClawMessage said)
    {
        if (said.Tokens is not { } tokens) return;
        var at = said.Ticks > 0 ? said.Ticks : ticks;
        fields.CheckTime(at);
        if (fields.Fault is not null) return;
        foreach (var (call, files) in said.Edits)
        {
            reader.Edits?.Try(OpenClawStores.Tool, call, session, project, at, files);
            pending.Add(call, files);
        }

        if (tokens.Total == 0 && said.Cost is null or 0) return;
        var row = new RowData
        {
            Tool = OpenClawStores.Tool,
            Session = session,
            Model = said.Model.Length > 0 ? said.Model : model,
            Project = project,
            Branch = "",
            Tier = "",
            Ticks = at,
            Tokens = tokens,
            Cost = said.Cost > 0 ? said.Cost : null,
            Quality = UsageQuality.Measured,
        };
        reader.Add(row, id, MirroredThread(id, said.Ids));
    }

    /// <summary>Codex thread whose turn the message repeats: one of its ids is <c>codex-app-server:THREAD:TURN:assistant</c>. Empty for all others.</summary>
    private static string MirroredThread(string id, IReadOnlyList<string> ids)
    {
        var mark = ids.Prepend(id).FirstOrDefault(i => i.StartsWith(Mirror, StringComparison.Ordinal));
        return mark is null ? "" : mark[Mirror.Length..].Split(':')[0];
    }
}
