using System.Globalization;

namespace Shiprank.Sources.Otlp.Wire;

/// <summary>A single value: a text, or a number as whole as it was sent. Lists and maps are passed over.</summary>
internal readonly record struct OtlpValue(string? Text, long Whole, double Real, bool IsReal)
{
    public static OtlpValue Of(string text) => new(text, 0, 0, false);

    public static OtlpValue Of(long whole) => new(null, whole, 0, false);

    public static OtlpValue Of(double real) => new(null, 0, real, true);

    /// <summary>Clients write one number as a number, a text or a double of the same size; all of them are taken.</summary>
    /// <returns>False when it is not a whole number of at least 0.</returns>
    public bool TryCount(out long count)
    {
        count = Whole;
        if (Text is { } text) return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
        if (!IsReal) return count >= 0;
        if (!(Real >= 0 && Real < 1e15) || Math.Truncate(Real) != Real) return false;
        count = (long)Real;
        return true;
    }

    public override string ToString() => Text ?? (IsReal ? Real.ToString("R", CultureInfo.InvariantCulture) : Whole.ToString(CultureInfo.InvariantCulture));
}
