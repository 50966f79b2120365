using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;
using Shiprank.Sources.Events;

namespace Shiprank.Server.Ingest;

/// <summary>Our own event lines, from CI or anything else that knows a token. Each line is taken or refused alone.</summary>
internal sealed class EventSender(IReadOnlyList<Secret> secrets, MessageReader messages) : HookSender(secrets)
{
    private const string Key = "Idempotency-Key";

    public override string Name => "events";

    public override IReadOnlyList<string> ContentTypes => ["application/x-ndjson", "application/jsonl", "application/json"];

    public override bool? IsKnown(IHeaderDictionary headers) => Signatures.IsBearer(Secrets, headers.Authorization.ToString());

    public override Result<DeliveryLabel> Label(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (!headers.ContainsKey(Key)) return new DeliveryLabel(DeliveryIds.OfBody(body), "lines");
        var id = DeliveryIds.Of(headers, Key);
        return id.Succeeded ? new DeliveryLabel(id.Value, "lines") : id.Problem;
    }

    public override HookReading Read(DeliveryLabel label, ReadOnlyMemory<byte> payload)
    {
        var report = new IngestReport();
        using var lines = new MemoryStream(payload.ToArray(), writable: false);
        var events = EventReader.Read(lines, "lines", messages, report, FirstOrder(label.Id)).Events;
        var refused = report.Skipped;
        if (events.Count > 0) return new(events, Refused: refused);
        return refused.Count > 0
            ? new([], Problem: new("lines", 0, "no line could be taken"), Refused: refused)
            : new([], Ignored: "there is no line in it");
    }

    /// <summary>
    /// The same line in another delivery is another event, the later one: it may take back what came between. In the same delivery, sent again, it is
    /// the same one.
    /// </summary>
    private static long FirstOrder(string id)
    {
        const int bitsOfLines = 25;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(id));
        return (BitConverter.ToInt64(hash) & (long.MaxValue >> bitsOfLines)) << bitsOfLines;
    }
}
