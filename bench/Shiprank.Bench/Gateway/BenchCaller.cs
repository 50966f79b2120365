using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Shiprank.Bench.Gateway;

/// <summary>Where calls go, and what is put into their head.</summary>
internal sealed record BenchTarget(string Name, Uri Address, string Path, IReadOnlyList<string> Headers)
{
    /// <summary>A request of 49.9 KB in Claude Code's shape.</summary>
    public byte[] Request(params ReadOnlySpan<string> more)
    {
        var body = Body();
        var head = new StringBuilder();
        head.Append(CultureInfo.InvariantCulture, $"POST {Path} HTTP/1.1\r\nHost: {Address.Authority}\r\nContent-Type: application/json\r\nanthropic-version: 2023-06-01\r\nUser-Agent: claude-cli/2.1.329 (external, cli)\r\nContent-Length: {body.Length}\r\n");
        foreach (var header in Headers) head.Append(header).Append("\r\n");
        foreach (var header in more) head.Append(header).Append("\r\n");
        return [.. Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()), .. body];
    }

    private const string Tool = """{"name":"tool_#","description":"Does something with a file, and says what it did; it is long as such descriptions are.","input_schema":{"type":"object","properties":{"path":{"type":"string"},"text":{"type":"string"}},"required":["path"]}}""";

    private static byte[] Body()
    {
        const int size = 49_900;
        var text = new StringBuilder("""{"model":"claude-sonnet-4-6","max_tokens":1000,"stream":true,"system":[{"type":"text","text":"You are an agent.","cache_control":{"type":"ephemeral"}}],"tools":[""");
        for (var i = 0; text.Length < size / 2; i++) text.Append(i > 0 ? "," : "").Append(Tool.Replace("#", i.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        text.Append("""],"messages":[{"role":"user","content":[{"type":"text","text":"Current branch: feature/PAY-1234-refund\n"}]}""");
        for (var i = 0; text.Length < size - 300; i++) text.Append(CultureInfo.InvariantCulture, $$""",{"role":"{{(i % 2 == 0 ? "assistant" : "user")}}","content":[{"type":"text","text":"Step {{i}}: the file has \"twelve\" lines\nand the test says that it is right, after all of it was looked at again."}]}""");
        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }
}

/// <summary>One connection that asks and reads to the end of the answer.</summary>
internal sealed class BenchCaller(BenchTarget target) : IDisposable
{
    private readonly byte[] buffer = new byte[16 * 1024];
    private Socket? socket;

    /// <returns>Status; 0: the connection broke.</returns>
    public async Task<int> Call(ReadOnlyMemory<byte> request, bool onlyBegin = false)
    {
        try
        {
            socket ??= await Connect();
            for (var left = request; !left.IsEmpty;) left = left[await socket.SendAsync(left)..];
            var (status, tail) = (0, new byte[5]);
            while (true)
            {
                var read = await socket.ReceiveAsync(buffer);
                if (read == 0) return End(0);
                if (status == 0) status = int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), CultureInfo.InvariantCulture);
                if (onlyBegin) return status;
                var end = buffer.AsSpan(Math.Max(0, read - 5), Math.Min(5, read));
                if (read >= 5) end.CopyTo(tail);
                else
                {
                    tail.AsSpan(read).ToArray().CopyTo(tail, 0);
                    end.CopyTo(tail.AsSpan(5 - read));
                }

                // An answer that is no stream came in one piece.
                if (tail.AsSpan().SequenceEqual("0\r\n\r\n"u8) || status != 200) return status == 200 ? status : End(status);
            }
        }
        catch (SocketException)
        {
            return End(0);
        }
    }

    public void Dispose() => socket?.Dispose();

    private async Task<Socket> Connect()
    {
        var made = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await made.ConnectAsync(new IPEndPoint(IPAddress.Loopback, target.Address.Port));
        return made;
    }

    private int End(int status)
    {
        socket?.Dispose();
        socket = null;
        return status;
    }
}
