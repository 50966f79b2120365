using System.Text.Json;

namespace Shiprank.Server.Tests.Privacy;

/// <summary>Being on the board of people is each person's own choice, and can be taken back.</summary>
[Collection(PrivacySite.Name)]
public sealed class ConsentTests(PrivacySite site)
{
    private static readonly string[] buckets = ["input", "cacheRead", "cacheWrite", "output"];

    [Fact]
    public async Task A_person_leaves_the_board_and_comes_back_and_the_others_close_up()
    {
        await using var server = await site.Serve();
        Assert.Contains("Ada", await Names(server), StringComparison.Ordinal);
        var before = (await Board(server)).GetProperty("sharing").GetInt32();

        Assert.Equal(303, await Say(server, "ada", "false"));
        Assert.DoesNotContain("Ada", await Names(server), StringComparison.Ordinal);
        Assert.Equal(before - 1, (await Board(server)).GetProperty("sharing").GetInt32());
        Assert.Equal(before - 1, (await Board(server)).GetProperty("rows").GetArrayLength());
        Assert.False((await server.Get("/api/v1/people/ada")).Json.GetProperty("shares").GetBoolean());
        Assert.DoesNotContain("Ada Ashdown", (await server.Get("/api/v1/changes?limit=500")).Text, StringComparison.Ordinal);

        Assert.Equal(303, await Say(server, "ada", "true"));
        Assert.Contains("Ada", await Names(server), StringComparison.Ordinal);
        Assert.Equal(["consent.given", "consent.withdrawn"], server.Store.ReadAudit("ada").Select(r => r.Entry.Action).Where(a => a.StartsWith("consent.", StringComparison.Ordinal)).Take(2));
        Assert.Equal([false, true], server.Store.ReadConsents().Where(c => c.Person == "ada").TakeLast(2).Select(c => c.Shares));
    }

    [Theory]
    [InlineData("nobody", "true")]
    [InlineData("ada", "perhaps")]
    [InlineData("", "true")]
    public async Task What_makes_no_sense_changes_nothing(string person, string shares)
    {
        await using var server = await site.Serve();
        var said = server.Store.ReadConsents().Count;

        Assert.Equal(404, await Say(server, person, shares));

        Assert.Equal(said, server.Store.ReadConsents().Count);
    }

    [Fact]
    public async Task All_that_others_see_of_a_person_is_on_their_own_page_and_in_their_export()
    {
        await using var server = await site.Serve();
        var board = (await Board(server)).GetProperty("rows").EnumerateArray().ToList();
        var organisation = PrivacySite.Truth(server).Workspace.Organisation;
        foreach (var person in organisation.People.Where(p => p.Share).Take(6))
        {
            var own = (await server.Get($"/api/v1/people/{person.Id}")).Json;
            var row = board.Single(r => r.GetProperty("name").GetString() == person.Name);
            foreach (var figure in (string[])["nd", "scu", "weeks", "companions"])
            {
                Assert.Equal(JsonSerializer.Serialize(row.GetProperty(figure)), JsonSerializer.Serialize(own.GetProperty("row").GetProperty(figure)));
            }

            var changes = own.GetProperty("changes").EnumerateArray().ToDictionary(c => c.GetProperty("sha").GetString()!);
            var listed = (await server.Get($"/api/v1/changes?person={person.Id}&since={own.GetProperty("now").GetProperty("since").GetString()}&until={own.GetProperty("now").GetProperty("until").GetString()}&limit=500")).Json.GetProperty("changes").EnumerateArray();
            Assert.All(listed, c => Assert.Equal((c.GetProperty("costUsd").GetRawText(), c.GetProperty("alive").GetInt32()), (changes[c.GetProperty("sha").GetString()!].GetProperty("costUsd").GetRawText(), changes[c.GetProperty("sha").GetString()!].GetProperty("alive").GetInt32())));

            var export = (await server.Get($"/me/export?person={person.Id}")).Json;
            Assert.Equal("not for performance evaluation", export.GetProperty("purpose").GetString());
            Assert.Equal(server.Store.ReadUsage(new(Person: person.Id)).Sum(u => u.Row.Tokens.Total), export.GetProperty("usage").EnumerateArray().Sum(u => buckets.Sum(k => u.GetProperty(k).GetInt64())));
            Assert.NotEqual(0, export.GetProperty("cells").GetArrayLength());
        }

        Assert.Equal(404, (await server.Get("/me/export?person=nobody")).Status);
    }

    private static async Task<JsonElement> Board(RunningServer server) => (await server.Get("/api/v1/boards/people")).Json;

    private static async Task<string> Names(RunningServer server) => string.Join(", ", (await Board(server)).GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("name").GetString()));

    private static async Task<int> Say(RunningServer server, string person, string shares)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { BaseAddress = server.Client.BaseAddress };
        using var answer = await client.PostAsync("/me/share", new FormUrlEncodedContent([new("person", person), new("shares", shares)]));
        return (int)answer.StatusCode;
    }
}
