using Microsoft.Playwright;

namespace Shiprank.Server.Tests.Browser;

/// <summary>A window on a site. It hears everything that the browser complains of: console errors, scripts that failed, what the policy refused, requests that failed.</summary>
public sealed class Visit : IAsyncDisposable
{
    private const string TellRefusals = "document.addEventListener('securitypolicyviolation', e => console.error(`refused by policy: ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));";

    private readonly IBrowserContext context;
    private readonly Screen screen;
    private readonly List<string> complaints = [];
    private readonly List<IRequest> finished = [];

    private Visit(IBrowserContext context, IPage page, Screen screen) => (this.context, Page, this.screen) = (context, page, screen);

    public IPage Page { get; }

    /// <summary>Expected to be empty at the end of every journey.</summary>
    public IReadOnlyList<string> Complaints
    {
        get
        {
            lock (complaints) return [.. complaints];
        }
    }

    /// <summary>
    /// Bytes of answers so far, heads included, as they went over the wire. They are asked for here and not when a request ends: a visit may be over by
    /// then, and what fails in an event's handler fails no test but the whole run.
    /// </summary>
    public async Task<long> Transferred()
    {
        List<IRequest> requests;
        lock (finished) requests = [.. finished];
        var sizes = await Task.WhenAll(requests.Select(r => r.SizesAsync()));
        return sizes.Sum(s => (long)s.ResponseHeadersSize + s.ResponseBodySize);
    }

    public static async Task<Visit> Begin(IBrowser browser, Uri site, Screen screen)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = site.ToString(),
            ViewportSize = new() { Width = screen.Width, Height = 900 },
            ColorScheme = screen.Theme,
            JavaScriptEnabled = screen.Script,
            IsMobile = screen.Width < 600,
            HasTouch = screen.Width < 600,
            ReducedMotion = ReducedMotion.Reduce,
            Permissions = ["clipboard-read", "clipboard-write"],
        });
        if (screen.Script) await context.AddInitScriptAsync(TellRefusals);
        var visit = new Visit(context, await context.NewPageAsync(), screen);
        visit.Listen();
        return visit;
    }

    /// <summary>Loads an address and waits until its charts, if any, are drawn.</summary>
    public async Task<IResponse> Go(string path)
    {
        var response = await Page.GotoAsync(path, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await Settled();
        return response!;
    }

    public async Task Settled()
    {
        if (screen.Script) await Page.WaitForFunctionAsync("() => !('busy' in document.documentElement.dataset) && [...document.querySelectorAll('sr-chart')].every(c => 'drawn' in c.dataset)");
    }

    /// <summary>What axe finds that is serious or critical, one line each.</summary>
    public Task<IReadOnlyList<string>> Barriers() => Axe.Run(Page);

    /// <summary>CSS pixels that the page can be moved sideways.</summary>
    public Task<int> Sideways() => Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    private void Listen()
    {
        Page.Console += (_, message) => Complain(message.Type == "error", message.Text);
        Page.PageError += (_, failure) => Complain(true, failure);
        Page.RequestFailed += (_, request) => Complain(request.Failure is not "net::ERR_ABORTED", $"{request.Url}: {request.Failure}");
        Page.RequestFinished += (_, request) =>
        {
            lock (finished) finished.Add(request);
        };
    }

    private void Complain(bool grave, string text)
    {
        if (!grave) return;
        lock (complaints) complaints.Add(text);
    }
}
