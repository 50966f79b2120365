using System.Text.Json;
using Shiprank.Engine.Caps;

namespace Shiprank.Server.Api;

/// <summary>The body of a request for a work token, read strictly: a field that is misspelt would be a cap that is not kept.</summary>
/// <param name="Person">Id of whom it is for; empty: whoever asks.</param>
internal sealed record WorkAsk(WorkRequest Request, string Person)
{
    private const int MostBytes = 16 * 1024;

    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    private static readonly string[] fields = ["ticket", "branch", "minutes", "job", "repository", "autonomous", "usd", "steps", "minutesCap", "person"];

    public static (WorkAsk? Ask, Refusal? Refusal) Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes) return (null, new(StatusCodes.Status413PayloadTooLarge, $"the request is larger than {MostBytes} bytes"));
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray(), strict);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Of(document.RootElement) : (null, Refusal.Bad("body", "the body has to be a JSON object", fields));
        }
        catch (JsonException)
        {
            return (null, Refusal.Bad("body", "the body has to be a JSON object", fields));
        }
    }

    private static (WorkAsk?, Refusal?) Of(JsonElement json)
    {
        var (request, person) = (new WorkRequest(), "");
        foreach (var field in json.EnumerateObject())
        {
            var value = field.Value;
            if (!fields.Contains(field.Name)) return (null, Refusal.Bad(field.Name, $"there is no field {field.Name}", fields));
            if (value.ValueKind == JsonValueKind.Null) continue;
            var (text, number) = (value.ValueKind == JsonValueKind.String ? value.GetString() : null, value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var it) ? it : (decimal?)null);
            var whole = number is { } n && n == decimal.Truncate(n) && Math.Abs(n) <= int.MaxValue ? (int?)n : null;
            var taken = field.Name switch
            {
                "ticket" => text is null ? null : request with { Ticket = text },
                "branch" => text is null ? null : request with { Branch = text },
                "job" => text is null ? null : request with { Job = text },
                "repository" => text is null ? null : request with { Repository = text },
                "person" => text is null ? null : request,
                "autonomous" => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? request with { Autonomous = value.GetBoolean() } : null,
                "usd" => number is null ? null : request with { Usd = number },
                "steps" => whole is null ? null : request with { Steps = whole },
                "minutesCap" => whole is null ? null : request with { MinutesCap = whole },
                _ => whole is null ? null : request with { Minutes = whole.Value },
            };
            if (taken is null) return (null, Refusal.Bad(field.Name, $"{field.Name} has to be {Shape(field.Name)}", Shape(field.Name)));
            (request, person) = (taken, field.Name == "person" ? text! : person);
        }

        return person.Length > 200 ? (null, Refusal.Bad("person", "person has to be an id of the organisation file")) : (new(request, person), null);
    }

    private static string Shape(string field) => field switch
    {
        "ticket" or "branch" or "job" or "repository" or "person" => "text",
        "autonomous" => "true or false",
        "usd" => "a number",
        _ => "a whole number",
    };
}
