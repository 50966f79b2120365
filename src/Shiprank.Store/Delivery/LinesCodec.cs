using Shiprank.Core.Delivery;

namespace Shiprank.Store.Delivery;

/// <summary>Line values as one body. They are hashes and stand raw: nothing compresses them.</summary>
internal static class LinesCodec
{
    /// <summary>First byte of a body: the way that the rest is written.</summary>
    private const byte Format = 1;

    public static void Write(PackWriter to, IReadOnlyList<LineText> lines)
    {
        to.Number(Format);
        foreach (var line in lines) to.Word(line.Value);
    }

    public static LineText[] Read(int count, ReadOnlySpan<byte> body)
    {
        var from = new PackReader(body);
        if (from.Number() is var format && format != Format) throw new InvalidDataException($"lines are written in the unknown way {format}");
        var lines = new LineText[count];
        for (var i = 0; i < lines.Length; i++) lines[i] = new(from.Word());
        return lines;
    }
}
