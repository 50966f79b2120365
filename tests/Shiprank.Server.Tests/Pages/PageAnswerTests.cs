using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Tests.Pages;

/// <summary>Pages over HTTP: what comes with them, and what comes in their place.</summary>
public sealed class PageAnswerTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start("""
        organisation: "North <b>wind</b> & 🧑🏽‍🚀 שלום"
        teams:
          - { id: ops, name: "Ops </title><script>alert(1)</script>", members: [] }
        """);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/?period=x")]
    [InlineData("/livez")]
    [InlineData("/assets/none")]
    public async Task Every_answer_says_what_a_browser_may_not_do_with_it(string path)
    {
        using var reply = await Ask(path);
        var policy = reply.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Equal(SafeHeaders.Policy, policy);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        foreach (var (name, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("X-Frame-Options", "DENY"), ("Referrer-Policy", "same-origin"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin") }) Assert.Equal(value, reply.Headers.GetValues(name).Single());
        Assert.False(reply.Headers.Contains("Server"));
        Assert.False(reply.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_page_has_no_script_and_no_style_of_its_own()
    {
        var page = await Page("/", HttpStatusCode.OK);
        Assert.All(page.Scripts, s => Assert.True(s.Source?.StartsWith("/assets/", StringComparison.Ordinal) == true || s.Type == "application/json"));
        Assert.Empty(page.QuerySelectorAll("style, [style]"));
        Assert.Empty(page.QuerySelectorAll("*").Where(e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal))));
        Assert.Equal("North <b>wind</b> & 🧑🏽‍🚀 שלום", page.QuerySelector(".sr-org bdi")!.TextContent);
        Assert.Equal("Overview · Shiprank", page.Title);
        Assert.Equal("page", page.QuerySelector(".sr-nav[href='/']")!.GetAttribute("aria-current"));
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Theory]
    [InlineData("/nowhere", HttpStatusCode.NotFound, "There is nothing at this address.")]
    [InlineData("/?period=soon", HttpStatusCode.BadRequest, "This address asks for something that does not exist.")]
    [InlineData("/?team=%3Cscript%3Ealert(1)%3C/script%3E", HttpStatusCode.BadRequest, "This address asks for something that does not exist.")]
    public async Task An_error_is_a_whole_page_for_a_browser(string path, HttpStatusCode status, string sentence)
    {
        var page = await Page(path, status);
        Assert.Equal(sentence, page.QuerySelector(".sr-answer")!.TextContent);
        Assert.NotNull(page.QuerySelector("footer.sr-pagefoot"));
        Assert.Single(page.Scripts);
        Assert.All(page.QuerySelectorAll(".sr-acts a"), a => Assert.StartsWith("/", a.GetAttribute("href"), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("*/*")]
    [InlineData("text/html;q=0")]
    public async Task And_problem_details_for_a_program(string accepted)
    {
        using var reply = await Ask("/nowhere", accepted);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("/hooks/nowhere")]
    [InlineData("/api/v1/nowhere")]
    public async Task Addresses_of_programs_answer_programs(string path)
    {
        using var reply = await Ask(path);
        Assert.Equal("application/problem+json", reply.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_store_that_fails_is_a_page_that_says_so_and_nothing_half_drawn()
    {
        server.Store.Dispose();
        using var reply = await Ask("/");
        Assert.True((int)reply.StatusCode is 500 or 503);
        var page = await new HtmlParser().ParseDocumentAsync(await reply.Content.ReadAsStringAsync());
        Assert.NotNull(page.QuerySelector("footer.sr-pagefoot"));
        Assert.DoesNotContain("Exception", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dark", "dark")]
    [InlineData("light", "light")]
    [InlineData("system", null)]
    public async Task The_theme_is_a_cookie_that_the_page_comes_in(string theme, string? attribute)
    {
        using var set = await server.Client.SendAsync(new(HttpMethod.Post, "/theme") { Content = new FormUrlEncodedContent([new("theme", theme)]), Headers = { Referrer = new(server.Client.BaseAddress!, "/?period=4w") } }, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal("/?period=4w", set.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal(attribute, (await Page("/", HttpStatusCode.OK)).DocumentElement.GetAttribute("data-bs-theme"));
    }

    [Theory]
    [InlineData("theme=blue")]
    [InlineData("")]
    public async Task A_theme_that_there_is_not_is_refused(string body)
    {
        using var reply = await server.Client.PostAsync("/theme", new StringContent(body, System.Text.Encoding.UTF8, "application/x-www-form-urlencoded"));
        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/x")]
    [InlineData("//evil.example")]
    [InlineData("javascript:alert(1)")]
    public async Task The_theme_leads_back_to_no_other_site(string from)
    {
        using var plain = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Client.BaseAddress };
        var request = new HttpRequestMessage(HttpMethod.Post, "/theme") { Content = new FormUrlEncodedContent([new("theme", "dark")]) };
        request.Headers.TryAddWithoutValidation("Referer", from);
        using var reply = await plain.SendAsync(request);
        Assert.Equal((HttpStatusCode.SeeOther, "/"), (reply.StatusCode, reply.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("", 9)]
    [InlineData("ops", 1)]
    [InlineData("OPS script", 1)]
    [InlineData("0123abc", 1)]
    [InlineData("nothing is called so", 0)]
    public async Task The_palette_finds_places_by_their_words(string words, int atLeast)
    {
        var reply = await Reply.Of(await server.Client.GetAsync($"/palette?q={Uri.EscapeDataString(words)}"));
        var entries = reply.Json.GetProperty("entries").EnumerateArray().Select(e => (Name: e.GetProperty("name").GetString()!, Href: e.GetProperty("href").GetString()!)).ToList();
        Assert.True(atLeast == 0 ? entries.Count == 0 : entries.Count >= atLeast, reply.Text);
        Assert.All(entries, e => Assert.StartsWith("/", e.Href, StringComparison.Ordinal));
        Assert.DoesNotContain("<", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_megabyte_of_address_is_refused()
    {
        using var reply = await Ask($"/?team={new string('x', 1_000_000)}");
        Assert.Equal(HttpStatusCode.RequestUriTooLong, reply.StatusCode);
    }

    private async Task<IHtmlDocument> Page(string path, HttpStatusCode status)
    {
        using var reply = await Ask(path);
        Assert.Equal((status, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        return await new HtmlParser().ParseDocumentAsync(await reply.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> Ask(string path, string accepted = "text/html,application/xhtml+xml,*/*;q=0.8")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accepted);
        return await server.Client.SendAsync(request);
    }
}
