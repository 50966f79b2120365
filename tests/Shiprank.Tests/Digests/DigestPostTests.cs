using System.Net;
using System.Net.Sockets;
using System.Text;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Digests;

namespace Shiprank.Tests.Digests;

/// <summary>What goes out, to a web server and a mail server of the tests' own on this machine.</summary>
public sealed class DigestPostTests
{
    private static readonly Digest Ours = new(HolderKind.Team, "checkout", "Checkout: week of 14 Sep 2026", new(new(2026, 9, 14), new(2026, 9, 20)), ["AI spend: $3.60."], null, null);

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("93.184.215.14", true)]
    [InlineData("2606:2800:21f::1", true)]
    public void Only_public_addresses_are_connected_to(string address, bool isPublic) => Assert.Equal(isPublic, PublicAddresses.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public async Task A_chat_gets_its_form()
    {
        using var sink = new Sink(async stream =>
        {
            var request = await Sink.Request(stream);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok"u8.ToArray());
            return request;
        });
        var post = new DigestPost(name => name == "CHAT" ? $"http://127.0.0.1:{sink.Port}/hook/s3cr3t" : null);
        Assert.Null(await post.Send(Chat(allowPrivate: true), Ours, default));
        var request = await sink.Got;
        Assert.StartsWith("POST /hook/s3cr3t", request, StringComparison.Ordinal);
        Assert.Contains("\"plain_text\"", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://127.0.0.1:9/hook/s3cr3t", "private network")]
    [InlineData("https://localhost:9/hook/s3cr3t", "private network")]
    [InlineData("http://93.184.215.14/hook/s3cr3t", "not an https address")]
    [InlineData("file:///etc/passwd", "not an https address")]
    public async Task An_address_inside_is_refused_and_never_told(string address, string reason)
    {
        var problem = await new DigestPost(_ => address).Send(Chat(allowPrivate: false), Ours, default);
        Assert.Contains(reason, problem!.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chat_that_refuses_is_a_problem_without_its_address()
    {
        using var sink = new Sink(async stream =>
        {
            var request = await Sink.Request(stream);
            await stream.WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            return request;
        });
        var problem = await new DigestPost(_ => $"http://127.0.0.1:{sink.Port}/hook/s3cr3t").Send(Chat(allowPrivate: true), Ours, default);
        Assert.Equal(("ops", "the chat answered 404"), (problem!.Where, problem.Reason));
        Assert.Equal("environment variable CHAT", (await new DigestPost(_ => null).Send(Chat(allowPrivate: true), Ours, default))!.Where);
    }

    [Fact]
    public async Task A_mail_has_both_forms_and_a_way_to_end_them()
    {
        using var sink = new Sink(Sink.Mail);
        var mine = Ours with { Kind = HolderKind.Person, Holder = "ada", Stop = "https://shiprank.example.com/digest/stop?person=ada&key=abc" };
        Assert.Null(await new DigestPost(_ => null).Mail(new("127.0.0.1", sink.Port, Tls: false, "shiprank@example.com", null, SecretPlaces.None), "ada@example.com", mine, default));
        var mail = await sink.Got;
        Assert.Contains("RCPT TO:<ada@example.com>", mail, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", mail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("text/plain", mail, StringComparison.Ordinal);
        Assert.Contains("text/html", mail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_server_that_is_not_there_is_a_problem()
    {
        using var gone = new Sink(_ => Task.FromResult(""));
        var port = gone.Port;
        gone.Dispose();
        Assert.Equal("mail", (await new DigestPost(_ => null).Mail(new("127.0.0.1", port, Tls: false, "shiprank@example.com", null, SecretPlaces.None), "ada@example.com", Ours, default))!.Where);
    }

    private static ChatChannel Chat(bool allowPrivate) => new("ops", ChatKind.Slack, new(["CHAT"], []), [], allowPrivate);

    /// <summary>Takes one connection on a free port of this machine.</summary>
    private sealed class Sink : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);

        public Sink(Func<NetworkStream, Task<string>> take)
        {
            listener.Start();
            Got = Task.Run(async () =>
            {
                using var client = await listener.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                return await take(stream);
            });
        }

        public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

        public Task<string> Got { get; }

        public static async Task<string> Request(NetworkStream stream)
        {
            var (text, buffer) = (new StringBuilder(), new byte[8192]);
            while (true)
            {
                var read = await stream.ReadAsync(buffer);
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
                var all = text.ToString();
                var end = all.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                if (read == 0 || (end >= 0 && all.Length - end - 4 >= Length(all))) return all;
            }
        }

        public static async Task<string> Mail(NetworkStream stream)
        {
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var (all, inData) = (new StringBuilder(), false);
            await Say("220 sink.example.com");
            while (await reader.ReadLineAsync() is { } line)
            {
                all.Append(line).Append('\n');
                if (inData)
                {
                    if (line != ".") continue;
                    inData = false;
                    await Say("250 taken");
                }
                else if (line.StartsWith("QUIT", StringComparison.Ordinal))
                {
                    await Say("221 bye");
                    break;
                }
                else if (line == "DATA")
                {
                    inData = true;
                    await Say("354 go on");
                }
                else
                {
                    await Say("250 sink.example.com");
                }
            }

            return all.ToString();

            Task Say(string text) => stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n")).AsTask();
        }

        public void Dispose() => listener.Dispose();

        private static int Length(string request)
        {
            var at = request.IndexOf("Content-Length:", StringComparison.OrdinalIgnoreCase);
            return at < 0 ? 0 : int.Parse(request.AsSpan(at + 15, request.IndexOf('\r', at) - at - 15), null);
        }
    }
}
