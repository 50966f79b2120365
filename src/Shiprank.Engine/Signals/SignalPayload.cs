using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Documents;

namespace Shiprank.Engine.Signals;

/// <summary>
/// What is posted to a webhook about a step (docs/reference/signal-webhooks.md), and its signature. Of questions about people and teams no more is said than that
/// something happened: neither rule nor figures, nor what anybody said.
/// </summary>
public static class SignalPayload
{
    public const string SignatureHeader = "Shiprank-Signature";
    public const string EventHeader = "Shiprank-Event";
    public const string DeliveryHeader = "Shiprank-Delivery";

    /// <summary>Older than this a receiver takes nothing.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    public static string Event(TakenStep step) => $"signal.{QuestionWords.Of(step.Step)}";

    public static string Delivery(TakenStep step) => $"{step.Id}-{step.Number}";

    /// <param name="pages">Where pages are; null: not known.</param>
    public static byte[] Of(TakenStep step, SignalQuestion question, Uri? pages)
    {
        var finding = question.Finding;
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schemaVersion", 1);
            json.WriteString("event", Event(step));
            json.WriteString("delivery", Delivery(step));
            json.WriteTime("at", step.At);
            json.WriteStartObject("signal");
            json.WriteString("id", question.Id);
            json.WriteString("kind", QuestionWords.Of(finding.Subject.Kind));
            json.WriteString("state", QuestionWords.Of(step.State));
            if (question is { IsPersonal: false, Finding.Subject.Kind: not SubjectKind.Team })
            {
                json.WriteString("rule", finding.Rule);
                json.WriteString("subject", finding.Subject.Id);
                json.WriteString("title", finding.Title);
                json.WriteString("seen", finding.Seen);
                json.WriteExact("atStakeUsd", finding.AtStakeUsd);
                json.WriteString("first", finding.First.ToString("O"));
                json.WriteString("last", finding.Last.ToString("O"));
            }

            json.WriteEndObject();
            if (pages is not null) json.WriteString("url", new Uri(pages, $"signals/{question.Id}").AbsoluteUri);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    /// <summary><c>t=Unix seconds,v1=HMAC-SHA256(secret, t + "." + body)</c> in lower-case hex.</summary>
    public static string Signature(ReadOnlySpan<byte> secret, DateTimeOffset now, ReadOnlySpan<byte> body)
    {
        var time = now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hmac.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hmac.AppendData(body);
        return $"t={time},v1={Convert.ToHexStringLower(hmac.GetHashAndReset())}";
    }
}
