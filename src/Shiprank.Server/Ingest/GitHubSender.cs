using System.Net;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Server.Ingest;

/// <summary>GitHub: an HMAC-SHA256 of the body (the older SHA-1 one proves nothing here), a GUID that a redelivery keeps.</summary>
internal sealed class GitHubSender(IReadOnlyList<Secret> secrets, Func<DeliveryLabel, ReadOnlyMemory<byte>, HookReading> read) : HookSender(secrets)
{
    private const string Form = "application/x-www-form-urlencoded";

    public override string Name => "github";

    public override IReadOnlyList<string> ContentTypes => ["application/json", Form];

    public override bool? IsKnown(IHeaderDictionary headers) => headers.ContainsKey("X-Hub-Signature-256") ? null : false;

    public override bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        headers["X-Hub-Signature-256"] is [{ } signature] && Signatures.IsHmac(Secrets, body, signature, "sha256");

    public override Result<DeliveryLabel> Label(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var id = DeliveryIds.Of(headers, "X-GitHub-Delivery");
        if (!id.Succeeded) return id.Problem;
        var name = DeliveryIds.Of(headers, "X-GitHub-Event");
        return name.Succeeded ? new DeliveryLabel(id.Value, name.Value) : name.Problem;
    }

    public override Result<ReadOnlyMemory<byte>> Payload(string contentType, ReadOnlyMemory<byte> body)
    {
        if (contentType != Form) return body;
        const string field = "payload=";
        var text = Encoding.ASCII.GetString(body.Span);
        foreach (var range in text.AsSpan().Split('&'))
        {
            var part = text.AsSpan()[range];
            if (!part.StartsWith(field, StringComparison.Ordinal)) continue;
            var value = Encoding.ASCII.GetBytes(part[field.Length..].ToString());
            return new ReadOnlyMemory<byte>(WebUtility.UrlDecodeToBytes(value, 0, value.Length));
        }

        return new Problem("body", 0, "the form has no field payload");
    }

    public override HookReading Read(DeliveryLabel label, ReadOnlyMemory<byte> payload) =>
        label.Event == "ping" ? new([], Ignored: "a ping: the hook works") : read(label, payload);
}
