using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Parser;

namespace Shiprank.Server.Tests.Pages;

/// <summary>The same number everywhere: every tagged figure of every page is that of the API's document, which is the command line's to the byte. The site is its own: other tests let theirs be scored anew.</summary>
public sealed class SameFigureTests(DemoSite site) : IClassFixture<DemoSite>
{
    [Theory]
    [InlineData("/", "overview", "overview --json")]
    [InlineData("/?team=checkout", "overview?team=checkout", "overview --team checkout --json")]
    [InlineData("/?tool=codex", "overview?tool=codex", "overview --tool codex --json")]
    [InlineData("/?repository=shop", "overview?repository=shop", "overview --repository shop --json")]
    [InlineData("/flow", "flow", "flow --json")]
    [InlineData("/teams", "boards/teams", "board --shown --json")]
    [InlineData("/teams?rank=nd-ai", "boards/teams?rank=nd-ai", "board --rank nd-ai --shown --json")]
    [InlineData("/people", "boards/people", "board --level person --shown --json")]
    [InlineData("/teams/checkout", "teams/checkout", "team checkout --json")]
    [InlineData("/me?person=ada", "people/ada", "me ada --json")]
    [InlineData("/adoption", "adoption", "adoption --json")]
    [InlineData("/activity", "activity", "activity --json")]
    [InlineData("/chargeback", "chargeback", "chargeback --json")]
    [InlineData("/reconcile", "reconcile", "reconcile --json")]
    [InlineData("/chargeback/CC-100", "chargeback/CC-100", "chargeback --centre CC-100 --json")]
    [InlineData("/budgets", "budgets", "budget --json")]
    [InlineData("/loops", "loops", "loops --json")]
    [InlineData("/roi", "roi", "roi --json")]
    [InlineData("/proof", "proof", "proof --shipped --json")]
    [InlineData("/prices", "prices/mix", "prices --mix --json")]
    public async Task A_page_shows_what_the_api_and_the_command_line_say(string page, string report, string command)
    {
        var said = site.Out(command).TrimEnd('\n');
        await using var server = await Serve();

        var document = await server.Get($"/api/v1/{report}");

        Assert.Equal(200, document.Status);
        Assert.Equal(said, document.Text);
        Assert.NotEqual(0, await Compare(server, page, document.Json));
    }

    [Fact]
    public async Task The_list_of_changes_and_their_stories_are_the_same_too()
    {
        const string window = "since=2026-07-06&until=2026-09-27";
        var dearest = Dearest(site.Out("changes --sort cost --json"));
        var stories = dearest.ConvertAll(c => site.Out($"change {c.Sha} --json").TrimEnd('\n'));
        await using var server = await Serve();
        foreach (var sort in new[] { "date", "cost", "lines" })
        {
            var list = (await server.Get($"/api/v1/changes?{window}&sort={sort}&limit=500")).Json;
            Assert.True(await Compare(server, $"/changes?sort={sort}", list) > 200);
            Assert.True(await Compare(server, $"/changes?sort={sort}&page=1", list) > 100);
        }

        foreach (var ((repository, sha), said) in dearest.Zip(stories))
        {
            var story = await server.Get($"/api/v1/changes/{repository}/{sha}");
            Assert.Equal(said, story.Text);
            Assert.NotEqual(0, await Compare(server, $"/changes/{repository}/{sha}", story.Json));
        }
    }

    [Fact]
    public async Task A_runs_trace_is_the_same_too()
    {
        using var list = JsonDocument.Parse(site.Out("loops --json"));
        var runs = list.RootElement.GetProperty("running").EnumerateArray().Concat(list.RootElement.GetProperty("stopped").EnumerateArray()).Select(r => r.GetProperty("run").GetString()!).ToList();
        Assert.True(runs.Count > 2);
        var said = runs.ConvertAll(r => site.Out($"loops show {r} --json").TrimEnd('\n'));
        await using var server = await Serve();
        foreach (var (run, text) in runs.Zip(said))
        {
            var trace = await server.Get($"/api/v1/loops/runs/{run}");
            Assert.Equal(text, trace.Text);
            Assert.True(await Compare(server, $"/loops/{run}", trace.Json) > 20);
        }
    }

    /// <summary>Some of a list of changes.</summary>
    private static List<(string Repository, string Sha)> Dearest(string list)
    {
        using var document = JsonDocument.Parse(list);
        return [.. document.RootElement.GetProperty("changes").EnumerateArray().Where((_, i) => i is 0 or 7 or 20).Select(c => (c.GetProperty("repository").GetString()!, c.GetProperty("sha").GetString()!))];
    }

    /// <returns>How many figures were compared.</returns>
    private static async Task<int> Compare(RunningServer server, string page, JsonElement document)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.Accept.ParseAdd("text/html");
        var answer = await server.Send(request);
        Assert.Equal((200, "text/html"), (answer.Status, answer.Type));
        var figures = (await new HtmlParser().ParseDocumentAsync(answer.Text)).QuerySelectorAll("data.fig").Select(f => (Path: f.GetAttribute("data-figure") ?? "", Value: f.GetAttribute("value") ?? "")).Where(f => f.Path.Length > 0).ToList();
        Assert.All(figures, f => Assert.True(IsSame(f.Value, Find(document, f.Path)), $"{page}: {f.Path} is {f.Value} on the page and {Find(document, f.Path)} in the document"));
        return figures.Count;
    }

    /// <summary>Documents are rounded to six decimals; a page says of nothing that it is unknown where a document may count 0.</summary>
    private static bool IsSame(string page, decimal? document) =>
        page.Length == 0 ? document is null or 0 : document is { } value && Math.Abs(decimal.Parse(page, CultureInfo.InvariantCulture) - value) <= 0.000001m;

    private static decimal? Find(JsonElement at, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Array) at = at[int.Parse(name, CultureInfo.InvariantCulture)];
            else if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        }

        return at.ValueKind switch
        {
            JsonValueKind.Number => at.GetDecimal(),
            JsonValueKind.String => decimal.Parse(at.GetString()!, CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    private Task<RunningServer> Serve() => site.Serve(o => o with { AsOf = DemoSite.Options.AsOf });
}
