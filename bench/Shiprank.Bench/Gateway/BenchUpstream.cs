using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Shiprank.Bench.Gateway;

/// <summary>
/// A model provider on a bare socket, as cheap as it can be, so that what stands before it is what is measured: it reads a body and answers with 27 events
/// in one write, or one after another where a call says so (<c>x-bench-delay</c>: milliseconds between events; <c>x-bench-hang</c>: nothing after the first).
/// </summary>
internal sealed class BenchUpstream : IDisposable
{
    public const int Events = 27;

    private static readonly byte[][] pieces = [.. Pieces()];
    private static readonly byte[] whole = [.. Head(), .. pieces.SelectMany(p => p), .. "0\r\n\r\n"u8];

    private static readonly byte[] first = [.. Head(), .. pieces[0]];
    private static readonly byte[] last = [.. pieces[^1], .. "0\r\n\r\n"u8];

    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<string, int> seen = new(StringComparer.Ordinal);
    private long calls;

    public BenchUpstream(int port)
    {
        listener.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, port));
        listener.Listen(4096);
        Address = new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");
        _ = Accept();
    }

    public Uri Address { get; }

    /// <summary>Calls whose body came whole.</summary>
    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Sessions that calls named, and how often.</summary>
    public IReadOnlyDictionary<string, int> Sessions => seen;

    public void Dispose() => listener.Dispose();

    private static byte[] Head() => "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nrequest-id: req_0000000000\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray();

    private static IEnumerable<byte[]> Pieces()
    {
        yield return Chunk("message_start", """{"type":"message_start","message":{"id":"msg_bench","type":"message","role":"assistant","model":"claude-sonnet-4-6","content":[],"usage":{"input_tokens":1234,"cache_creation_input_tokens":200,"cache_read_input_tokens":5000,"cache_creation":{"ephemeral_5m_input_tokens":150,"ephemeral_1h_input_tokens":50},"output_tokens":1}}}""");
        yield return Chunk("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");
        for (var i = 0; i < Events - 5; i++) yield return Chunk("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"some words of an answer "}}""");
        yield return Chunk("content_block_stop", """{"type":"content_block_stop","index":0}""");
        yield return Chunk("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"input_tokens":1234,"cache_creation_input_tokens":200,"cache_read_input_tokens":5000,"output_tokens":60}}""");
        yield return Chunk("message_stop", """{"type":"message_stop"}""");
    }

    private static byte[] Chunk(string name, string data)
    {
        var text = $"event: {name}\ndata: {data}\n\n";
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text.Length:x}\r\n{text}\r\n"));
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                _ = Serve(socket);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // It was told to stop.
            return;
        }
    }

    private async Task Serve(Socket socket)
    {
        using var closing = socket;
        var buffer = new byte[4096];
        var length = 0;
        try
        {
            while (true)
            {
                int head;
                while ((head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8)) < 0)
                {
                    if (length == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
                    var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                    if (read == 0) return;
                    length += read;
                }

                var text = Encoding.ASCII.GetString(buffer, 0, head);
                var left = (Header(text, "content-length") is { } said ? int.Parse(said, CultureInfo.InvariantCulture) : 0) - (length - head - 4);
                while (left > 0)
                {
                    var read = await socket.ReceiveAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)));
                    if (read == 0) return;
                    left -= read;
                }

                length = 0;
                Interlocked.Increment(ref calls);
                if (Header(text, "x-claude-code-session-id") is { } session) seen.AddOrUpdate(session, 1, static (_, n) => n + 1);
                await Answer(socket, text);
            }
        }
        catch (SocketException)
        {
            // Who called is gone.
            return;
        }
    }

    private async Task Answer(Socket socket, string head)
    {
        var delay = Header(head, "x-bench-delay") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var hangs = Header(head, "x-bench-hang") is not null;
        if (delay == 0 && !hangs)
        {
            await Send(socket, Numbered(whole));
            return;
        }

        await Send(socket, Numbered(first));
        if (hangs)
        {
            // Until the caller goes.
            await socket.ReceiveAsync(new byte[1]);
            throw new SocketException((int)SocketError.ConnectionReset);
        }

        for (var i = 1; i < pieces.Length; i++)
        {
            await Task.Delay(delay);
            await Send(socket, i == pieces.Length - 1 ? last : pieces[i]);
        }
    }

    /// <summary>Each answer has an id of its own, as those of a provider have.</summary>
    private byte[] Numbered(byte[] answer)
    {
        var copy = answer.ToArray();
        var at = copy.AsSpan().IndexOf("req_"u8) + 4;
        Calls.TryFormat(copy.AsSpan(at, 10), out _, "D10", CultureInfo.InvariantCulture);
        return copy;
    }

    private static async Task Send(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty) bytes = bytes[await socket.SendAsync(bytes)..];
    }

    private static string? Header(string head, string name)
    {
        var at = head.IndexOf($"\n{name}:", StringComparison.OrdinalIgnoreCase);
        if (at < 0) return null;
        var start = at + name.Length + 2;
        var end = head.IndexOf('\r', start);
        return head[start..(end < 0 ? head.Length : end)].Trim();
    }
}
