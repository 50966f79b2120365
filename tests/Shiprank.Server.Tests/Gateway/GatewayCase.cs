using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Core.Caps;
using Shiprank.Core.Usage;
using Shiprank.Engine.Gateway;
using Shiprank.Server.Gateway;
using Shiprank.Server.Gateway.Calling;

namespace Shiprank.Server.Tests.Gateway;

/// <summary>A server with a gateway to a provider of the tests' own, and callers of it.</summary>
internal sealed class GatewayCase : IAsyncDisposable
{
    public const string ProviderKey = "sk-the-provider-s-own";

    public static readonly TokenCounts OfAnthropic = new(1234, 5000, 150, 50, 6);

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private GatewayCase(FakeProvider provider, TestFolder folder)
    {
        (Provider, Folder) = (provider, folder);
    }

    public FakeProvider Provider { get; }

    public TestFolder Folder { get; }

    public RunningServer Server { get; private set; } = null!;

    public CallDesk Desk => Server.Services.GetRequiredService<GatewayDesk>().Current!;

    /// <summary>All that the journal has.</summary>
    public IReadOnlyList<CallEntry> Entries
    {
        get
        {
            var (all, place) = (new List<CallEntry>(), default(JournalPlace));
            while (Desk.Journal.Read(place, 1 << 20) is { Entries.Count: > 0 } part)
            {
                all.AddRange(part.Entries);
                place = part.Next;
            }

            return all;
        }
    }

    public CallEntry Last => Entries[^1];

    /// <param name="rules">Of <c>caps:</c>, each line without its indent.</param>
    public static async Task<GatewayCase> Start(string rules = "", string gateway = "", Func<ServerOptions, ServerOptions>? change = null)
    {
        var it = new GatewayCase(await FakeProvider.Start(), new TestFolder());
        it.Folder.Write("shiprank.yaml", Configuration(it.Provider.Address, rules, gateway));
        it.change = change ?? (o => o);
        it.Server = await it.Serve();
        return it;
    }

    /// <summary>Stops it, and begins again with the same data.</summary>
    public async Task Restart()
    {
        await Server.DisposeAsync();
        Server = await Serve();
    }

    public static string Configuration(Uri provider, string rules = "", string gateway = "") => $$"""
        organisation: Northwind
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada] }
          - { id: ben, name: Ben Example, emails: [ben@example.com], logins: [ben] }
        webhooks: { events: { secret_env: CI } }
        {{rules}}
        gateway:
          {{gateway}}
          providers:
            - { name: anthropic, url: "{{provider}}", key_env: PROVIDER_KEY }
            - { name: openai, url: "{{provider}}", key_env: PROVIDER_KEY }
            - { name: gemini, url: "{{provider}}", key_env: PROVIDER_KEY }
            - { name: below, wire: anthropic, url: "{{provider}}some/path", key_env: PROVIDER_KEY }
        """;

    /// <summary>A cap of so many USD a day for everybody.</summary>
    public static string DayCap(decimal usd) => string.Create(CultureInfo.InvariantCulture, $$"""
        caps:
          rules:
            - { name: everybody, when: any, limit: { usd: {{usd}} }, per: day, ask_whom: "#finops" }
        """);

    public static CapCounter Day(string rule = "everybody") => new(rule, "", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public string Token(Func<WorkToken, WorkToken>? change = null, ECDsa? by = null)
    {
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var token = new WorkToken { Organisation = "here", Run = "run-7", Person = "ada", Ticket = "PAY-1", Autonomous = true, IssuedAt = now, ExpiresAt = now + 3600 };
        return (change is null ? token : change(token)).Sign(by ?? key);
    }

    public static string Claude(bool stream = true, string more = "", int mostOutput = 100) =>
        $$$"""{"model":"claude-sonnet-4-6","max_tokens":{{{mostOutput}}},"stream":{{{(stream ? "true" : "false")}}}{{{more}}},"messages":[{"role":"user","content":[{"type":"text","text":"Current branch: feature/PAY-1234-refund\nMain branch: main"}]}]}""";

    public static HttpRequestMessage Request(string path, string body, string? token = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        if (token is not null) request.Headers.TryAddWithoutValidation("x-api-key", token);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public async Task<(int Status, string Text, HttpResponseMessage Answer)> Send(HttpRequestMessage request)
    {
        var answer = await Server.Client.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer);
    }

    public Task<(int Status, string Text, HttpResponseMessage Answer)> Ask(string? body = null, string? token = null, params (string Name, string Value)[] headers) =>
        Send(Request("/gateway/anthropic/v1/messages", body ?? Claude(), token, headers));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Provider.DisposeAsync();
        Folder.Dispose();
        key.Dispose();
    }

    private Task<RunningServer> Serve() => RunningServer.Over(Folder, keep: true, o => change(o with
    {
        Variable = name => name == "PROVIDER_KEY" ? ProviderKey : RunningServer.Secret(name),
        WorkTokenTrust = new(Keys, "here"),
    }));

    private Func<ServerOptions, ServerOptions> change = o => o;

    private IReadOnlyList<ECDsa>? keys;

    private IReadOnlyList<ECDsa> Keys() => keys ??= [key];
}
