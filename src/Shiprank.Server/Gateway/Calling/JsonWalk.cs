using System.Buffers;
using System.Runtime.CompilerServices;

namespace Shiprank.Server.Gateway.Calling;

/// <summary>
/// Walks over the outermost members of a JSON object and passes over their values by brackets and quotes alone: bodies are long, and nearly nothing in them is
/// looked at. What it can't walk over is read by a real reader, which says what is wrong with it; a value that is no JSON inside is the provider's to refuse.
/// </summary>
internal ref struct JsonWalk(ReadOnlySpan<byte> json)
{
    private static readonly SearchValues<byte> structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> ends = SearchValues.Create(",}] \t\r\n"u8);

    private readonly ReadOnlySpan<byte> json = json;

    public int At { get; private set; }

    /// <summary>The sign that stands next, blanks passed over; 0: the end.</summary>
    public byte Next
    {
        get
        {
            while (At < json.Length && json[At] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t') At++;
            return At < json.Length ? json[At] : (byte)0;
        }
    }

    /// <summary>Passes over one sign, if it is this one.</summary>
    public bool Take(byte sign)
    {
        if (Next != sign) return false;
        At++;
        return true;
    }

    /// <summary>A member's name, without escapes, and its colon.</summary>
    public bool Name(out ReadOnlySpan<byte> name)
    {
        name = [];
        if (Next != '"') return false;
        var end = json[(At + 1)..].IndexOfAny((byte)'"', (byte)'\\');
        if (end < 0 || json[At + 1 + end] != '"') return false;
        name = json.Slice(At + 1, end);
        At += end + 2;
        return Take((byte)':');
    }

    /// <summary>Passes over a value.</summary>
    /// <returns>False: it has no end, or is none.</returns>
    public bool Value(out int start)
    {
        var first = Next;
        start = At;
        if (first == '"') return String();
        if (first is (byte)'{' or (byte)'[') return Nested();
        var end = json[At..].IndexOfAny(ends);
        if (first == 0 || end == 0) return false;
        At = end < 0 ? json.Length : At + end;
        return true;
    }

    private bool String()
    {
        var at = At + 1;
        if (!PastString(json, ref at)) return false;
        At = at;
        return true;
    }

    /// <summary>By far most of a body is walked over here: the place is in a register, and the code is compiled for speed at once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Nested()
    {
        var rest = json;
        var (at, depth) = (At, 0);
        while (at < rest.Length)
        {
            var step = rest[at..].IndexOfAny(structure);
            if (step < 0) return false;
            at += step;
            switch (rest[at++])
            {
                case (byte)'"':
                    if (!PastString(rest, ref at)) return false;
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                default:
                    if (--depth > 0) break;
                    At = at;
                    return true;
            }
        }

        return false;
    }

    /// <param name="at">Behind the quote that begins it; then behind the one that ends it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool PastString(ReadOnlySpan<byte> rest, ref int at)
    {
        while (at < rest.Length)
        {
            var end = rest[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (end < 0) return false;
            at += end + 1;
            if (rest[at - 1] == '"') return true;

            // Past the sign that it escapes.
            at++;
        }

        return false;
    }
}
