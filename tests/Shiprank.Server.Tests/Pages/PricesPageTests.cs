using Shiprank.Core.Access;
using Shiprank.Server.Tests.Access;

namespace Shiprank.Server.Tests.Pages;

/// <summary>The price list is for everybody, what it comes to here for those who may see the organisation's money. The site is its own: other tests let theirs be scored anew.</summary>
public sealed class PricesPageTests(DemoSite site) : IClassFixture<DemoSite>
{
    private const string Asked = "/prices?from=claude-opus-4-8&to=claude-sonnet-4-6&share=50&output_lo=90&output_hi=130&growth=10&adoption=95&seat_tool=claude-code&seat_usd=5";

    [Fact]
    public async Task A_model_is_answered_by_team_with_its_range_and_what_it_takes_for_granted()
    {
        await using var server = await Serve();
        var page = await server.Get(Asked);
        Assert.Equal(200, page.Status);
        foreach (var text in (string[])["We pay", "Now and modelled, by team", "What the model assumes", "breaks even at $5.00", "Who begins to use agents uses 30 to 100 %", "Written tokens, most %"]) Assert.Contains(text, page.Text, StringComparison.Ordinal);
        Assert.Equal(200, (await server.Get("/csv/model?from=claude-opus-4-8&to=claude-haiku-4-5")).Status);
    }

    [Fact]
    public async Task The_api_says_what_the_command_line_says()
    {
        var said = site.Out("model --swap claude-opus-4-8=claude-sonnet-4-6@0.5 --caching 0.9 --growth 0.1 --json").TrimEnd('\n');
        await using var server = await Serve();
        Assert.Equal(said, (await server.Get("/api/v1/model?swap=claude-opus-4-8%3Dclaude-sonnet-4-6%400.5&caching=0.9&growth=0.1")).Text);
        Assert.Equal(400, (await server.Get("/api/v1/model?swap=claude-opus-4-8")).Status);
        Assert.Equal(400, (await server.Get("/api/v1/model?caching=2")).Status);
    }

    [Theory]
    [InlineData("?share=101")]
    [InlineData("?to=claude-sonnet-4-6")]
    [InlineData("?output_lo=120&output_hi=90")]
    [InlineData("?seat_tool=claude-code")]
    [InlineData("?at=soon")]
    [InlineData("?models=some")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        await using var server = await Serve();
        Assert.Equal(400, (await server.Get("/prices" + query)).Status);
    }

    [Fact]
    public async Task Who_may_not_see_money_sees_the_list_and_nothing_of_ours()
    {
        await using var server = await Serve();
        var token = Given.Token(server.Store, Scopes.Read);
        var (open, money) = (await Ask(server, Asked, token), await Ask(server, Asked, Given.Token(server.Store, Scopes.Money | Scopes.Read)));
        Assert.Equal((200, 200), (open.Status, money.Status));
        Assert.Contains("List prices", open.Text, StringComparison.Ordinal);
        Assert.Contains("Now and modelled, by team", money.Text, StringComparison.Ordinal);
        foreach (var ours in (string[])["We pay", "Our tokens", "Effect on us", "of our mix", "What would it cost?", "Now and modelled", "Re-priced"]) Assert.DoesNotContain(ours, open.Text, StringComparison.Ordinal);
        foreach (var path in (string[])["/api/v1/prices/mix", "/api/v1/model", "/api/v1/prices/changes", "/csv/model", "/csv/price-mix"])
        {
            Assert.Equal(403, (await Ask(server, path, token)).Status);
        }

        Assert.Equal(200, (await Ask(server, "/csv/prices?models=all", token)).Status);
    }

    private static Task<Reply> Ask(RunningServer server, string path, string token)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        return server.Send(request);
    }

    private Task<RunningServer> Serve() => site.Serve(o => o with { AsOf = DemoSite.Options.AsOf });
}
