using System.Text.Json;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Server.Access;
using Shiprank.Server.Api;
using Shiprank.Server.Ingest.Otlp;

namespace Shiprank.Server.Ingest;

/// <summary>
/// What hooks on people's machines saw of runs: a line of JSON each, as <c>shiprank collect</c> sends them. A line that was taken before changes nothing;
/// one that can't be taken is named with its reason, and the rest is taken. It is acknowledged when it is in the store.
/// </summary>
internal sealed class CapEventIntake(ServerOptions options)
{
    public const string Path = "/v1/cap-events";

    public const string ContentType = "application/x-ndjson";

    private const int MostLines = 20_000;

    private const int NamedProblems = 20;

    private readonly ByteBudget budget = new(OtlpLimits.InMemory / 4);

    public static void Map(WebApplication app)
    {
        var intake = ActivatorUtilities.CreateInstance<CapEventIntake>(app.Services);
        app.MapPost(Path, intake.Take).WithDisplayName(Path).DisableRateLimiting().Needing(Right.Ingest);
    }

    private async Task Take(HttpContext context)
    {
        if ((context.Request.ContentType ?? "").Split(';', 2)[0].Trim() != ContentType)
        {
            await ProblemAnswers.Write(context, StatusCodes.Status415UnsupportedMediaType, $"the content type has to be {ContentType}");
            return;
        }

        var (body, refusal) = await OtlpBody.Read(context.Request, budget, options.Clock);
        if (body is null)
        {
            if (refusal!.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = OtlpLimits.RetryAfter.ToString(System.Globalization.CultureInfo.InvariantCulture);
            await ProblemAnswers.Write(context, refusal.Status, refusal.Reason);
            return;
        }

        var (entries, problems, refused) = (new List<CapEvent>(), new List<(int Line, string Reason)>(), 0);
        using (body)
        {
            // Whose token it is decides whose runs they are: nobody puts a run on somebody else.
            var (person, now, line) = (context.Viewer().Person ?? "", options.Clock.GetUtcNow(), 0);
            foreach (var range in Lines(body.Bytes))
            {
                line++;
                if (range.IsEmpty) continue;
                var entry = CapEventJson.Read(range.Span);
                if (entries.Count == MostLines || SeenByHook.Problem(entry, now) is not null)
                {
                    refused++;
                    if (problems.Count < NamedProblems) problems.Add((line, entries.Count == MostLines ? $"more than {MostLines} lines at once" : SeenByHook.Problem(entry, now)!));
                    continue;
                }

                entries.Add(entry! with { Person = person, Tokens = default, ReservedUsd = null });
            }
        }

        var added = await Task.Run(() => options.Store.AddCapEvents(entries), CancellationToken.None);
        await ApiReply.Send(context, ApiAnswer.Of(into => Write(into, added, entries.Count - added, refused, problems)), tag: null);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Lines(ReadOnlyMemory<byte> body)
    {
        while (!body.IsEmpty)
        {
            var end = body.Span.IndexOf((byte)'\n');
            yield return end < 0 ? body : body[..end];
            body = end < 0 ? default : body[(end + 1)..];
        }
    }

    private static void Write(Stream into, int added, int known, int refused, List<(int Line, string Reason)> problems)
    {
        using var json = new Utf8JsonWriter(into);
        json.WriteStartObject();
        json.WriteNumber("taken", added);
        json.WriteNumber("known", known);
        json.WriteNumber("refused", refused);
        json.WriteStartArray("problems");
        foreach (var (line, reason) in problems)
        {
            json.WriteStartObject();
            json.WriteNumber("line", line);
            json.WriteString("reason", reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
