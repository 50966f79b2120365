using System.Text.Json;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Kiro;

/// <summary>Token counts of store 6, under the names of the database and of the line file.</summary>
internal sealed class KiroTokens(KiroLedger ledger, FieldReader fields)
{
    public void Read(ReadOnlySpan<byte> record)
    {
        var json = new Utf8JsonReader(record);
        json.Read();
        long prompt = 0, generated = 0, ticks = 0;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("tokens_prompt"u8) || json.ValueTextEquals("promptTokens"u8)) prompt = fields.NextCount(ref json, "tokens_prompt");
            else if (json.ValueTextEquals("tokens_generated"u8) || json.ValueTextEquals("generatedTokens"u8)) generated = fields.NextCount(ref json, "tokens_generated");
            else if (json.ValueTextEquals("timestamp"u8)) ticks = fields.NextTime(ref json);
            else json.Skip();
        }

        fields.CheckTime(ticks);
        if (fields.Fault is null && prompt + generated > 0) ledger.Add(ticks, prompt, generated);
    }
}
