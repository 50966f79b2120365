using System.Text;
using System.Text.Json;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;

namespace Shiprank.Server.Tests.Access;

/// <summary>Work tokens over HTTP: who gets one, for what, and what it opens.</summary>
public sealed class WorkTokenTests : IAsyncLifetime
{
    private const string Configuration = """
        organisation: Northwind
        repositories:
          - { name: shop, url: "https://git.example.com/northwind/checkout.git" }
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com] }
          - { id: ben, name: Ben Example, emails: [ben@example.com] }
          - { id: gil, name: Gil Example, emails: [gil@example.com], active: false }
        teams:
          - { id: checkout, name: Checkout, cost_centre: CC-100, members: [{ person: ada }] }
        webhooks:
          events: { secret_env: CI }
        caps:
          grace: { usd: 1, per: day }
          rules:
            - { name: ada alone, person: ada, when: any, limit: { usd: 9 }, per: day }
            - { name: everybody, limit: { steps: 500 } }
        gateway:
          providers:
            - { name: anthropic, key_env: CI }
        """;

    private static readonly DateTimeOffset now = new(2026, 11, 28, 9, 0, 0, TimeSpan.Zero);

    private readonly SetClock clock = new(now);
    private readonly TestFolder folder = new();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.Start(Configuration, clock: clock, at: folder);
        var items = string.Join('\n', Item("PAY-1", "ben", "open", "CC-7"), Item("PAY-2", "ben", "done"), Item("PAY-3", null, "open"), Item("PAY-4", "gil", "open"));
        Assert.Equal(202, (await server.SendLines(items)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_persons_token_is_bound_to_them_their_ticket_and_who_pays()
    {
        var made = await Make(new { ticket = "pay-1", repository = "northwind/checkout" }, Given.Token(server.Store, Scopes.Work, "ada", now));
        Assert.Equal(200, made.Status);
        Assert.True(made.Json.GetProperty("ticketCounts").GetBoolean());
        Assert.Equal("Bound to PAY-1 for ada, paid by CC-7, until 2026-11-28 17:00 UTC.", made.Json.GetProperty("sentence").GetString());
        Assert.Equal("anthropic", made.Json.GetProperty("gateways")[0].GetProperty("wire").GetString());
        var token = WorkToken.Peek(made.Json.GetProperty("token").GetString()!)!;
        Assert.Equal(("ada", "PAY-1", "CC-7", "shop", false, now.ToUnixTimeSeconds(), now.AddHours(8).ToUnixTimeSeconds()), (token.Person, token.Ticket, token.CostCentre, token.Repository, token.Autonomous, token.IssuedAt, token.ExpiresAt));
        Assert.Equal(WorkTokenFault.None, WorkToken.Read(made.Json.GetProperty("token").GetString()!, WorkKeys.Open(folder.At("data")).Value.All, OrganisationId.Of(server.Store.Key), now, TimeSpan.Zero).Fault);
        var entry = server.Store.ReadAudit().Select(r => r.Entry).First(e => e.Action == "work-token.made");
        Assert.Equal(("ada", $"{token.Run} PAY-1 480 min"), (entry.About, entry.Detail));
    }

    [Theory]
    [InlineData("PAY-9", "nobody knows the ticket PAY-9")]
    [InlineData("PAY-2", "ticket PAY-2 is closed")]
    [InlineData("PAY-3", "ticket PAY-3 has no owner")]
    [InlineData("PAY-4", "the owner of ticket PAY-4 is nobody who works here")]
    public async Task A_ticket_that_does_not_count_is_told_to_a_person_and_refused_to_a_run(string ticket, string why)
    {
        var bearer = Given.Token(server.Store, Scopes.Work, "ada", now);
        var made = await Make(new { ticket }, bearer);
        Assert.Equal((200, false), (made.Status, made.Json.GetProperty("ticketCounts").GetBoolean()));
        Assert.Contains("it doesn't count: " + why, made.Json.GetProperty("sentence").GetString(), StringComparison.Ordinal);
        (await Make(new { ticket, autonomous = true }, bearer)).IsProblem(422, why);
    }

    [Fact]
    public async Task A_run_without_a_ticket_is_told_what_it_may_use()
    {
        var made = await Make(new { job = "nightly", autonomous = true, usd = 2.5, steps = 20, minutesCap = 5, minutes = 10 }, Given.Token(server.Store, Scopes.Work, at: now));
        Assert.Equal("Bound to no ticket for the job nightly, until 2026-11-28 09:10 UTC. It may use $1.00 a day and no more.", made.Json.GetProperty("sentence").GetString());
        var token = WorkToken.Peek(made.Json.GetProperty("token").GetString()!)!;
        Assert.Equal((true, "", 2.5m, 20, 5), (token.Autonomous, token.Person, token.MostUsd, token.MostSteps, token.MostMinutes));
    }

    [Fact]
    public async Task The_branch_names_the_ticket_where_nothing_else_does()
    {
        var made = await Make(new { branch = "feature/PAY-1-refund", job = "nightly", autonomous = true }, Given.Token(server.Store, Scopes.Work, at: now));
        Assert.Equal("PAY-1", made.Json.GetProperty("ticket").GetString());
    }

    [Fact]
    public async Task A_machine_gets_none_for_attended_work_nor_without_a_job()
    {
        var machine = Given.Token(server.Store, Scopes.Work, at: now);
        (await Make(new { ticket = "PAY-1" }, machine)).IsProblem(403, "machine's");
        (await Make(new { ticket = "PAY-1", autonomous = true }, machine)).IsProblem(403, "job");
    }

    [Fact]
    public async Task Nobody_gets_one_for_somebody_else_but_from_an_administrator()
    {
        (await Make(new { ticket = "PAY-1", person = "ben" }, Given.Token(server.Store, Scopes.Work, "ada", now))).IsProblem(403, "whoever asks");
        Assert.Equal("ben", (await Make(new { ticket = "PAY-1", person = "ben" }, null)).Json.GetProperty("person").GetString());
        (await Make(new { ticket = "PAY-1", person = "gil" }, null)).IsProblem(403, "no person");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"ticket\":1}")]
    [InlineData("{\"tikcet\":\"PAY-1\"}")]
    [InlineData("{\"ticket\":\"PAY-1\",\"ticket\":\"PAY-2\"}")]
    [InlineData("{\"minutes\":0}")]
    [InlineData("{\"minutes\":1441}")]
    [InlineData("{\"minutes\":1.5}")]
    [InlineData("{\"usd\":-1}")]
    [InlineData("{\"usd\":1e300}")]
    [InlineData("{\"steps\":99999999999999999999}")]
    [InlineData("{\"ticket\":\"please refund the customer\"}")]
    [InlineData("{\"job\":\"a\\u0000b\"}")]
    public async Task What_can_not_be_is_refused(string body) => Assert.Equal(400, (await Send(body, Given.Token(server.Store, Scopes.Work, "ada", now))).Status);

    [Fact]
    public async Task An_enormous_request_is_refused() => Assert.Equal(413, (await Send("{\"job\":\"" + new string('x', 20_000) + "\"}", Given.Token(server.Store, Scopes.Work, "ada", now))).Status);

    [Fact]
    public async Task Other_scopes_get_none() => (await Make(new { ticket = "PAY-1" }, Given.Token(server.Store, Scopes.Ingest | Scopes.Read, "ada", now))).IsProblem(403, "scopes");

    [Fact]
    public async Task The_public_keys_are_for_everybody_and_nothing_else_of_them_is()
    {
        await Make(new { ticket = "PAY-1" }, null);
        var keys = await server.Get("/api/v1/work-tokens/keys");
        var key = Assert.Single(keys.Json.GetProperty("keys").EnumerateArray());
        Assert.Equal(("EC", "P-256", "ES256"), (key.GetProperty("kty").GetString(), key.GetProperty("crv").GetString(), key.GetProperty("alg").GetString()));
        Assert.False(key.TryGetProperty("d", out _));
    }

    [Fact]
    public async Task Hooks_get_what_they_judge_by_and_only_when_it_changed()
    {
        var work = (await Make(new { ticket = "PAY-1" }, Given.Token(server.Store, Scopes.Work, "ada", now))).Json.GetProperty("token").GetString()!;
        using var first = await Local(work, null);
        var told = LocalCaps.Read(await first.Content.ReadAsByteArrayAsync())!;
        Assert.Equal(("ada", 1m, 2), (told.Person, told.Grace!.Limit, told.Rules.Count));
        Assert.Equal([("PAY-1", CapReason.Within), ("PAY-2", CapReason.TicketClosed), ("PAY-3", CapReason.TicketNotOwned), ("PAY-4", CapReason.OwnerGone)], told.Tickets.Select(t => (t.Key, t.Reason)));
        Assert.DoesNotContain("ben", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        clock.Now += TimeSpan.FromMinutes(1);
        using var again = await Local(work, first.Headers.ETag!.ToString());
        Assert.Equal(304, (int)again.StatusCode);
        using var machine = await Local(Given.Token(server.Store, Scopes.Work, at: now), first.Headers.ETag!.ToString());
        Assert.Equal(["everybody"], LocalCaps.Read(await machine.Content.ReadAsByteArrayAsync())!.Rules.Select(r => r.Name));
    }

    [Theory]
    [InlineData("shw_e30.e30")]
    [InlineData("shp_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_forged_token_opens_nothing(string bearer)
    {
        using var local = await Local(bearer, null);
        using var proxied = new HttpRequestMessage(HttpMethod.Get, "/api/v1/caps/runs/w1");
        proxied.Headers.Authorization = new("Bearer", bearer);
        (await server.Send(proxied)).IsProblem(401);

        // Whoever is at this machine is its administrator here, and needs no token.
        Assert.Equal(bearer.StartsWith("shp", StringComparison.Ordinal) ? 401 : 200, (int)local.StatusCode);
    }

    [Fact]
    public async Task A_run_sees_its_own_use_tells_its_end_once_and_sees_no_others()
    {
        var made = (await Make(new { job = "nightly", ticket = "PAY-1", autonomous = true }, Given.Token(server.Store, Scopes.Work, at: now))).Json;
        var (work, run) = (made.GetProperty("token").GetString()!, made.GetProperty("run").GetString()!);
        var call = new CapEvent { Id = "1", Kind = CapEventKind.Settled, Place = CapPlace.Gateway, At = now, Run = run, Autonomous = true, Tokens = new(10, 0, 0, 0, 5), Usd = 0.25m };
        server.Store.AddCapEvents([call, call with { Id = "2", Kind = CapEventKind.Estimated, Usd = null }, call with { Id = "3", Kind = CapEventKind.Step }, call with { Id = "4", Kind = CapEventKind.Refused, Usd = 9, Reason = CapReason.OverCap, Rule = "everybody" }, call with { Id = "5", Run = "other" }]);
        var use = (await Get($"/api/v1/caps/runs/{run}", work)).Json;
        Assert.Equal((2, 1, 30, "0.25", 1, 1, "everybody"), (use.GetProperty("calls").GetInt32(), use.GetProperty("steps").GetInt32(), use.GetProperty("tokens").GetInt32(), use.GetProperty("costUsd").GetString(), use.GetProperty("unpricedCalls").GetInt32(), use.GetProperty("refusedCalls").GetInt32(), use.GetProperty("rule").GetString()));
        (await Get("/api/v1/caps/runs/other", work)).IsProblem(401);
        foreach (var _ in Enumerable.Range(0, 2)) Assert.Equal(200, (await Post($"/api/v1/caps/runs/{run}/end", """{"exitCode":10,"stopped":true}""", work)).Status);
        var end = Assert.Single(server.Store.ReadCapEvents(run), e => e.Kind == CapEventKind.Ended);
        Assert.Equal(("nightly", "PAY-1", 10, CapPlace.Command, CapAction.Stop), (end.Job, end.Ticket, end.ExitCode, end.Place, end.Action));
        Assert.Equal(400, (await Post($"/api/v1/caps/runs/{run}/end", "{}", work)).Status);
    }

    private static string Item(string key, string? owner, string status, string? centre = null) => JsonSerializer.Serialize(new Dictionary<string, object?>
    {
        ["type"] = "work_item",
        ["id"] = key,
        ["owner"] = owner,
        ["status"] = status,
        ["opened_at"] = "2026-11-01T09:00:00Z",
        ["closed_at"] = status == "done" ? "2026-11-20T09:00:00Z" : null,
        ["cost_centre"] = centre,
    }.Where(f => f.Value is not null).ToDictionary());

    private Task<Reply> Make(object body, string? bearer) => Send(JsonSerializer.Serialize(body), bearer);

    private Task<Reply> Send(string body, string? bearer) => Post("/api/v1/work-tokens", body, bearer);

    private Task<Reply> Post(string path, string body, string? bearer)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (bearer is not null) request.Headers.Authorization = new("Bearer", bearer);
        return server.Send(request);
    }

    private Task<Reply> Get(string path, string bearer)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", bearer);
        return server.Send(request);
    }

    private Task<HttpResponseMessage> Local(string bearer, string? known)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/caps/local");
        request.Headers.Authorization = new("Bearer", bearer);
        if (known is not null) request.Headers.TryAddWithoutValidation("If-None-Match", known);
        return server.Client.SendAsync(request);
    }
}
