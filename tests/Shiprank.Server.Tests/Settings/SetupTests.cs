using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Engine;
using Shiprank.Server.Jobs;
using Shiprank.Store;

namespace Shiprank.Server.Tests.Settings;

/// <summary>The first run, from an empty data folder and without an organisation file.</summary>
public sealed class SetupTests
{
    [Fact]
    public async Task Without_an_organisation_the_first_page_is_the_set_up_and_every_other_page_stands()
    {
        using var folder = new TestFolder();
        await using var site = await Site.Start(folder, jobs: false);
        Assert.Equal("/setup", (await SentPage.Get(site.Client, "/")).Address);
        foreach (var path in (string[])["/setup", "/settings", "/settings/people", "/sources", "/teams", "/flow", "/changes", "/adoption"]) Assert.Equal(200, (await SentPage.Get(site.Client, path)).Status);
        Assert.StartsWith("Nothing is connected yet.", (await SentPage.Get(site.Client, "/setup")).Answer, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("config/shiprank.yaml")));
    }

    [Fact]
    public async Task The_first_file_is_begun_with_what_is_found_and_is_in_force_without_a_restart()
    {
        using var folder = new TestFolder();
        folder.Write(".gitconfig", "[core]\n\tname = no\n[user]\n\tname = Ada Example\n\temail = ada@example.com\n");
        var repository = new TestRepository(folder.At("clones/shop"));
        repository.Commit();
        await using var site = await Site.Start(folder, jobs: true);
        var setup = await SentPage.Get(site.Client, "/setup");
        Assert.Equal(("Ada Example", "ada"), (setup.Document.QuerySelector("#i-name")!.GetAttribute("value"), setup.Document.QuerySelector("#i-id")!.GetAttribute("value")));
        var made = await setup.Send("#first form", ("organisation", "Northwind"), ("repository", repository.Folder));
        Assert.Equal((200, "/setup"), (made.Status, made.Address));
        Assert.StartsWith("organisation: Northwind\npeople:\n  - { id: ada, name: Ada Example, emails: [ada@example.com] }\n", File.ReadAllText(folder.At("config/shiprank.yaml")), StringComparison.Ordinal);
        var answer = "";
        await Eventually.Holds(
            () =>
            {
                answer = SentPage.Get(site.Client, "/setup").GetAwaiter().GetResult().Answer;
                return answer.StartsWith("One of three steps is done.", StringComparison.Ordinal);
            },
            () => answer);
        Assert.Equal("/", (await SentPage.Get(site.Client, "/")).Address);
    }

    [Theory]
    [InlineData("organisation", "", "It needs a name.")]
    [InlineData("repository", "/nowhere/at/all", "There is no such folder.")]
    [InlineData("repository", "shop", "The whole path, from the root on.")]
    [InlineData("home", "/nowhere/at/all", "There is no such folder.")]
    [InlineData("email", "nobody", "No e-mail address.")]
    public async Task What_is_wrong_with_it_is_told_beside_its_field(string field, string value, string reason)
    {
        using var folder = new TestFolder();
        await using var site = await Site.Start(folder, jobs: false);
        var refused = await (await SentPage.Get(site.Client, "/setup")).Send("#first form", [.. new (string, string?)[] { ("organisation", "Northwind") }.Where(f => f.Item1 != field), (field, value)]);
        Assert.Equal(422, refused.Status);
        Assert.Equal(reason, refused.Document.QuerySelector($"#i-{field}-h")!.TextContent);
        Assert.Equal(value, refused.Document.QuerySelector($"#i-{field}")!.GetAttribute("value"));
        Assert.False(File.Exists(folder.At("config/shiprank.yaml")));
    }

    [Fact]
    public async Task An_organisation_that_is_there_is_not_made_again_and_not_mixed_with_sample_data()
    {
        using var folder = new TestFolder();
        await using var site = await Site.Start(folder, jobs: false);
        var setup = await SentPage.Get(site.Client, "/setup");
        folder.Write("config/shiprank.yaml", "organisation: Theirs\n");
        Assert.Equal(409, (await setup.Send("#first form", ("organisation", "Northwind"))).Status);
        Assert.Equal(409, (await setup.Send("form[action='/setup/sample']")).Status);
        Assert.Equal("organisation: Theirs\n", File.ReadAllText(folder.At("config/shiprank.yaml")));
    }

    private sealed class Site(WebApplication app, DuckStore store) : IAsyncDisposable
    {
        public HttpClient Client { get; } = new() { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };

        public static async Task<Site> Start(TestFolder folder, bool jobs)
        {
            var store = Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
            var app = ShiprankServer.Create(new() { Store = store, Workspace = Workspace.Empty, Jobs = jobs, ConfigPath = folder.At("config/shiprank.yaml"), DataFolder = folder.At("data"), Home = folder.Path, Settling = TimeSpan.FromMilliseconds(20), TrustsLocal = true });
            await app.StartAsync();
            if (jobs) await app.Services.GetRequiredService<Published>().After(0, default);
            return new(app, store);
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
            store.Dispose();
        }
    }
}
