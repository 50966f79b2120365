using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Mappings;

/// <summary>One event that a mapping makes of an item when its conditions hold.</summary>
internal sealed record EventRule(string Type, string Source, IReadOnlyList<Condition> When, IReadOnlyDictionary<string, FieldRule> Fields)
{
    public bool Fits(JsonElement root, JsonElement item) => When.All(c => c.Holds(root, item));

    /// <summary>The event goes through the reader of event lines: the same checks, and nothing is kept that a line may not keep.</summary>
    public Result<StoredEvent> Read(JsonElement root, JsonElement item, MessageReader messages)
    {
        var kinds = TargetFields.Of(Type)!;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            foreach (var (name, rule) in Fields) Write(json, name, kinds[name], rule.Values(root, item, kinds[name] == TargetKind.Texts));
            json.WriteEndObject();
        }

        return EventLine.ReadSnapshot(buffer.WrittenMemory, Source, messages);
    }

    private static void Write(Utf8JsonWriter json, string name, TargetKind kind, IReadOnlyList<string> values)
    {
        if (kind == TargetKind.Texts)
        {
            json.WriteStartArray(name);
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }
        else if (values.Count == 0)
        {
            return;
        }
        else if (kind == TargetKind.Number && long.TryParse(values[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumber(name, number);
        }
        else if (kind == TargetKind.Flag && bool.TryParse(values[0], out var flag))
        {
            json.WriteBoolean(name, flag);
        }
        else
        {
            json.WriteString(name, values[0]);
        }
    }
}
