using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Shiprank.Server.Tests.Digests;

/// <summary>A webhook of this machine that keeps what is posted to it.</summary>
internal sealed class HookSink : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly List<JsonElement> posts = [];
    private readonly List<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> received = [];

    private HookSink(WebApplication app) => this.app = app;

    public string Address { get; private set; } = "";

    /// <summary>What it answers.</summary>
    public int Status { get; set; } = 200;

    public IReadOnlyList<JsonElement> Posts
    {
        get
        {
            lock (posts) return [.. posts];
        }
    }

    /// <summary>What it took, byte for byte.</summary>
    public IReadOnlyList<(IReadOnlyDictionary<string, string> Headers, byte[] Body)> Received
    {
        get
        {
            lock (posts) return [.. received];
        }
    }

    public static async Task<HookSink> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        var sink = new HookSink(builder.Build());
        sink.app.UseRouting();
        sink.app.MapPost("/hook/s3cret", sink.Take);
        await sink.app.StartAsync();
        sink.Address = sink.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/hook/s3cret";
        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        using var document = JsonDocument.Parse(body.ToArray());
        context.Response.StatusCode = Status;
        if (Status == 302) context.Response.Headers.Location = "http://127.0.0.1:1/elsewhere";
        if (Status != 200) return;
        lock (posts)
        {
            posts.Add(document.RootElement.Clone());
            received.Add((context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        }
    }
}
