using Shiprank.Core.Score;
using Shiprank.Store.Delivery;

namespace Shiprank.Store.Scores;

/// <summary>Numbers and lists of a score in packed form: decimals with every digit and their scale.</summary>
internal static class ScorePack
{
    private const int SignBit = 0x80;
    private const int MaxScale = 28;

    public static void Decimal(this PackWriter to, decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        to.Number((ulong)(((bits[3] >> 16) & 0x1f) | (bits[3] < 0 ? SignBit : 0)));
        to.Number((uint)bits[0] | ((ulong)(uint)bits[1] << 32));
        to.Number((uint)bits[2]);
    }

    public static decimal Decimal(this ref PackReader from)
    {
        var head = from.Number();
        var (low, high) = (from.Number(), from.Number());
        if ((head & ~(ulong)SignBit) > MaxScale || high > uint.MaxValue) throw new InvalidDataException("a stored decimal is out of range");
        return new((int)(uint)low, (int)(uint)(low >> 32), (int)(uint)high, (head & SignBit) != 0, (byte)(head & ~(ulong)SignBit));
    }

    public static void Share(this PackWriter to, Share share)
    {
        to.Decimal(share.Lo);
        to.Decimal(share.Mid);
        to.Decimal(share.Hi);
    }

    public static Share Share(this ref PackReader from) => new(from.Decimal(), from.Decimal(), from.Decimal());

    public static void Day(this PackWriter to, DateOnly day) => to.Number((ulong)day.DayNumber);

    public static DateOnly Day(this ref PackReader from) =>
        from.Number() is var day && day <= (ulong)DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : throw new InvalidDataException("a stored day is out of range");

    public static void TimeOrNull(this PackWriter to, DateTimeOffset? time)
    {
        to.Flag(time is not null);
        if (time is { } known) to.Time(known);
    }

    public static DateTimeOffset? TimeOrNull(this ref PackReader from) => from.Flag() ? from.Time() : null;

    public static void Texts(this PackWriter to, IReadOnlyList<string> texts, TextTable table)
    {
        to.Count(texts.Count);
        foreach (var text in texts) table.Write(to, text);
    }

    public static string[] Texts(this ref PackReader from, TextTable table)
    {
        var count = from.Count();
        if (count == 0) return [];
        var texts = new List<string>(Math.Min(count, 1024));
        for (var i = 0; i < count; i++) texts.Add(table.Read(ref from));
        return [.. texts];
    }
}
