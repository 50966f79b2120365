using System.Runtime.InteropServices;
using System.Text.Json;
using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Edits;

/// <summary>
/// Turns what an agent wrote into line hashes, straight from the bytes of its log: no text is made of it. Without a hasher nothing is hashed.
/// At most <see cref="Most"/> lines of one file in one edit are kept, the first ones. Not for several threads at once.
/// </summary>
internal sealed class EditLines(TextHasher? hasher)
{
    /// <summary>Lines that one edit of one file keeps: more is no writing of an agent but data that it moved.</summary>
    public const int Most = 20_000;

    private readonly LineBuffer buffer = new();

    /// <summary>Adds every line of a text.</summary>
    /// <param name="escaped">A JSON string's bytes between its quotes; here and below.</param>
    public void AddText(List<LineText> to, ReadOnlySpan<byte> escaped)
    {
        if (hasher is null) return;
        var lines = Lines(escaped);
        while (to.Count < Most && lines.Next(out var line)) to.Add(hasher.Line(line));
    }

    /// <summary>Adds the one line that a diff's line holds behind its sign, when the sign is <c>+</c>.</summary>
    public void AddSigned(List<LineText> to, ReadOnlySpan<byte> escaped)
    {
        if (hasher is null || to.Count >= Most || escaped is [] or [(byte)' ' or (byte)'-', ..]) return;
        var lines = Lines(escaped);
        if (lines.Next(out var line) && line is [(byte)'+', ..]) to.Add(hasher.Line(line[1..]));
    }

    /// <summary>Adds the lines that a unified diff adds. What stands before the first hunk and between hunks is no part of them.</summary>
    public void AddDiff(List<LineText> to, ReadOnlySpan<byte> escaped)
    {
        if (hasher is null) return;
        var lines = Lines(escaped);
        var hunk = new DiffHunk();
        while (to.Count < Most && lines.Next(out var line))
        {
            if (hunk.Adds(line)) to.Add(hasher.Line(line[1..]));
        }
    }

    /// <summary>Adds the lines of a new text that the old one, which it replaces, does not have: what both have is context, not writing.</summary>
    public void AddDifference(List<LineText> to, ReadOnlySpan<byte> old, ReadOnlySpan<byte> escaped)
    {
        if (hasher is null) return;
        var kept = new Dictionary<LineText, int>();
        for (var lines = Lines(old); lines.Next(out var line);) CollectionsMarshal.GetValueRefOrAddDefault(kept, hasher.Line(line), out _)++;
        for (var lines = Lines(escaped); to.Count < Most && lines.Next(out var line);)
        {
            var hash = hasher.Line(line);
            ref var known = ref CollectionsMarshal.GetValueRefOrNullRef(kept, hash);
            if (System.Runtime.CompilerServices.Unsafe.IsNullRef(ref known) || known == 0) to.Add(hash);
            else known--;
        }
    }

    public EscapedLines Lines(ReadOnlySpan<byte> escaped) => new(escaped, buffer);

    /// <summary>The bytes between the quotes of a string in a parsed document; none for any other value.</summary>
    public static ReadOnlySpan<byte> Escaped(JsonElement value) => value.ValueKind == JsonValueKind.String ? JsonMarshal.GetRawUtf8Value(value)[1..^1] : default;

    /// <summary>The bytes between the quotes of the string that follows; none for any other value, which is passed over.</summary>
    public static ReadOnlySpan<byte> NextEscaped(scoped ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.ValueSpan;
        reader.Skip();
        return default;
    }

    public void Add(List<LineText> to, ReadOnlySpan<byte> line)
    {
        if (hasher is not null && to.Count < Most) to.Add(hasher.Line(line));
    }
}
