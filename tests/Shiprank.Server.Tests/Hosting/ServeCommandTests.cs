using System.Net;
using System.Net.Sockets;
using Shiprank.Engine;

namespace Shiprank.Server.Tests.Hosting;

/// <summary><c>shiprank serve</c> from the start of its process to its end, however that comes.</summary>
public sealed class ServeCommandTests : IDisposable
{
    private readonly TestFolder folder = new();

    public ServeCommandTests() => folder.Write("shiprank.yaml", """
        organisation: Northwind
        webhooks:
          events: { secret_env: CI }
        """);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_signal_ends_it_cleanly_with_everything_kept(string signal)
    {
        using var served = await ServedProcess.Start(folder);
        Assert.Equal("127.0.0.1", served.Client.BaseAddress!.Host);
        Assert.Equal("taken", (await served.Send(RunningServer.Deployment("d-1"), "k-1")).Outcome);
        Assert.Equal(0, served.Signal(signal));
        Assert.Contains("shiprank: stopping", served.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(RunningServer.Token, served.Said, StringComparison.Ordinal);
        using var store = Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        Assert.Single(store.ReadEvents());
    }

    [Fact]
    public async Task While_it_stops_it_says_that_it_is_not_ready()
    {
        using var served = await ServedProcess.Start(folder, drain: "300");
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("/readyz")).StatusCode);
        using (var kill = System.Diagnostics.Process.Start("kill", ["-s", "TERM", $"{served.Id}"])) kill.WaitForExit();
        await Eventually.Holds(() => served.Client.GetAsync("/readyz").Result.StatusCode == HttpStatusCode.ServiceUnavailable, () => served.Said);
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("/livez")).StatusCode);
        Assert.Equal("taken", (await served.Send(RunningServer.Deployment("d-1"), "k-1")).Outcome);
    }

    [Fact]
    public async Task It_owns_its_data_and_runs_the_commands_that_need_them()
    {
        using (var served = await ServedProcess.Start(folder))
        {
            var (refused, _, error) = ServedProcess.Run(folder, "serve", "--port", "0");
            Assert.Equal(1, refused);
            Assert.Contains("in use by another program", error, StringComparison.Ordinal);
            var (code, output, _) = ServedProcess.Run(folder, "sync", "--json");
            Assert.Equal(0, code);
            Assert.Contains("\"schemaVersion\": 1", output, StringComparison.Ordinal);

            // Its own telemetry and the document of its API cost nothing until somebody wants them.
            if (OperatingSystem.IsLinux()) Assert.DoesNotContain(await File.ReadAllLinesAsync($"/proc/{served.Id}/maps"), l => l.Contains("OpenTelemetry", StringComparison.Ordinal) || l.Contains("Microsoft.OpenApi", StringComparison.Ordinal));
            var (_, checks, _) = ServedProcess.Run(folder, "doctor", "--json");
            Assert.Contains($"open in the server at {served.Client.BaseAddress!.ToString().TrimEnd('/')} (process {served.Id})", checks, StringComparison.Ordinal);
            served.Kill();
        }

        // Its file outlived it and names nobody.
        Assert.True(File.Exists(folder.At("data/server.json")));
        Assert.Equal(0, ServedProcess.Run(folder, "sync").Code);
        using var next = await ServedProcess.Start(folder);
        Assert.Equal(0, ServedProcess.Run(folder, "score").Code);
        Assert.Equal(0, next.Signal("TERM"));
        Assert.False(File.Exists(folder.At("data/server.json")));
    }

    [Fact]
    public void A_port_that_is_taken_is_said_in_a_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = $"{((IPEndPoint)other.LocalEndpoint).Port}";
        var (code, output, error) = ServedProcess.Run(folder, "serve", "--port", port);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains($"port {port} on 127.0.0.1 is taken by another program", error, StringComparison.Ordinal);
        Assert.Contains("--port", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--port", "70000", "is no port")]
    [InlineData("--bind", "everywhere", "is no IP address")]
    [InlineData("--drain", "-1", "is not from 0 to 300")]
    [InlineData("--every", "1441", "is not from 0 to 1440")]
    public void An_option_that_can_not_be_is_said(string option, string value, string said)
    {
        var (code, _, error) = ServedProcess.Run(folder, "serve", $"{option}={value}");
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_not_this_machines_is_said()
    {
        folder.Write("shiprank.yaml", "people: [{ id: ada }]\naccess: { admins: [ada], proxy: { from: 10.0.0.7, user_header: X-User } }\n");
        var (code, _, error) = ServedProcess.Run(folder, "serve", "--port", "0", "--bind", "192.0.2.1");
        Assert.Equal(1, code);
        Assert.Contains("can't listen on 192.0.2.1", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_beyond_this_machine_is_let_near_before_people_can_sign_in()
    {
        var (code, _, error) = ServedProcess.Run(folder, "serve", "--port", "0", "--bind", "0.0.0.0");
        Assert.Equal(2, code);
        Assert.Contains("nobody can sign in yet", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_prints_a_link_that_works_once_and_another_one_when_asked()
    {
        using var served = await ServedProcess.Start(folder);
        await Eventually.Holds(() => served.Said.Contains("/sign-in/once?code=", StringComparison.Ordinal), () => served.Said);
        var link = served.Said.Split("administrator: ")[1].Split('\n')[0].Trim();
        served.Client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        Assert.Equal(HttpStatusCode.OK, (await served.Client.GetAsync("/sign-in")).StatusCode);
        Assert.Contains("/sign-in", (await served.Client.GetAsync("/settings")).RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("/", (await served.Client.GetAsync(link)).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal("/settings", (await served.Client.GetAsync("/settings")).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await served.Client.GetAsync(link)).StatusCode);
        var (code, another, _) = ServedProcess.Run(folder, "sign-in");
        Assert.Equal(0, code);
        using var other = new HttpClient { BaseAddress = served.Client.BaseAddress };
        Assert.Equal("/", (await other.GetAsync(another.Trim())).RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task Killed_at_any_moment_it_loses_nothing_acknowledged_and_doubles_nothing()
    {
        const int all = 120;
        HashSet<int> acknowledged = [];
        foreach (var patience in (int[])[1, 7, 20, 45])
        {
            using var served = await ServedProcess.Start(folder);

            // What was acknowledged before is known now, every one of it.
            foreach (var id in acknowledged.Order().Take(15)) Assert.Equal("known", (await Send(served, id)).Outcome);
            var sending = Task.WhenAll(Enumerable.Range(0, 4).Select(lane => SendLane(served, lane, all, acknowledged)));
            await Eventually.Holds(() => Count(acknowledged) >= patience || sending.IsCompleted, () => served.Said);
            served.Kill();
            await sending;
        }

        using (var served = await ServedProcess.Start(folder))
        {
            foreach (var id in acknowledged) Assert.Equal("known", (await Send(served, id)).Outcome);
            for (var id = 0; id < all; id++) Assert.True((await Send(served, id)).Outcome is "known" or "taken");
            Assert.Equal(0, served.Signal("TERM"));
        }

        using var store = Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        Assert.Equal(Enumerable.Range(0, all).SelectMany(id => new[] { $"a-{id}", $"b-{id}" }).Order(StringComparer.Ordinal), store.ReadEvents().Select(e => e.Id).Order(StringComparer.Ordinal));
        Assert.All(store.ReadDeliveries(1000), d => Assert.Equal(2, d.Events));
        Assert.Equal(all, store.ReadDeliveries(1000).Count);
    }

    private static async Task SendLane(ServedProcess served, int lane, int all, HashSet<int> acknowledged)
    {
        for (var id = lane; id < all; id += 4)
        {
            if (Has(acknowledged, id)) continue;
            try
            {
                Assert.True((await Send(served, id)).Outcome is "taken" or "known");
            }
            catch (HttpRequestException)
            {
                // Killed: whether this one was kept shows when it is sent again.
                return;
            }

            lock (acknowledged) acknowledged.Add(id);
        }
    }

    private static Task<Reply> Send(ServedProcess served, int id) => served.Send(RunningServer.Deployment($"a-{id}") + RunningServer.Deployment($"b-{id}"), $"k-{id}");

    private static bool Has(HashSet<int> set, int id)
    {
        lock (set) return set.Contains(id);
    }

    private static int Count(HashSet<int> set)
    {
        lock (set) return set.Count;
    }
}
