using System.Buffers;

namespace Shiprank.Server.Gateway.Metering;

/// <summary>
/// Looks at an answer's bytes as they go by. Of a stream it holds no more than the event that is not whole yet, of an answer in one piece all of it, and
/// of either no more than <see cref="GatewayLimits.Answer"/>.
/// </summary>
internal sealed class AnswerMeter(MeteredAnswer answer, bool streams) : IDisposable
{
    private byte[] held = [];
    private int length;
    private bool isTooLong;

    public MeteredAnswer Answer => answer;

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        while (streams && bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (length == 0 && !isTooLong) Line(bytes[..end]);
            else
            {
                Hold(bytes[..end]);
                if (!isTooLong) Line(held.AsSpan(0, length));
                Drop();
                isTooLong = false;
            }

            bytes = bytes[(end + 1)..];
        }

        if (!bytes.IsEmpty) Hold(bytes);
    }

    /// <param name="whole">The answer ended as HTTP has it.</param>
    public void End(bool whole)
    {
        if (streams && length > 0 && !isTooLong) Line(held.AsSpan(0, length));
        else if (!streams && length > 0 && !isTooLong) AnswerReader.Read(held.AsSpan(0, length), answer);
        if (whole) answer.End();
        Drop();
    }

    public void Dispose() => Drop();

    private void Line(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("data:"u8)) return;
        var data = line[5..].Trim((byte)' ').TrimEnd((byte)'\r');

        // What has neither need not be read: nearly all pieces of an answer are of this kind.
        if ((data.IndexOf("\"usage"u8) < 0 && data.IndexOf("\"error\""u8) < 0) || !AnswerReader.Read(data, answer)) answer.Piece(data.Length);
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (isTooLong) return;
        if (length + bytes.Length > GatewayLimits.Answer)
        {
            Drop();
            isTooLong = true;
            return;
        }

        if (length + bytes.Length > held.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(length + bytes.Length, Math.Min(GatewayLimits.Answer, held.Length * 2)));
            held.AsSpan(0, length).CopyTo(larger);
            if (held.Length > 0) ArrayPool<byte>.Shared.Return(held);
            held = larger;
        }

        bytes.CopyTo(held.AsSpan(length));
        length += bytes.Length;
    }

    private void Drop()
    {
        if (held.Length > 0) ArrayPool<byte>.Shared.Return(held);
        (held, length) = ([], 0);
    }
}
