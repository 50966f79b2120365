using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Shiprank.Server.Tests.Browser.Chromium))]

namespace Shiprank.Server.Tests.Browser;

/// <summary>The system's Chromium, started when the first test wants it and once for all.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"];

    private readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> started = new(Start);

    /// <summary>A page of its own, with cookies of its own.</summary>
    public async Task<Visit> Open(Uri site, Screen screen)
    {
        var (_, browser) = await started.Value;
        return await Visit.Begin(browser, site, screen);
    }

    public async ValueTask DisposeAsync()
    {
        if (!started.IsValueCreated || !started.Value.IsCompletedSuccessfully) return;
        var (driver, browser) = await started.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    private static async Task<(IPlaywright, IBrowser)> Start()
    {
        var path = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator)
            .SelectMany(folder => names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, "there is no Chromium on this machine; eng/system.sh says how to get it");
        var driver = await Playwright.CreateAsync();
        return (driver, await driver.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = arguments, ChromiumSandbox = false }));
    }
}
