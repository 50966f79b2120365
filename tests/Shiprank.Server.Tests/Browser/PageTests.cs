using Shiprank.Engine.Loops;

namespace Shiprank.Server.Tests.Browser;

/// <summary>Every page, on every screen: nothing to complain of, no barrier, no way sideways.</summary>
public sealed class PageTests(Chromium chromium, ServedDemo site)
{
    private static readonly string[] paths =
    [
        "/", "/?period=7d&vs=none", "/?since=2020-01-01&until=2020-03-01", "/nowhere", "/?period=soon&team=nobody",
        "/flow", "/teams", "/people", "/teams/checkout", "/changes", "/changes?sort=cost&fate=reverted", "/changes?since=2020-01-01&until=2020-02-01", "/me", "/me?person=ada", "/adoption", "/activity", "/restatements", "/teams/nobody", "/badges", "/chargeback", "/chargeback/CC-100", "/chargeback?month=2001-01", "/budgets", "/budgets?budget=Kiro%20credits", "/prices", "/prices?models=all", "/prices?from=claude-opus-4-8&to=claude-sonnet-4-6&share=50&output_lo=90&output_hi=130&seat_tool=claude-code&seat_usd=5", "/proof", "/reconcile", "/reconcile?issuer=anthropic", "/reconcile?month=2001-01", "/roi", "/signals", "/signals?person=ada", "/signals/nobody", "/review", "/review?person=ada", "/loops", "/loops/nobody", $"/loops/{RunMark.Of(FormattableString.Invariant($"ci/review-bot/{DemoSite.Options.AsOf.AddMinutes(-48):yyyyMMdd'T'HHmm}"))}",
    ];

    private static readonly string[] screens = [nameof(Screen.Wide), nameof(Screen.WideDark), nameof(Screen.Narrow), nameof(Screen.NarrowDark)];

    public static IEnumerable<TheoryDataRow<string, string>> All => paths.SelectMany(p => screens.Select(s => new TheoryDataRow<string, string>(p, s)));

    [Theory]
    [MemberData(nameof(All))]
    public async Task It_has_no_barrier_and_no_complaint(string path, string screen)
    {
        await using var visit = await chromium.Open(await site.Address(), Screen.Named(screen));
        await visit.Go(path);
        Assert.Empty(await visit.Barriers());
        Assert.Equal(0, await visit.Sideways());

        // With every table and drawer open too.
        await visit.Page.EvaluateAsync("() => { for (const d of document.querySelectorAll('details')) d.open = true; document.querySelector('.sr-drawer')?.showPopover(); }");
        Assert.Empty(await visit.Barriers());
        Assert.Equal(0, await visit.Sideways());
        Assert.Empty(visit.Complaints.Where(c => !c.Contains("the server responded with a status of", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(nameof(Screen.NoScript))]
    [InlineData(nameof(Screen.NarrowNoScript))]
    [InlineData(nameof(Screen.Narrowest))]
    public async Task It_needs_no_script_and_no_more_than_360_pixels(string screen)
    {
        await using var visit = await chromium.Open(await site.Address(), Screen.Named(screen));
        await visit.Go("/");
        if (!Screen.Named(screen).Script)
        {
            // The table stands where the chart would.
            Assert.True(await visit.Page.Locator(".sr-data table").First.IsVisibleAsync());
            Assert.False(await visit.Page.Locator("sr-chart").First.IsVisibleAsync());
            await visit.Page.Locator(".sr-filter select[name=vs]").SelectOptionAsync("none");
            await visit.Page.Locator(".sr-filter button").ClickAsync();
            Assert.EndsWith("vs=none", visit.Page.Url, StringComparison.Ordinal);
            Assert.Equal(1, await visit.Page.Locator("main h1").CountAsync());
        }
        else
        {
            Assert.Equal(0, await visit.Sideways());
        }

        Assert.Empty(visit.Complaints);
    }
}
