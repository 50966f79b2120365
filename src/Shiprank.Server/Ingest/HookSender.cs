using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;

namespace Shiprank.Server.Ingest;

/// <summary>What a delivery says: events for the store, or why there are none, or what is wrong with it. <paramref name="Refused"/>: lines left out alone.</summary>
internal sealed record HookReading(IReadOnlyList<StoredEvent> Events, string? Ignored = null, Problem? Problem = null, IReadOnlyList<SkippedInput>? Refused = null);

/// <param name="Id">The sender's own id, which a redelivery keeps.</param>
/// <param name="Event">What the sender calls it.</param>
internal readonly record struct DeliveryLabel(string Id, string Event);

/// <summary>One kind of sender: how it proves itself, what it calls a delivery, how its payload becomes events.</summary>
internal abstract class HookSender(IReadOnlyList<Secret> secrets)
{
    /// <summary>Source in the ledger.</summary>
    public abstract string Name { get; }

    /// <summary>False: the endpoint is closed.</summary>
    public bool IsOpen => secrets.Count > 0;

    /// <summary>Content types that are read, without parameters.</summary>
    public virtual IReadOnlyList<string> ContentTypes => ["application/json"];

    protected IReadOnlyList<Secret> Secrets => secrets;

    /// <summary>What the headers alone prove; null when the body is needed for it.</summary>
    public abstract bool? IsKnown(IHeaderDictionary headers);

    /// <summary>Asked when the headers alone did not tell.</summary>
    public virtual bool IsSigned(IHeaderDictionary headers, ReadOnlySpan<byte> body) => false;

    /// <returns>A problem when the headers lack what names a delivery.</returns>
    public abstract Result<DeliveryLabel> Label(IHeaderDictionary headers, ReadOnlySpan<byte> body);

    /// <summary>The payload of a body: itself unless the content type wraps it.</summary>
    public virtual Result<ReadOnlyMemory<byte>> Payload(string contentType, ReadOnlyMemory<byte> body) => body;

    /// <param name="payload">Anything: a reader refuses what is no JSON, and what is nested too deep, before it builds anything of it.</param>
    public abstract HookReading Read(DeliveryLabel label, ReadOnlyMemory<byte> payload);
}
