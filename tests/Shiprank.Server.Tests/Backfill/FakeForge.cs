using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Shiprank.Server.Tests.Backfill;

/// <summary>A forge on a free port of this machine. It answers what the test says; every request is kept as path and query.</summary>
internal sealed class FakeForge : IAsyncDisposable
{
    private readonly WebApplication app;

    private FakeForge(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    public ConcurrentQueue<string> Tokens { get; } = new();

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>Null: what the test answers by itself, by path and query.</summary>
    public Func<HttpContext, string, Task> Answer { get; set; } = (context, _) => Json(context, "[]");

    public static async Task<FakeForge> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(k => k.Listen(System.Net.IPAddress.Loopback, 0));
        var app = builder.Build();
        var forge = new FakeForge(app);
        app.Run(context =>
        {
            var asked = $"{context.Request.Path}{context.Request.QueryString}";
            forge.Requests.Enqueue(asked);
            forge.Tokens.Enqueue($"{context.Request.Headers.Authorization}{context.Request.Headers["PRIVATE-TOKEN"]}");
            return forge.Answer(context, asked);
        });
        await app.StartAsync();
        forge.Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        return forge;
    }

    public static Task Json(HttpContext context, string json, string? next = null)
    {
        context.Response.ContentType = "application/json";
        if (next is not null) context.Response.Headers.Link = $"<http://{context.Request.Host}/>; rel=\"first\", <{next}>; rel=\"next\"";
        return context.Response.WriteAsync(json);
    }

    public static Task Status(HttpContext context, int status, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers) context.Response.Headers[name] = value;
        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
