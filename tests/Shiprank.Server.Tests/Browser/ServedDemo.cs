using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Cli;
using Shiprank.Engine;
using Shiprank.Engine.Demo;
using Shiprank.Store;

[assembly: AssemblyFixture(typeof(Shiprank.Server.Tests.Browser.ServedDemo))]

namespace Shiprank.Server.Tests.Browser;

/// <summary>A small demo organisation, synced by the command line and served on a free port; made when the first test wants it, once for all, and read only.</summary>
public sealed class ServedDemo : IAsyncDisposable
{
    private static readonly DemoOptions options = new() { Weeks = 14, People = 24 };

    private readonly Lazy<Task<Served>> served = new(Serve);

    public async Task<Uri> Address() => (await served.Value).Address;

    public async Task<DuckStore> Store() => (await served.Value).Store;

    /// <summary>The folder with <c>shiprank.yaml</c> and <c>data</c>.</summary>
    public async Task<string> Folder() => (await served.Value).Folder.Path;

    public async ValueTask DisposeAsync()
    {
        if (!served.IsValueCreated || !served.Value.IsCompletedSuccessfully) return;
        var site = await served.Value;
        await site.App.StopAsync();
        await site.App.DisposeAsync();
        site.Store.Dispose();
        site.Folder.Dispose();
    }

    private static async Task<Served> Serve()
    {
        var folder = new TestFolder();
        var demo = DemoOrganisation.Write(folder.At("site"), options).Value;
        using (var error = new StringWriter())
        {
            var code = CommandLine.Run(
                ["sync", "--events", folder.At("site/events.jsonl"), "--config", demo.OrganisationFile, "--data", folder.At("site/data"), "--as-of", options.AsOf.ToString("O")],
                TextWriter.Null,
                error,
                new() { WorkingDirectory = folder.Path, Home = folder.Path, Variables = new Dictionary<string, string>(), Clock = TimeProvider.System });
            Assert.True(code == (int)ExitCode.Ok, error.ToString());
        }

        var store = Workspace.OpenStore(folder.At("site/data"), TimeProvider.System).Value;
        var app = ShiprankServer.Create(new()
        {
            Store = store,
            Workspace = Workspace.Load(demo.OrganisationFile).Value!.In(folder.At("site/data")),
            AsOf = options.AsOf,
            Sample = true,
            Jobs = false,
        });
        await app.StartAsync();
        return new(app, new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()), store, folder);
    }

    private sealed record Served(WebApplication App, Uri Address, DuckStore Store, TestFolder Folder);
}
