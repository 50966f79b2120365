using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Server.Ingest;

/// <summary>An alerting service, read by a mapping file: it signs the body (HMAC-SHA256, in the header that is configured) or sends a bearer token.</summary>
internal sealed class IncidentSender(IncidentHookEntry hook, IReadOnlyList<Secret> secrets, Func<DeliveryLabel, ReadOnlyMemory<byte>, HookReading> read) : HookSender(secrets)
{
    public override string Name => "incidents/" + hook.Name;

    public override bool? IsKnown(IHeaderDictionary headers) =>
        hook.SignatureHeader is not { } header ? Signatures.IsBearer(Secrets, headers.Authorization.ToString())
        : headers.ContainsKey(header) ? null : false;

    public override bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body) =>
        headers[hook.SignatureHeader!] is [{ } signature] && Signatures.IsHmac(Secrets, body, signature);

    public override Result<DeliveryLabel> Label(IHeaderDictionary headers, ReadOnlySpan<byte> body) => new DeliveryLabel(DeliveryIds.OfBody(body), "incident");

    public override HookReading Read(DeliveryLabel label, ReadOnlyMemory<byte> payload) => read(label, payload);
}
