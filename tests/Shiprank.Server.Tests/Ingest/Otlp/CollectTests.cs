using Shiprank.Core.Access;
using Shiprank.Core.Usage;
using Shiprank.Tests.Telemetry;

namespace Shiprank.Server.Tests.Ingest.Otlp;

/// <summary><c>shiprank collect</c>: another machine's logs arrive whole, once, and as its person's.</summary>
public sealed class CollectTests
{
    [Fact]
    public async Task A_home_is_sent_once_however_often_it_is_sent_and_beside_telemetry_of_the_same_run()
    {
        var capture = new Capture("claude-code-11-max-budget-usd");
        await using var server = await RunningServer.Start();
        using var folder = new TestFolder();
        var cli = new CliRun(folder, TimeProvider.System);
        var command = $"collect --to {server.Client.BaseAddress} --home {capture.Home}";
        foreach (var body in capture.Bodies) await server.Send(body);
        await server.Holds(capture.Totals);

        Assert.Equal(0, (int)cli.Run(command));
        Assert.Contains("2 pieces sent, 0 were there already", cli.Out, StringComparison.Ordinal);
        Assert.Equal(0, (int)cli.Run(command));
        Assert.Contains("0 pieces sent, 2 were there already", cli.Out, StringComparison.Ordinal);
        Directory.Delete(folder.At("data/collected"), recursive: true);
        Assert.Equal(0, (int)cli.Run(command));

        await Eventually.Holds(() => server.Store.ReadTraces().Any(), () => server.Log);
        await server.Holds(capture.Totals);
        await Eventually.Holds(() => Rows(server).All(r => r.Quality == UsageQuality.Measured), () => "the rollup still stands beside the log's own row");
        Assert.Equal(0, (int)cli.Run($"connect claude-code --check --server {server.Client.BaseAddress}"));
        Assert.Contains("items counted", cli.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_gives_the_person_and_without_one_nothing_is_taken()
    {
        await using var server = await RunningServer.Start(RunningServer.Configuration + "\naccess:\n  admins: [ada]\n  proxy: { from: [10.0.0.1], user_header: X-User }\n  base_url: https://shiprank.example.com\n");
        using var folder = new TestFolder();
        var cli = new CliRun(folder, TimeProvider.System);
        var (to, home) = (server.Client.BaseAddress!.ToString(), new Capture("codex-01-json-simple").Home);
        folder.Write("token", Access.Given.Token(server.Store, Scopes.Ingest, "ada"));

        Assert.Equal(4, (int)cli.Run($"collect --to {to} --home {home}"));
        Assert.Equal(0, (int)cli.Run($"collect --to {to} --home {home} --token-file {folder.At("token")}"));

        await server.Holds(new Capture("codex-01-json-simple").Totals);
        Assert.All(Rows(server), r => Assert.Equal("ada", r.Person));
    }

    [Fact]
    public async Task Without_a_server_it_says_so_and_nothing_that_is_no_bundle_is_taken()
    {
        using var folder = new TestFolder();
        var cli = new CliRun(folder, TimeProvider.System);
        Assert.Equal(5, (int)cli.Run($"collect --to http://127.0.0.1:1 --home {new Capture("codex-01-json-simple").Home}"));
        Assert.Contains("goes on where it stopped", cli.Error, StringComparison.Ordinal);

        await using var server = await RunningServer.Start();
        foreach (var bytes in (byte[][])[[], [1], [9, 9, 9], [.. new byte[5000]], [1, .. Enumerable.Repeat((byte)0xff, 100)]])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/ingest/v1/bundles") { Content = new ByteArrayContent(bytes) { Headers = { ContentType = new("application/x-shiprank-bundle") } } };
            Assert.Equal(400, (await server.Send(request)).Status);
        }
    }

    private static List<UsageRow> Rows(RunningServer server) => [.. server.Store.ReadUsage(Shiprank.Store.UsageFilter.All).Select(u => u.Row)];
}
