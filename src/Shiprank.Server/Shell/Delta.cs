namespace Shiprank.Server.Shell;

/// <summary>Which way a figure is meant to go. Of spend neither way is good.</summary>
public enum Better
{
    Neither,
    More,
    Less,
}

/// <summary>A change against the compared period, in words: an arrow and a colour alone say nothing to many.</summary>
/// <param name="Tone">Class for its colour: <c>good</c>, <c>bad</c>, or none.</param>
public sealed record Delta(string Text, string Tone)
{
    public static readonly Delta Noise = new("within noise", "");

    /// <param name="clear">False: the difference is not clear of chance.</param>
    /// <returns>Null when either is unknown: nothing is compared.</returns>
    public static Delta? Of(decimal? now, decimal? before, Better better = Better.Neither, bool clear = true)
    {
        if (now is not { } value || before is not { } old) return null;
        if (!clear) return Noise;
        if (value == old) return new("no change", "");
        if (old == 0) return new("▲ from nothing", "");
        var change = (value - old) / Math.Abs(old);
        return Written(change, Math.Abs(change) >= 10 ? $"{Figures.Count((long)Math.Round(value / old))}{Figures.Space}times" : Figures.Share(Math.Abs(change)), better);
    }

    /// <summary>Of shares: the difference in points.</summary>
    public static Delta? OfShares(decimal? now, decimal? before, Better better = Better.Neither, bool clear = true)
    {
        if (now is not { } value || before is not { } old) return null;
        if (!clear) return Noise;
        var points = Math.Round((value - old) * 100, 1);
        return points == 0 ? new("no change", "") : Written(points, $"{Math.Abs(points).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture)}{Figures.Space}pts", better);
    }

    private static Delta Written(decimal change, string size, Better better)
    {
        var good = better == Better.Neither ? (bool?)null : (change > 0) == (better == Better.More);
        return new($"{(change > 0 ? '▲' : '▼')}{Figures.Space}{size}{good switch { true => " better", false => " worse", _ => "" }}", good switch { true => "good", false => "bad", _ => "" });
    }
}
