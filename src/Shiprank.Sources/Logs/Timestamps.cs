namespace Shiprank.Sources.Logs;

/// <summary>Instants as logs write them, as UTC ticks.</summary>
internal static class Timestamps
{
    /// <summary>
    /// RFC 3339 with 0 to 9 fraction digits (the digits beyond 100 ns are cut off) and any offset; a blank may stand for the T,
    /// and a time without offset is UTC (SQLite's form).
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || (text[10] | 32) is not ('t' or ' ') || text[13] != ':' || text[16] != ':') return false;
        if (!Digits(text[..4], out var year) || !Digits(text[5..7], out var month) || !Digits(text[8..10], out var day)) return false;
        if (!Digits(text[11..13], out var hour) || !Digits(text[14..16], out var minute) || !Digits(text[17..19], out var second)) return false;
        if (year is 0 || month is 0 or > 12 || day is 0 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 60) return false;
        var rest = text[19..];
        long fraction = 0;
        if (rest.Length > 0 && rest[0] is (byte)'.' or (byte)',')
        {
            var length = 1;
            for (long unit = TimeSpan.TicksPerSecond / 10; length < rest.Length && char.IsAsciiDigit((char)rest[length]); length++, unit /= 10) fraction += (rest[length] - '0') * unit;
            if (length is 1 or > 10) return false;
            rest = rest[length..];
        }

        if (!TryOffset(rest, out var offset)) return false;
        ticks = new DateTime(year, month, day).Ticks + (((hour * 60L) + minute - offset) * TimeSpan.TicksPerMinute) + (second * TimeSpan.TicksPerSecond) + fraction;
        return ticks >= 0;
    }

    /// <summary>A number of seconds (fractions allowed) or milliseconds since 1970; the unit follows from the size.</summary>
    public static bool TryFromNumber(double number, out long ticks)
    {
        ticks = 0;
        if (!double.IsFinite(number) || number < 0 || number > 1e14) return false;
        ticks = DateTime.UnixEpoch.Ticks + (number > 1e11 ? (long)(number * TimeSpan.TicksPerMillisecond) : (long)Math.Round(number * 1e6) * 10);
        return ticks <= DateTime.MaxValue.Ticks;
    }

    private static bool TryOffset(ReadOnlySpan<byte> text, out int minutes)
    {
        minutes = 0;
        if (text.Length == 0 || (text.Length == 1 && (text[0] | 32) == 'z')) return true;
        if (text[0] is not ((byte)'+' or (byte)'-')) return false;
        var digits = text.Length switch { 6 when text[3] == ':' => text[4..], 5 => text[3..], 3 => "00"u8, _ => default };
        if (!Digits(text[1..Math.Min(3, text.Length)], out var hours) || !Digits(digits, out var rest) || hours > 23 || rest > 59) return false;
        minutes = ((hours * 60) + rest) * (text[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (c is < (byte)'0' or > (byte)'9') return false;
            value = (value * 10) + c - '0';
        }

        return text.Length > 0;
    }
}
