using System.Text.Json;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Forges;

/// <summary>Opens the payload of a delivery, hands it to a reader and turns what is malformed into a problem.</summary>
internal static class DeliveryPayload
{
    private const int LongestName = 60;

    /// <param name="where">Forge and event, for the problem.</param>
    public static ForgeReading Read(string where, ReadOnlyMemory<byte> payload, Func<PayloadFields, ForgeReading> read)
    {
        if (JsonText.Flaw(payload.Span) is { } flaw) return ForgeReading.Malformed(where, flaw);
        using var document = JsonDocument.Parse(payload, new() { MaxDepth = JsonText.Deepest });
        var fields = PayloadFields.Of(document.RootElement);
        var reading = fields.Failure is null ? read(fields) : ForgeReading.Nothing("");
        return fields.Failure is { } failure ? ForgeReading.Malformed(where, failure) : reading;
    }

    /// <summary>A name that came with a request, fit for a message.</summary>
    public static string Shown(string name) =>
        string.Concat((name.Length <= LongestName ? name : name[..LongestName]).Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ' ' ? c : '?'));
}
