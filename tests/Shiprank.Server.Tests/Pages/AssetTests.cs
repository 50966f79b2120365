using Shiprank.Server.Shell.Kit.Charts;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Shiprank.Server.Assets;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit;

namespace Shiprank.Server.Tests.Pages;

/// <summary>Scripts, styles, font and icons as they are served.</summary>
public sealed class AssetTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData("app.css", "text/css")]
    [InlineData("app.js", "text/javascript")]
    [InlineData("icons.svg", "image/svg+xml")]
    [InlineData("favicon.svg", "image/svg+xml")]
    [InlineData("inter.woff2", "font/woff2")]
    [InlineData("licences.txt", "text/plain")]
    public async Task An_asset_is_kept_for_good_under_a_name_that_tells_its_content(string name, string type)
    {
        using var reply = await Ask(AssetFiles.PathOf(name), "");
        Assert.Equal((HttpStatusCode.OK, type), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.Equal(["immutable", "max-age=31536000", "public"], string.Join(", ", reply.Headers.NonValidated["Cache-Control"]).Split(", ").Order(StringComparer.Ordinal));
        Assert.Equal("nosniff", reply.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Matches(@"^/assets/[\w-]+\.[A-Za-z0-9]{8}\.\w+$", AssetFiles.PathOf(name));
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("gzip;q=1.0, br;q=0", "gzip")]
    [InlineData("*", "br")]
    [InlineData("deflate", null)]
    [InlineData("", null)]
    public async Task It_comes_in_the_smallest_encoding_that_is_taken_and_is_the_same_in_each(string accepted, string? encoding)
    {
        using var reply = await Ask(AssetFiles.PathOf("app.css"), accepted);
        Assert.Equal(encoding, reply.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", reply.Headers.Vary.Single());
        await using var body = await reply.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch { "br" => new BrotliStream(body, CompressionMode.Decompress), "gzip" => new GZipStream(body, CompressionMode.Decompress), _ => body };
        using var reader = new StreamReader(plain);
        Assert.Equal(System.Text.Encoding.UTF8.GetString(AssetFiles.All.Single(a => a.Name == "app.css").Read(null)), await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Known_content_is_not_sent_again()
    {
        using var first = await Ask(AssetFiles.PathOf("app.js"), "br");
        using var again = await Ask(AssetFiles.PathOf("app.js"), "br", first.Headers.ETag);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());
        using var otherwise = await Ask(AssetFiles.PathOf("app.js"), "gzip", first.Headers.ETag);
        Assert.Equal(HttpStatusCode.OK, otherwise.StatusCode);
    }

    [Fact]
    public async Task A_head_has_the_length_and_no_body()
    {
        using var head = await server.Client.SendAsync(new(HttpMethod.Head, AssetFiles.PathOf("app.css")));
        using var whole = await Ask(AssetFiles.PathOf("app.css"), "");
        Assert.Equal((await whole.Content.ReadAsByteArrayAsync()).Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/assets/app.css")]
    [InlineData("/assets/app.00000000.css")]
    [InlineData("/assets/manifest.json")]
    [InlineData("/assets/..%2f..%2fetc%2fpasswd")]
    [InlineData("/assets/")]
    public async Task An_unknown_asset_is_not_found(string path)
    {
        using var reply = await Ask(path, "br");
        Assert.Equal(HttpStatusCode.NotFound, reply.StatusCode);
    }

    [Fact]
    public async Task Every_address_that_a_page_names_is_there()
    {
        var page = await new HtmlParser().ParseDocumentAsync(await server.Client.GetStringAsync("/"));
        var named = page.QuerySelectorAll("link[href], script[src], use[href]").Select(e => (e.GetAttribute("src") ?? e.GetAttribute("href"))!.Split('#')[0]).Distinct().ToList();
        Assert.True(named.Count >= 5, string.Join(' ', named));
        foreach (var address in named)
        {
            using var reply = await Ask(address, "");
            Assert.True(reply.IsSuccessStatusCode, address);
        }
    }

    [Fact]
    public void Every_icon_that_is_named_is_drawn()
    {
        var drawn = Regex.Matches(Text("icons.svg"), "<symbol id=\"([a-z0-9-]+)\"").Select(m => m.Groups[1].Value).ToHashSet();
        Assert.All(Navigation.Groups(true).SelectMany(g => g.Places), p => Assert.Contains(p.Icon, drawn));
        Assert.Contains("alert-triangle", drawn);
    }

    [Fact]
    public void Every_kind_of_chart_and_every_group_of_fates_is_in_the_script()
    {
        var script = string.Concat(AssetFiles.All.Where(a => a.ContentType.StartsWith("text/javascript", StringComparison.Ordinal)).Select(a => System.Text.Encoding.UTF8.GetString(a.Read(null))));
        foreach (var (_, key, text) in ChartData.Groups)
        {
            Assert.Contains(key, script, StringComparison.Ordinal);
            Assert.Contains($"\"{text}\"", script, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_licences_of_what_is_served_are_served()
    {
        var text = Text("licences.txt");
        foreach (var name in new[] { "@tabler/core", "echarts", "zrender", "@fontsource-variable/inter" }) Assert.Contains(name, text, StringComparison.Ordinal);
        Assert.Contains("SIL OPEN FONT LICENSE", text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Apache License", text, StringComparison.Ordinal);
    }

    private static string Text(string name) => System.Text.Encoding.UTF8.GetString(AssetFiles.All.Single(a => a.Name == name).Read(null));

    private async Task<HttpResponseMessage> Ask(string path, string accepted, EntityTagHeaderValue? known = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        if (known is not null) request.Headers.IfNoneMatch.Add(known);
        return await server.Client.SendAsync(request);
    }
}
