using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Kiro;

/// <summary>One <c>messages.jsonl</c> of store 2: turns begin and end, a <c>usage_summary</c> tells what each cost.</summary>
internal sealed class KiroMessages(KiroLedger ledger, LogWorker worker, string conversation)
{
    private readonly Dictionary<string, (int Position, long Ticks)> turns = new(StringComparer.Ordinal);

    public void Read(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("turn_start"u8) < 0 && line.IndexOf("usage_summary"u8) < 0) return;
        if (!worker.IsText(line)) return;
        using var document = JsonDocument.Parse(line.ToArray());
        var (fields, payload) = (worker.Fields, document.RootElement.Get("payload"));
        var type = payload.Get("type");
        if (type.ValueKind != JsonValueKind.String || !(type.ValueEquals("turn_start") || type.ValueEquals("usage_summary"))) return;
        var execution = fields.Text(payload, "executionId");
        var ticks = fields.Time(document.RootElement, "timestamp");
        if (!turns.TryGetValue(execution, out var turn)) turn = turns[execution] = (turns.Count, ticks);
        if (type.ValueEquals("turn_start") || KiroCredits.Sum(fields, payload, "promptTurnSummaries", "usage") is not { } credits) return;
        fields.CheckTime(turn.Ticks);
        if (fields.Fault is null) ledger.Add(new KiroTurn(conversation, turn.Position, execution, turn.Ticks, credits, "", ""));
    }
}
