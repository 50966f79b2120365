using System.Text.Json;
using Shiprank.Core.Signals.Desk;
using Shiprank.Server.Api;

namespace Shiprank.Server.Features.Signals;

/// <summary>An answer as a program sends it: <c>{"answer":"explain","said":"…","days":7}</c>.</summary>
internal sealed record SentAnswer(QuestionAnswer Answer, string Said, int? Days)
{
    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 4 };

    public static (SentAnswer? Answer, Refusal? Refusal) Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return (null, new(StatusCodes.Status400BadRequest, "the body is not an object"));
            var (answer, said, days) = ((QuestionAnswer?)null, "", (int?)null);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                var (name, value) = (property.Name, property.Value);
                if (name == "answer" && value.ValueKind == JsonValueKind.String) answer = QuestionWords.Answer(value.GetString()!);
                else if (name == "said" && value.ValueKind == JsonValueKind.String) said = value.GetString()!;
                else if (name == "days" && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) days = number;
                else return (null, Refusal.Bad(name.Length <= 40 ? name : name[..40], "there is no such field, or it is of another type", "answer", "said", "days"));
            }

            return answer is { } given ? (new(given, said, days), null) : (null, Refusal.Bad("answer", "answer is none of the known ones", [.. QuestionWords.Answers.Select(QuestionWords.Of)]));
        }
        catch (JsonException)
        {
            return (null, new(StatusCodes.Status400BadRequest, "the body is no JSON"));
        }
    }
}
