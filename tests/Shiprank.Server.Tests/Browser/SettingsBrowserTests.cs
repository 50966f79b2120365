using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Engine;

namespace Shiprank.Server.Tests.Browser;

/// <summary>Pages that write, on every screen: no barrier, no complaint, no way sideways.</summary>
public sealed class SettingsBrowserTests(Chromium chromium, ServedDemo site)
{
    private static readonly string[] screens = [nameof(Screen.Wide), nameof(Screen.WideDark), nameof(Screen.Narrow), nameof(Screen.NarrowDark)];

    public static IEnumerable<TheoryDataRow<string>> All => screens.Select(s => new TheoryDataRow<string>(s));

    [Theory]
    [MemberData(nameof(All))]
    public async Task They_have_no_barrier_and_no_complaint(string screen)
    {
        await using var app = await Serve();
        await using var visit = await chromium.Open(Address(app), Screen.Named(screen));
        foreach (var path in (string[])["/sources", "/setup", "/settings", "/settings/people", "/settings/teams/checkout", "/settings/repositories/shop", "/settings/usage", "/settings/policy", "/settings/tokens", "/settings/audit", "/sign-in"])
        {
            await visit.Go(path);
            Assert.Empty(await visit.Barriers());
            Assert.Equal(0, await visit.Sideways());
            await visit.Page.EvaluateAsync("() => { for (const d of document.querySelectorAll('details')) d.open = true; }");
            Assert.Empty(await visit.Barriers());
            Assert.Equal(0, await visit.Sideways());
        }

        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData(nameof(Screen.Wide))]
    [InlineData(nameof(Screen.NarrowNoScript))]
    public async Task A_team_is_renamed_by_keyboard_and_mouse(string screen)
    {
        await using var app = await Serve();
        await using var visit = await chromium.Open(Address(app), Screen.Named(screen));
        await visit.Go("/settings/teams/checkout");
        await visit.Page.Locator("#team input[name=name]").FillAsync("Till & Basket");
        await visit.Page.Locator("#team input[name=name]").PressAsync("Enter");
        Assert.Contains("+", await visit.Page.Locator(".sr-diff .ins").First.TextContentAsync(), StringComparison.Ordinal);
        if (Screen.Named(screen).Script)
        {
            Assert.Empty(await visit.Barriers());
            Assert.Equal(0, await visit.Sideways());
        }

        await visit.Page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Leave it as it is" }).ClickAsync();
        Assert.Equal("Checkout", await visit.Page.Locator("#team input[name=name]").InputValueAsync());
        Assert.Empty(visit.Complaints);
    }

    private static Uri Address(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());

    private async Task<WebApplication> Serve()
    {
        await site.Address();
        var folder = await site.Folder();
        var file = Path.Combine(folder, "shiprank.yaml");
        if (!File.Exists(file)) (folder, file) = (Path.Combine(folder, "site"), Path.Combine(folder, "site", "shiprank.yaml"));
        var workspace = Workspace.Load(file).Value!;
        var app = ShiprankServer.Create(new() { Store = await site.Store(), Workspace = workspace.In(Path.Combine(folder, "data")), Jobs = false, ConfigPath = file, DataFolder = Path.Combine(folder, "data"), Sample = true });
        await app.StartAsync();
        return app;
    }
}
