namespace Shiprank.Server.Features.Badges;

/// <summary>Icons of badges, as drawn and as PNGs of a few sizes; a badge of the organisation's own has a neutral one.</summary>
internal static class BadgeIcons
{
    private const string Neutral = "badge";

    /// <summary>Edge lengths in pixels; the first is what is sent when none is asked for.</summary>
    public static readonly IReadOnlyList<int> Sizes = [64, 32, 128];

    public static byte[] Svg(string badge) => Resource($"{badge}.svg") ?? Resource($"{Neutral}.svg")!;

    /// <param name="size">One of <see cref="Sizes"/>.</param>
    public static byte[] Png(string badge, int size) => Resource($"{badge}-{size}.png") ?? Resource($"{Neutral}-{size}.png")!;

    public static string Path(string badge) => $"/badges/{badge}/icon.svg";

    private static byte[]? Resource(string name)
    {
        using var stream = typeof(BadgeIcons).Assembly.GetManifestResourceStream($"badges/{name}");
        if (stream is null) return null;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
