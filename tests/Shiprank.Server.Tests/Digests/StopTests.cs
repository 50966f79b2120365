using System.Net;
using Shiprank.Engine.Digests;

namespace Shiprank.Server.Tests.Digests;

public sealed class StopTests : IAsyncLifetime
{
    private RunningServer server = null!;
    private string address = "", proof = "";

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.Start();
        var link = StopLink.Of(new("http://localhost/"), server.Store.Key, "ada");
        (address, proof) = (link.PathAndQuery, link.Query[^43..]);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Looking_at_the_link_changes_nothing()
    {
        // Mail scanners follow links.
        Assert.Equal(200, (await server.Get(address)).Status);
        Assert.Empty(server.Store.ReadStoppedDigests());
    }

    [Fact]
    public async Task The_button_ends_it_and_the_next_one_begins_it_again()
    {
        await Send("stop");
        Assert.Equal(["ada"], server.Store.ReadStoppedDigests());
        Assert.Contains("No more digests are sent to you", (await server.Get(address)).Text, StringComparison.Ordinal);
        await Send("again");
        Assert.Empty(server.Store.ReadStoppedDigests());
    }

    [Fact]
    public async Task A_mail_program_ends_it_with_one_click()
    {
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var answer = await server.Client.PostAsync(address, form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["ada"], server.Store.ReadStoppedDigests());
    }

    [Fact]
    public async Task A_link_that_was_made_up_is_refused_alike_for_whoever_is_known_or_not()
    {
        var (known, unknown) = (await server.Get("/digest/stop?who=ada&proof=" + new string('A', 43)), await server.Get("/digest/stop?who=nobody&proof=" + new string('A', 43)));
        Assert.Equal((404, 404), (known.Status, unknown.Status));
        Assert.Equal(known.Text.Replace("ada", "nobody", StringComparison.Ordinal), unknown.Text);
        using var form = new FormUrlEncodedContent([new("who", "ben"), new("proof", proof), new("act", "stop")]);
        using var answer = await server.Client.PostAsync("/digest/stop", form);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(server.Store.ReadStoppedDigests());
    }

    private async Task Send(string act)
    {
        using var form = new FormUrlEncodedContent([new("who", "ada"), new("proof", proof), new("act", act)]);
        using var answer = await server.Client.PostAsync("/digest/stop", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(address, answer.RequestMessage!.RequestUri!.PathAndQuery);
    }
}
