using System.Net;

namespace Shiprank.Server.Tests.Access;

/// <summary>A browser of its own: cookies are kept, redirects are followed by hand or to their end.</summary>
internal sealed class Browsing : IDisposable
{
    private readonly HttpClient client;

    public Browsing(Uri server)
    {
        client = new(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = server };
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> Get(string address) => client.GetAsync(address);

    public Task<HttpResponseMessage> Send(HttpRequestMessage request) => client.SendAsync(request);

    /// <summary>The address that a page leads on to; fails when it does not.</summary>
    public async Task<string> Next(string address)
    {
        using var response = await Get(address);
        Assert.True(response.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.Redirect, $"{address}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
        return response.Headers.Location!.ToString();
    }

    /// <summary>The answer of the server to what the provider sent.</summary>
    public async Task<HttpResponseMessage> SignIn(string back = "/") => await Get(await ToCallback(back));

    /// <summary>The address of the callback, not asked for yet.</summary>
    public async Task<string> ToCallback(string back = "/") => await Next(await Next($"/sign-in/start?return={Uri.EscapeDataString(back)}"));

    public string? Session => Cookies.GetCookies(client.BaseAddress!).FirstOrDefault(c => c.Name.StartsWith("shiprank-", StringComparison.Ordinal))?.Value;

    public void Dispose() => client.Dispose();
}
