using System.Text.Json;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;

namespace Shiprank.Engine.Documents;

/// <summary>The documents of <c>shiprank cap --json</c> and <c>/api/v1/caps</c>: rules as they are in force, and how one call would be judged.</summary>
public static class CapDocument
{
    public static void Write(Stream into, CapSettings settings)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteBoolean("enforced", settings.Enforced);
        if (settings.Grace is { } grace)
        {
            json.WriteStartObject("grace");
            Limit(json, grace.Unit, grace.Limit, grace.Per);
            json.WriteEndObject();
        }

        json.WriteNumber("ticketHours", settings.TicketAge.TotalHours);
        json.WriteNumber("attachDays", settings.AttachDays);
        json.WriteStartArray("rules");
        foreach (var rule in settings.Rules)
        {
            json.WriteStartObject();
            json.WriteString("name", rule.Name);
            json.WriteStartObject("about");
            foreach (var match in rule.Matches)
            {
                json.WriteStartArray(Word(match.Part));
                foreach (var glob in match.Globs) json.WriteStringValue(glob.Pattern);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            json.WriteString("when", Word(rule.When));
            Limit(json, rule.Unit, rule.Limit, rule.Per);
            if (rule.Each is { } each) json.WriteString("each", Word(each));
            json.WriteString("action", Word(rule.Action));
            if (rule.AskWhom is { } whom) json.WriteString("askWhom", whom);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    public static void Write(Stream into, CapExplanation explained)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        var (call, verdict) = (explained.Call, explained.Verdict);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("at", call.At);
        json.WriteString("goesOn", verdict.Stops ? "no" : verdict.Action == CapAction.Slow ? "slowly" : "yes");
        if (verdict.Action is { } action) json.WriteString("action", Word(action));
        json.WriteString("reason", Reason(verdict.Reason));
        if (explained.Sentence is { } sentence) json.WriteString("sentence", sentence);
        json.WriteStartObject("call");
        json.WriteBoolean("autonomous", call.Autonomous);
        foreach (var part in Enum.GetValues<CapPart>().Where(p => p is not (CapPart.Team or CapPart.Ticket) && call.Value(p).Length > 0)) json.WriteString(Word(part), call.Value(part));
        json.WriteEndObject();
        json.WriteStartObject("ticket");
        if (call.Ticket.Key.Length > 0) json.WriteString("key", call.Ticket.Key);
        json.WriteBoolean("counts", call.Ticket.Counts);
        json.WriteString("reason", Reason(call.Ticket.Reason));
        json.WriteTime("asOf", call.Ticket.AsOf);
        json.WriteEndObject();
        json.WriteStartArray("looks");
        foreach (var look in verdict.Looks)
        {
            json.WriteStartObject();
            json.WriteString("rule", look.Rule?.Name ?? CapCounter.Grace);
            json.WriteBoolean("applies", look.Applies);
            json.WriteString("unit", Word(look.Unit));
            if (look.Applies) json.WriteNumber("used", look.Used);
            json.WriteNumber("limit", look.Limit);
            json.WriteBoolean("fires", look.Fires);
            json.WriteBoolean("decides", ReferenceEquals(look, verdict.Deciding));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>As documents spell it: <c>no_ticket</c>.</summary>
    public static string Reason(CapReason reason) => string.Concat(reason.ToString().Select((c, i) => char.IsAsciiLetterUpper(c) ? (i == 0 ? "" : "_") + char.ToLowerInvariant(c) : c.ToString()));

    internal static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void Limit(Utf8JsonWriter json, CapUnit unit, decimal limit, CapPer per)
    {
        json.WriteString("unit", Word(unit));
        json.WriteNumber("limit", limit);
        json.WriteString("per", Word(per));
    }
}
