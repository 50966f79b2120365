using Microsoft.Playwright;

namespace Shiprank.Server.Tests.Browser;

/// <summary>What scripts add: pages that change in place, keys, palette, theme; and what is sent for it.</summary>
public sealed class ShellTests(Chromium chromium, ServedDemo site)
{
    [Fact]
    public async Task A_link_changes_the_page_in_place_and_back_comes_back()
    {
        await using var visit = await Begin();
        await visit.Page.EvaluateAsync("() => { window.same = true; }");
        await visit.Page.Locator(".sr-seg a", new() { HasText = "4 weeks" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/?period=4w");
        await visit.Settled();
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.same === true"));
        Assert.Equal("4 weeks", await visit.Page.Locator(".sr-seg [aria-current]").InnerTextAsync());
        Assert.Equal("4 weeks", await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        Assert.True(await visit.Page.Locator("sr-chart canvas").CountAsync() >= 2);
        await visit.Page.GoBackAsync();
        await visit.Page.WaitForFunctionAsync("() => document.querySelector('.sr-seg [aria-current]').textContent === '12 weeks'");
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task A_filter_applies_itself_and_keeps_the_focus()
    {
        await using var visit = await Begin();
        await visit.Page.EvaluateAsync("() => { window.same = true; }");
        await visit.Page.Keyboard.PressAsync("/");
        Assert.Equal("SELECT", await visit.Page.EvaluateAsync<string>("() => document.activeElement.tagName"));
        await visit.Page.Locator("select[name=vs]").FocusAsync();
        await visit.Page.Locator("select[name=vs]").SelectOptionAsync("none");
        await visit.Page.WaitForURLAsync("**/?vs=none");
        await visit.Settled();
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.same && document.activeElement.name === 'vs'"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task The_keys_go_through_time_and_pages()
    {
        await using var visit = await Begin();
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Page.WaitForURLAsync("**/?until=2026-07-05");
        await visit.Settled();
        await visit.Page.Keyboard.PressAsync("ArrowRight");
        await visit.Page.WaitForFunctionAsync("() => location.search === ''");
        await visit.Page.Keyboard.PressAsync("?");
        Assert.True(await visit.Page.Locator("#keys").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.False(await visit.Page.Locator("#keys").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("g");
        await visit.Page.Keyboard.PressAsync("f");
        await visit.Page.WaitForURLAsync("**/flow");
    }

    [Fact]
    public async Task The_palette_finds_a_team_by_a_few_letters()
    {
        await using var visit = await Begin();
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Keyboard.TypeAsync("pay");
        await visit.Page.WaitForFunctionAsync("() => document.querySelectorAll('.sr-palette [role=option]').length === 1");
        Assert.Empty(await visit.Barriers());
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/teams/payments");
    }

    [Fact]
    public async Task The_theme_is_kept_and_comes_with_the_first_byte()
    {
        await using var visit = await Begin();
        var light = await Ground(visit.Page);
        await visit.Page.Locator("[data-set-theme=dark]").ClickAsync();
        Assert.NotEqual(light, await Ground(visit.Page));
        await visit.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await visit.Go("/");
        Assert.NotEqual(light, await Ground(visit.Page));
        Assert.Equal("dark", await visit.Page.Locator("html").GetAttributeAsync("data-bs-theme"));
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Without_script_the_theme_is_a_form()
    {
        await using var visit = await chromium.Open(await site.Address(), Screen.NoScript);
        await visit.Go("/?period=4w");
        await visit.Page.Locator("[data-set-theme=dark]").ClickAsync();
        Assert.EndsWith("/?period=4w", visit.Page.Url, StringComparison.Ordinal);
        Assert.Equal("dark", await visit.Page.Locator("html").GetAttributeAsync("data-bs-theme"));
    }

    [Fact]
    public async Task The_menu_of_a_narrow_screen_is_reached_by_keyboard_and_closes_with_escape()
    {
        await using var visit = await chromium.Open(await site.Address(), Screen.Narrow);
        await visit.Go("/");
        Assert.False(await visit.Page.Locator("#side").IsVisibleAsync());
        await visit.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await visit.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));
        await visit.Page.Locator(".sr-top button").FocusAsync();
        await visit.Page.Keyboard.PressAsync("Enter");
        Assert.True(await visit.Page.Locator("#side").IsVisibleAsync());
        Assert.Empty(await visit.Barriers());
        await visit.Page.Keyboard.PressAsync("Escape");
        Assert.False(await visit.Page.Locator("#side").IsVisibleAsync());
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task What_is_wrong_with_a_page_is_heard()
    {
        await using var visit = await Begin();
        await visit.Page.EvaluateAsync("() => { const i = document.createElement('input'); i.setAttribute('style', 'width: 3000px'); document.getElementById('main').append(i); document.head.append(Object.assign(document.createElement('script'), { textContent: 'window.planted = 1' })); }");
        await visit.Page.EvaluateAsync("() => { document.querySelector('#main > input').style.width = '3000px'; }");
        Assert.Contains(await visit.Barriers(), b => b.StartsWith("label (critical)", StringComparison.Ordinal));
        Assert.True(await visit.Sideways() > 0);
        Assert.Contains(visit.Complaints, c => c.Contains("refused by policy: script-src-elem", StringComparison.Ordinal));
        Assert.Contains(visit.Complaints, c => c.Contains("refused by policy: style-src-attr", StringComparison.Ordinal));
        Assert.False(await visit.Page.EvaluateAsync<bool>("() => 'planted' in window"));
    }

    [Fact]
    public async Task A_first_visit_is_350_kB_and_the_next_page_40()
    {
        await using var visit = await Begin();
        var first = await visit.Transferred();
        Assert.InRange(first, 1, 350_000);
        await visit.Page.Locator(".sr-seg a", new() { HasText = "4 weeks" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/?period=4w");
        await visit.Settled();
        Assert.InRange(await visit.Transferred() - first, 1, 40_000);
    }

    private async Task<Visit> Begin()
    {
        var visit = await chromium.Open(await site.Address(), Screen.Wide);
        await visit.Go("/");
        return visit;
    }

    private static Task<string> Ground(IPage page) => page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
