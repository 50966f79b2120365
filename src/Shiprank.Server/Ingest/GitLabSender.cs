using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Server.Ingest;

/// <summary>GitLab: the secret itself in a header, and an idempotency key that retries keep. Versions without the key: the same body is the same delivery.</summary>
internal sealed class GitLabSender(IReadOnlyList<Secret> secrets, Func<DeliveryLabel, ReadOnlyMemory<byte>, HookReading> read) : HookSender(secrets)
{
    public override string Name => "gitlab";

    public override bool? IsKnown(IHeaderDictionary headers) => headers["X-Gitlab-Token"] is [{ Length: > 0 } token] && Signatures.IsToken(Secrets, token);

    public override Result<DeliveryLabel> Label(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        var name = DeliveryIds.Of(headers, "X-Gitlab-Event");
        if (!name.Succeeded) return name.Problem;
        return new DeliveryLabel(DeliveryIds.Word(headers["Idempotency-Key"]) ?? DeliveryIds.OfBody(body), name.Value);
    }

    public override HookReading Read(DeliveryLabel label, ReadOnlyMemory<byte> payload) => read(label, payload);
}
