using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Engine;
using Shiprank.Store;

namespace Shiprank.Server.Tests;

/// <summary>The server in this process, on a free port of this machine, with a store of its own.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    public const string GitHubSecret = "It's a Secret to Everybody";
    public const string GitLabSecret = "gitlab-s3cr3t";
    public const string Token = "ci-t0ken";

    public const string Configuration = """
        organisation: Northwind
        repositories:
          - { name: shop, url: "https://localhost:1/northwind/shop.git", services: [{ name: shop, environment: production, mode: events }] }
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada] }
        webhooks:
          github: { secret_env: [GITHUB_OLD, GITHUB_NEW] }
          gitlab: { secret_env: GITLAB }
          events: { secret_env: CI }
          incidents:
            - { name: pagerduty, mapping: pagerduty, secret_env: PD, signature: X-PagerDuty-Signature }
            - { name: alerts, mapping: alert, secret_env: CI }
        """;

    private readonly WebApplication app;
    private readonly TestFolder? folder;
    private readonly StringWriter log;

    private RunningServer(WebApplication app, TestFolder? folder, DuckStore store, StringWriter log)
    {
        (this.app, this.folder, Store, this.log) = (app, folder, store, log);
        Client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 100 }) { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), Timeout = TimeSpan.FromMinutes(2) };
    }

    public HttpClient Client { get; }

    public DuckStore Store { get; }

    public IPEndPoint EndPoint => new(IPAddress.Loopback, Client.BaseAddress!.Port);

    public IServiceProvider Services => app.Services;

    public string Log
    {
        get
        {
            lock (log) return log.ToString();
        }
    }

    public static async Task<RunningServer> Start(string configuration = Configuration, bool jobs = false, TimeProvider? clock = null, TestFolder? at = null, Func<string, string?>? variable = null)
    {
        var folder = at ?? new TestFolder();
        folder.Write("shiprank.yaml", configuration);
        return await Over(folder, keep: false, options => options with { Jobs = jobs, Clock = clock ?? TimeProvider.System, Variable = variable ?? Secret });
    }

    /// <param name="folder">Has the organisation file, and data or none.</param>
    /// <param name="keep">The folder outlives the server.</param>
    public static async Task<RunningServer> Over(TestFolder folder, bool keep, Func<ServerOptions, ServerOptions> change)
    {
        var loaded = Workspace.Load(folder.At("shiprank.yaml"));
        Assert.Empty(loaded.Problems);
        var store = Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        var log = new StringWriter();
        var app = ShiprankServer.Create(change(new()
        {
            Store = store,
            Workspace = loaded.Value!.In(folder.At("data")),
            Variable = Secret,
            Log = TextWriter.Synchronized(log),
            Jobs = false,
            ConfigPath = folder.At("shiprank.yaml"),
            DataFolder = folder.At("data"),
            Settling = TimeSpan.FromMilliseconds(20),
            TrustsLocal = true,
        }));
        await app.StartAsync();
        return new(app, keep ? null : folder, store, log);
    }

    public static string? Secret(string variable) => variable switch
    {
        "GITHUB_OLD" => "the one before",
        "GITHUB_NEW" => GitHubSecret,
        "GITLAB" => GitLabSecret,
        "CI" => Token,
        "PD" => "pd-s3cr3t",
        _ => null,
    };

    public async Task<Reply> Send(HttpRequestMessage request)
    {
        using var response = await Client.SendAsync(request);
        return await Reply.Of(response);
    }

    public async Task<Reply> Get(string path)
    {
        using var response = await Client.GetAsync(path);
        return await Reply.Of(response);
    }

    public Task<Reply> SendLines(string lines, string? token = Token, string? key = null, string type = "application/x-ndjson")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/events") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(lines)) { Headers = { ContentType = new(type) } } };
        if (token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        if (key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return Send(request);
    }

    public static string Deployment(string id, string sha = "0123456789abcdef0123456789abcdef01234567") =>
        $$"""{"type":"deployment","id":"{{id}}","repository":"shop","environment":"production","sha":"{{sha}}","status":"success","finished_at":"2026-06-01T12:00:00Z"}""" + "\n";

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Store.Dispose();
        folder?.Dispose();
    }
}

internal sealed record Reply(int Status, string Type, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? Outcome => Json.GetProperty("outcome").GetString();

    public static async Task<Reply> Of(HttpResponseMessage response) =>
        new((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType ?? "", await response.Content.ReadAsStringAsync());

    /// <summary>A problem document of RFC 9457 that shows nothing of the inside.</summary>
    public void IsProblem(int status, string detail = "")
    {
        Assert.Equal((status, "application/problem+json"), (Status, Type));
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        if (detail.Length > 0) Assert.Contains(detail, Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Text, StringComparison.Ordinal);
    }
}
