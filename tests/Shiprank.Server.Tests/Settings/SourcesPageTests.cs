using System.Globalization;

namespace Shiprank.Server.Tests.Settings;

[Collection(DemoSite.Name)]
public sealed class SourcesPageTests(DemoSite demo)
{
    [Fact]
    public async Task The_page_shows_what_the_document_says()
    {
        await using var server = await demo.Serve(options => options with { AsOf = DemoSite.Options.AsOf });
        var document = (await server.Get("/api/v1/sources")).Json;
        var page = await SentPage.Get(server.Client, "/sources");
        Assert.Equal(200, page.Status);
        Assert.Equal(
            document.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("name").GetString()).Order(StringComparer.Ordinal),
            page.Document.QuerySelectorAll("#sources tbody tr > th > bdi").Select(b => b.TextContent).Order(StringComparer.Ordinal));
        foreach (var name in (string[])["people", "matched", "priced", "changed"])
        {
            var shown = page.Document.QuerySelector($"data[data-figure='coverage.{name}.value']")!.GetAttribute("value")!;
            Assert.Equal(decimal.Parse(document.GetProperty("coverage").GetProperty(name).GetProperty("value").GetString()!, CultureInfo.InvariantCulture), decimal.Round(decimal.Parse(shown, CultureInfo.InvariantCulture), 6));
        }
    }

    [Fact]
    public async Task An_identity_of_nobody_is_matched_by_the_administrator_and_by_nobody_else()
    {
        using var folder = new TestFolder();
        var repository = new TestRepository(folder.At("clones/shop"));
        repository.Commit();
        folder.Write("shiprank.yaml", $"people:\n  - {{ id: ada, name: Ada Example }} # hers\nrepositories:\n  - {{ name: shop, path: {repository.Folder} }}\n");
        var cli = new CliRun(folder, TimeProvider.System);
        Assert.Equal(Cli.ExitCode.Ok, cli.Run("sync"));
        await using var server = await RunningServer.Over(folder, keep: true, options => options);
        var page = await SentPage.Get(server.Client, "/sources");
        var identity = page.Document.QuerySelector("#match tbody th bdi")!.TextContent;
        var preview = await page.Send("#match form", ("person", "ada"));
        Assert.Equal(["-   - { id: ada, name: Ada Example } # hers", $"+   - {{ id: ada, name: Ada Example, {(identity.Contains('@', StringComparison.Ordinal) ? "emails" : "logins")}: [{identity}] }} # hers"], preview.Changes);
        var written = await preview.Send("main form");
        Assert.Equal("/sources?saved=1", written.Address);
        Assert.Contains(identity, File.ReadAllText(folder.At("shiprank.yaml")), StringComparison.Ordinal);
    }
}
