using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Shiprank.Server.Tests.Digests;

/// <summary>A mail server of this machine that keeps what it gets (as much of RFC 5321 as a client needs).</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly List<string> mails = [];
    private readonly Task serving;
    private readonly string refuse;

    /// <param name="refuse">Recipients with this in their address are refused; empty: none are.</param>
    public MailSink(string refuse = "")
    {
        this.refuse = refuse;
        listener.Start();
        serving = Task.Run(Serve);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (mails) return [.. mails];
        }
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await serving;
    }

    private async Task Serve()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await listener.AcceptTcpClientAsync();
            }
            catch (SocketException)
            {
                // The listener was stopped.
                return;
            }

            using (client) await Talk(client.GetStream());
        }
    }

    private async Task Talk(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 sink");
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync() is { } text && text != ".") mail.Append(text).Append('\n');
                lock (mails) mails.Add(mail.ToString());
            }
            else if (line.StartsWith("RCPT", StringComparison.Ordinal) && refuse.Length > 0 && line.Contains(refuse, StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("550 no such mailbox");
                continue;
            }

            await writer.WriteLineAsync(line.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 ok");
        }
    }
}
