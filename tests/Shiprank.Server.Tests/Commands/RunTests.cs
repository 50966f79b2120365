using Shiprank.Cli;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Server.Tests.Access;

namespace Shiprank.Server.Tests.Commands;

/// <summary><c>shiprank run</c> and <c>ticket start</c> against a server elsewhere, by its address and a service token.</summary>
public sealed class RunTests : IAsyncLifetime
{
    private const string Configuration = """
        organisation: Northwind
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com] }
        webhooks:
          events: { secret_env: CI }
        caps:
          grace: { usd: 1 }
        gateway:
          providers:
            - { name: anthropic, key_env: CI }
        """;

    private readonly TestFolder folder = new();
    private readonly TestFolder machine = new();
    private RunningServer server = null!;
    private CliRun cli = null!;

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.Start(Configuration, at: folder);
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        await server.SendLines($$"""{"type":"work_item","id":"PAY-1","owner":"ada","status":"open","opened_at":"{{now}}","updated_at":"{{now}}"}""");
        machine.Write("shiprank.yaml", "organisation: Elsewhere\n");
        cli = new(machine, TimeProvider.System) { Variables = { ["PATH"] = Environment.GetEnvironmentVariable("PATH")! } };
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
        machine.Dispose();
    }

    [Fact]
    public async Task A_refusal_at_the_gateway_stops_the_run_with_exit_code_10()
    {
        if (OperatingSystem.IsWindows()) return;
        var script = machine.Write("agent.sh", $"echo $SHIPRANK_RUN $ANTHROPIC_BASE_URL > {machine.At("seen")}.part; mv {machine.At("seen")}.part {machine.At("seen")}; exec sleep 305");
        var running = Task.Run(() => cli.Run($"run --json --job nightly --ticket PAY-1 --max-steps 3 --server {Address} --token-file {Service(null)} -- sh {script}"));
        while (!File.Exists(machine.At("seen")) && !running.IsCompleted) await Task.Delay(20);
        var seen = (await File.ReadAllTextAsync(machine.At("seen"))).Trim().Split(' ');
        Assert.Equal($"{Address}/gateway/anthropic", seen[1]);
        var call = new CapEvent { Id = "1", Kind = CapEventKind.Settled, Place = CapPlace.Gateway, At = TimeProvider.System.GetUtcNow(), Run = seen[0], Autonomous = true, Tokens = new(1000, 0, 0, 0, 20), Usd = 0.01m };
        server.Store.AddCapEvents([call, call with { Id = "2" }, call with { Id = "3" }, call with { Id = "4", Kind = CapEventKind.Refused, Reason = CapReason.OverCap, Rule = "max-steps of this run" }]);
        Assert.Equal(ExitCode.LimitReached, await running);
        Assert.Contains("stopped at --max-steps (3 of 3 calls made); 3 calls of a model, 3,060 tokens, $0.03", cli.Error, StringComparison.Ordinal);
        Assert.Equal((true, "0.03", "PAY-1"), (cli.Document.GetProperty("stopped").GetBoolean(), cli.Document.GetProperty("costUsd").GetString(), cli.Document.GetProperty("ticket").GetString()));
        var end = server.Store.ReadCapEvents(seen[0]).Single(e => e.Kind == CapEventKind.Ended);
        Assert.Equal(("nightly", CapAction.Stop), (end.Job, end.Action));
    }

    [Fact]
    public void A_run_that_ends_by_itself_tells_its_exit_code()
    {
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(ExitCode.Failure, cli.Run($"run --json --job nightly --ticket PAY-1 --server {Address} --token-file {Service(null)} -- false"));
        var run = cli.Document.GetProperty("run").GetString()!;
        Assert.Equal((1, null), (server.Store.ReadCapEvents(run).Single().ExitCode, server.Store.ReadCapEvents(run).Single().Action));
    }

    [Fact]
    public void What_hooks_saw_is_told_before_the_machine_is_gone()
    {
        if (OperatingSystem.IsWindows()) return;
        var line = System.Text.Encoding.UTF8.GetString(CapEventJson.Line(new() { Id = "h-1", Kind = CapEventKind.Step, Place = CapPlace.Hook, At = TimeProvider.System.GetUtcNow(), Run = "RUN", Agent = "codex", Step = "Bash", Autonomous = true }));
        var script = machine.Write("agent.sh", $"""mkdir -p "$SHIPRANK_DATA/hooks"; printf '%s\n' '{line}' | sed "s/RUN/$SHIPRANK_RUN/" >> "$SHIPRANK_DATA/hooks/events.jsonl" """);
        Assert.Equal(ExitCode.Ok, cli.Run($"run --json --job nightly --ticket PAY-1 --server {Address} --token-file {Service(null, Scopes.Work | Scopes.Ingest)} -- sh {script}"));
        Assert.Equal([CapEventKind.Step, CapEventKind.Ended], server.Store.ReadCapEvents(cli.Document.GetProperty("run").GetString()!).Select(e => e.Kind).Order());
    }

    [Fact]
    public void A_ticket_that_does_not_count_starts_nothing()
    {
        Assert.Equal(ExitCode.NotAllowed, cli.Run($"run --job nightly --ticket PAY-9 --server {Address} --token-file {Service(null)} -- touch {machine.At("started")}"));
        Assert.Contains("nothing was started: nobody knows the ticket PAY-9", cli.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(machine.At("started")));
    }

    [Fact]
    public void A_person_elsewhere_starts_on_a_ticket_and_hooks_there_know_the_caps()
    {
        Assert.Equal(ExitCode.Ok, cli.Run($"ticket start PAY-1 --server {Address} --token-file {Service("ada")}"));
        Assert.StartsWith("Bound to PAY-1 for ada", cli.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Ok, cli.Run("ticket token"));
        Assert.Equal("PAY-1", WorkToken.Peek(cli.Out.Trim())!.Ticket);
        var told = LocalCaps.Read(File.ReadAllBytes(machine.At("data/caps.json")))!;
        Assert.Equal(("ada", Address), (told.Person, told.Server));
    }

    [Fact]
    public void A_service_token_of_another_scope_is_told_what_it_takes()
    {
        var file = machine.Write("other", Given.Token(server.Store, Scopes.Read));
        Assert.Equal(ExitCode.NotAllowed, cli.Run($"ticket start PAY-1 --server {Address} --token-file {file}"));
        Assert.Contains("scopes", cli.Error, StringComparison.Ordinal);
    }

    private string Address => server.Client.BaseAddress!.GetLeftPart(UriPartial.Authority);

    private string Service(string? person, Scopes scopes = Scopes.Work) => machine.Write("service", Given.Token(server.Store, scopes, person));
}
