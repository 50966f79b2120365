using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Shiprank.Server.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Shiprank.Server.Tests.Api;

/// <summary>Reports over HTTP are the command line's documents, byte by byte, and behave as HTTP has it.</summary>
[Collection(DemoSite.Name)]
public sealed class ReportTests(DemoSite demo)
{
    [Fact]
    public async Task Every_report_is_the_document_of_its_command()
    {
        (string Command, string Path)[] pairs =
        [
            ("score", "score?"), ("score --window 2w", "score?window=2w&"), ("board --shown", "boards/teams?"), ("board --rank nd-ai --shown", "boards/teams?rank=nd-ai&"), ("board --level person --shown", "boards/people?"),
            ("changes --limit 500", "changes?limit=500&"), ("changes --limit 7 --sort cost --fate live", "changes?limit=7&sort=cost&fate=live&"), ("flow", "flow?"), ("flow --since 2026-09-01 --until 2026-09-10", "flow?since=2026-09-01&until=2026-09-10&"),
            ("dora", "dora?"), ("dora --level team", "dora?level=team&"), ("restatements", "restatements?"),
        ];
        var expected = pairs.Select(p => demo.Out($"{p.Command} --json")).ToList();
        var prices = demo.Out("prices sonnet --json");
        var sha = JsonDocument.Parse(expected[5]).RootElement.GetProperty("changes")[0];
        var (repository, id) = (sha.GetProperty("repository").GetString(), sha.GetProperty("sha").GetString());
        var story = demo.Out($"change {id} --json");
        await using var server = await demo.Serve();
        for (var i = 0; i < pairs.Length; i++) Assert.Equal((200, expected[i].TrimEnd()), await Answer(server, $"/api/v1/{pairs[i].Path}as_of={DemoSite.AsOf}"));
        Assert.Equal((200, prices.TrimEnd()), await Answer(server, $"/api/v1/prices?model=sonnet&at={DemoSite.AsOf}"));
        Assert.Equal((200, story.TrimEnd()), await Answer(server, $"/api/v1/changes/{repository}/{id}?as_of={DemoSite.AsOf}"));
    }

    [Fact]
    public async Task Pages_of_changes_hold_every_change_once_and_their_sums_stay()
    {
        await using var server = await demo.Serve();
        var all = (await server.Get($"/api/v1/changes?limit=500&as_of={DemoSite.AsOf}")).Json;
        var shas = all.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("sha").GetString()).ToList();
        Assert.True(shas.Count is > 20 and < 500);
        List<string?> seen = [];
        var next = $"/api/v1/changes?limit=9&sort=date&as_of={DemoSite.AsOf}";
        while (next is not null)
        {
            using var response = await server.Client.GetAsync(next);
            var page = (await Reply.Of(response)).Json;
            seen.AddRange(page.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("sha").GetString()));
            Assert.Equal(all.GetProperty("totals").GetRawText(), page.GetProperty("totals").GetRawText());
            Assert.Equal(shas.Count, page.GetProperty("changes").GetArrayLength() + page.GetProperty("rest").GetProperty("changes").GetInt32());
            next = response.Headers.TryGetValues("Link", out var link) ? link.Single().Split('<', '>')[1] : null;
        }

        Assert.Equal(shas, seen);
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again_until_new_results_are_published()
    {
        await using var server = await demo.Serve();
        using var first = await server.Client.GetAsync("/api/v1/flow");
        var tag = first.Headers.ETag!.ToString();
        Assert.Equal("no-cache, private", string.Join(", ", first.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
        Assert.Equal(HttpStatusCode.NotModified, (await Conditional(server, "/api/v1/flow", tag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, (await Conditional(server, "/api/v1/flow?tz=Europe/Berlin", $"\"other\", {tag}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Conditional(server, "/api/v1/flow?window=2w", tag)).StatusCode);
        var published = server.Services.GetRequiredService<Published>();
        var before = published.Version;
        published.Raise(published.Now!.Standing);
        Assert.True(published.Version > before);
        using var again = await Conditional(server, "/api/v1/flow", tag);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.NotEqual(tag, again.Headers.ETag!.ToString());
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("br, gzip", "br")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("identity", null)]
    public async Task Larger_answers_are_compressed_as_the_asker_reads(string accepted, string? encoding)
    {
        await using var server = await demo.Serve();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/score");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        using var response = await server.Client.SendAsync(request);
        Assert.Equal(encoding, response.Content.Headers.ContentEncoding.SingleOrDefault());
        await using var body = await response.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch { "gzip" => new GZipStream(body, CompressionMode.Decompress), "br" => new BrotliStream(body, CompressionMode.Decompress), _ => body };
        Assert.Equal((await server.Get("/api/v1/score")).Json.GetProperty("totals").GetRawText(), (await JsonDocument.ParseAsync(plain)).RootElement.GetProperty("totals").GetRawText());
    }

    [Fact]
    public async Task A_head_has_what_a_get_has_but_the_body()
    {
        await using var server = await demo.Serve();
        using var get = await server.Client.GetAsync("/api/v1/boards/teams");
        using var head = await server.Client.SendAsync(new(HttpMethod.Head, "/api/v1/boards/teams"));
        Assert.Equal((get.StatusCode, get.Headers.ETag, get.Content.Headers.ContentLength), (head.StatusCode, head.Headers.ETag, head.Content.Headers.ContentLength));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Two_hundred_readers_at_once_are_all_answered()
    {
        await using var server = await demo.Serve();
        var replies = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => server.Get(i % 2 == 0 ? "/api/v1/boards/teams" : $"/api/v1/changes?limit={1 + (i % 20)}")));
        Assert.All(replies, r => Assert.Equal(200, r.Status));
        Assert.Single(replies.Where((_, i) => i % 2 == 0).Select(r => r.Text).Distinct(StringComparer.Ordinal));
    }

    private static async Task<(int, string)> Answer(RunningServer server, string path)
    {
        var reply = await server.Get(path);
        return (reply.Status, reply.Text);
    }

    private static Task<HttpResponseMessage> Conditional(RunningServer server, string path, string tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return server.Client.SendAsync(request);
    }
}
