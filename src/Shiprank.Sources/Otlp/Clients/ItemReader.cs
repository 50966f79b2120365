using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Otlp.Wire;

namespace Shiprank.Sources.Otlp.Clients;

/// <summary>Fields of one item under the rules that all clients share. The first fault of an item refuses it.</summary>
internal sealed class ItemReader(TelemetryReading reading, DateTimeOffset now)
{
    /// <summary>Tokens of one record: beyond this it is damaged, and sums of money would leave their range.</summary>
    private const long Most = 100_000_000_000;

    /// <summary>Characters of an id, a model's name, a ticket.</summary>
    private const int Longest = 200;

    private static readonly DateTimeOffset Earliest = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TelemetryReading Reading => reading;

    public string? Fault { get; private set; }

    public void Begin() => Fault = null;

    public long Count(OtlpItem item, OtlpName name)
    {
        if (item.Own[name] is not { } value) return 0;
        if (value.TryCount(out var count) && count <= Most) return count;
        Fault ??= "a count of tokens is no whole number from 0 to 100 billion";
        return 0;
    }

    /// <summary>The value of a point of a counter.</summary>
    public long Count(OtlpItem item)
    {
        if (item.Value.TryCount(out var count) && count <= Most) return count;
        Fault ??= "the value of a counter is no whole number from 0 to 100 billion";
        return 0;
    }

    /// <summary>An id or a name; empty for anything that has a blank in it or is longer than an id is: it may be what somebody wrote.</summary>
    public static string Word(OtlpValue? value)
    {
        if (value?.ToString() is not { Length: > 0 and <= Longest } text) return "";
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c)) return "";
        }

        return text;
    }

    public static string? WordOrNull(OtlpValue? value) => Word(value) is { Length: > 0 } word ? word : null;

    /// <summary>The name that prices know: without the mark of a context window in brackets at its end.</summary>
    public static string Model(OtlpValue? value)
    {
        var model = Word(value);
        return model.IndexOf('[') is var mark and > 0 ? model[..mark] : model;
    }

    /// <summary>Who it says that used it; the one stated on purpose goes first.</summary>
    public static string? Person(OtlpItem item) => WordOrNull(item[OtlpName.Person]) ?? WordOrNull(item[OtlpName.UserEmail]) ?? WordOrNull(item[OtlpName.EndUserId]);

    public static string? Ticket(OtlpItem item) => WordOrNull(item[OtlpName.TicketKey]);

    /// <summary>The item's own time, else that which its attribute tells, else when it was noticed.</summary>
    public DateTimeOffset Time(OtlpItem item)
    {
        var ticks = OfNano(item.Time);
        if (ticks == 0 && item.Own[OtlpName.EventTimestamp]?.Text is { } text && Timestamps.TryParse(Encoding.UTF8.GetBytes(text), out var told)) ticks = told;
        if (ticks == 0) ticks = OfNano(item.Observed);
        var time = new DateTimeOffset(ticks, TimeSpan.Zero);
        if (ticks == 0) Fault ??= "no time";
        else if (time < Earliest) Fault ??= "a time before 2020";
        else if (time > now.AddHours(48)) Fault ??= "a time in the future";
        return time;
    }

    public static DateTimeOffset Start(OtlpItem item) => new(OfNano(item.Start), TimeSpan.Zero);

    /// <summary>A key that is the same whenever the same item is sent again.</summary>
    public static string Key(params ReadOnlySpan<string> parts) => string.Join(':', parts!);

    /// <summary>Tells a stream of a counter from every other.</summary>
    public static long Stream(OtlpItem item, string tool)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{tool}\n{item.Name}\n{item.Resource.Fingerprint}\n{item.Own.Fingerprint}")), hash);
        return BitConverter.ToInt64(hash);
    }

    /// <summary>Adds the row unless the item had a fault.</summary>
    public void Add(string client, Func<UsageRow> row, bool reconciled = true)
    {
        if (Refuses(client)) return;
        reading.Rows.Add(row());
        reading.Count(client, TelemetryOutcome.Accepted, "");
        if (!reconciled) reading.Count(client, TelemetryOutcome.Unreconciled, "the client's total fits none of the known ways to add up");
    }

    public bool Refuses(string client)
    {
        if (Fault is null) return false;
        reading.Count(client, TelemetryOutcome.Refused, Fault);
        return true;
    }

    private static long OfNano(ulong nano) => nano == 0 || nano / 100 > (ulong)(DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks) ? 0 : DateTime.UnixEpoch.Ticks + (long)(nano / 100);
}
