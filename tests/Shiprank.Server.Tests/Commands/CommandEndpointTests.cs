using System.Text;
using Shiprank.Core.Organisation;
using Shiprank.Server.Commands;

namespace Shiprank.Server.Tests.Commands;

/// <summary>The address that runs command lines: for who has the secret, for no browser, and no longer than anybody waits for it.</summary>
public sealed class CommandEndpointTests : IAsyncLifetime
{
    private const string Known = "0123456789abcdef";

    private readonly TestFolder folder = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private RunningServer server = null!;
    private int ran;

    public async ValueTask InitializeAsync()
    {
        folder.Write("shiprank.yaml", RunningServer.Configuration);
        server = await RunningServer.Over(folder, keep: false, options => options with { CommandSecret = new Secret(Known), RunCommand = Run });
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Output_errors_and_exit_code_come_back_in_the_order_of_writing()
    {
        using var response = await server.Client.SendAsync(Request("echo"));
        Assert.Equal(200, (int)response.StatusCode);
        await using var frames = await response.Content.ReadAsStreamAsync();
        List<string> read = [];
        while (await Frame.Read(frames, CancellationToken.None) is { } frame) read.Add(frame.Kind == FrameKind.Exit ? $"exit {frame.ExitCode}" : $"{frame.Kind} {Encoding.UTF8.GetString(frame.Bytes.Span)}");
        Assert.Equal(["Out größer 1", "Error ⚠ beside", "Out the input", "exit 6"], read);
    }

    [Theory]
    [InlineData("Authorization", "Bearer 0123456789abcdee", 401)]
    [InlineData("Authorization", "Bearer ", 401)]
    [InlineData("Authorization", "Basic 0123456789abcdef", 401)]
    [InlineData("Origin", "http://127.0.0.1", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 403)]
    [InlineData("Sec-Fetch-Site", "none", 403)]
    [InlineData("Referer", "http://localhost/", 403)]
    [InlineData("Host", "rebound.example.com", 403)]
    [InlineData("X-Forwarded-For", "127.0.0.1", 403)]
    public async Task Who_lacks_the_secret_and_every_browser_is_turned_away(string header, string value, int status)
    {
        using var request = Request("echo");
        if (header is "Authorization") request.Headers.Remove(header);
        request.Headers.TryAddWithoutValidation(header, value);
        (await server.Send(request)).IsProblem(status);
        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task What_is_no_command_line_is_refused()
    {
        foreach (var body in (string[])["", "{}\n", "null\n", "{\"arguments\":[\"score\"]}", "[]\n", new string('x', 2_000_000)])
        {
            using var request = Request("echo");
            request.Content = new StringContent(body);
            (await server.Send(request)).IsProblem(400);
        }

        (await server.Get(CommandRequest.Route)).IsProblem(405);
        Assert.Equal(0, ran);
    }

    [Fact]
    public async Task A_command_ends_when_nobody_waits_for_it()
    {
        using var gone = new CancellationTokenSource();
        using (var response = await server.Client.SendAsync(Request("wait"), HttpCompletionOption.ResponseHeadersRead, gone.Token)) await gone.CancelAsync();
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(200, (await server.Get("/livez")).Status);
    }

    [Fact]
    public async Task Without_somebody_to_run_them_there_is_no_such_address()
    {
        await using var other = await RunningServer.Start();
        (await other.Send(Request("echo"))).IsProblem(404);
    }

    private int Run(CommandRequest request, TextWriter stdout, TextWriter stderr, CancellationToken cancel)
    {
        Interlocked.Increment(ref ran);
        if (request.Arguments[0] == "wait")
        {
            stdout.Write("begun");
            stdout.Flush();
            cancel.WaitHandle.WaitOne();
            ended.SetResult();
            return 130;
        }

        stdout.Write("größer 1");
        stdout.Flush();
        stderr.Write("⚠ beside");
        stderr.Flush();
        using var input = new StreamReader(request.Input);
        stdout.Write(input.ReadToEndAsync(cancel).GetAwaiter().GetResult());
        stdout.Flush();
        return 6;
    }

    private static HttpRequestMessage Request(string command)
    {
        var line = new CommandRequest { Arguments = [command], WorkingDirectory = "/", Home = "/", Variables = new Dictionary<string, string>() }.ToLine();
        var request = new HttpRequestMessage(HttpMethod.Post, CommandRequest.Route) { Content = new ByteArrayContent([.. line, .. "the input"u8]) };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Known}");
        return request;
    }
}
