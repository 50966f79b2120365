using Shiprank.Core.Access;

namespace Shiprank.Server.Tests.Access;

/// <summary>A person's figures are that person's. Whoever else looks is in the audit log first, and that person sees it.</summary>
[Collection(DemoSite.Name)]
public sealed class PersonTests(DemoSite site) : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private RunningServer server = null!;
    private string own = "";
    private string other = "";
    private string admin = "";

    public async ValueTask InitializeAsync()
    {
        var people = Engine.Workspace.Load(site.Folder.At("shiprank.yaml")).Value!.Organisation.People;
        (own, other, admin) = (people[0].Id, people[1].Id, people[2].Id);
        folder.Write("shiprank.yaml", File.ReadAllText(site.Folder.At("shiprank.yaml")) + $"access: {{ admins: [{admin}], proxy: {{ from: 127.0.0.1, user_header: X-User }}, base_url: 'https://shiprank.example.com' }}\n");
        Directory.CreateDirectory(folder.At("data"));
        foreach (var file in Directory.EnumerateFiles(site.Folder.At("data"), "shiprank.duckdb*")) File.Copy(file, Path.Combine(folder.At("data"), Path.GetFileName(file)));
        server = await RunningServer.Over(folder, keep: false, options => options with { AsOf = DemoSite.Options.AsOf });
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task People_see_their_own_page_and_nobody_elses()
    {
        var before = server.Store.ReadAudit().Count;
        Assert.Equal(200, (await As(own, "/me")).Status);
        Assert.Equal(200, (await As(own, $"/api/v1/people/{own}")).Status);
        foreach (var path in (string[])[$"/me?person={other}", $"/csv/me?person={other}", $"/api/v1/people/{other}", $"/api/v1/people/{other}/looks", "/me?person=nobody-of-that-name", "/api/v1/score"]) (await As(own, path)).IsProblem(403);
        (await As(own, $"/csv/me/{other}")).IsProblem(404);
        Assert.Equal(before, server.Store.ReadAudit().Count);
    }

    [Fact]
    public async Task An_administrators_look_is_written_first_and_shown_to_whom_it_concerns()
    {
        Assert.Equal(200, (await As(admin, $"/me?person={other}")).Status);
        Assert.Equal(200, (await As(admin, $"/api/v1/people/{other}")).Status);
        var look = Assert.Single(server.Store.ReadAudit(other), r => r.Entry.Actor == $"person:{admin}").Entry;
        Assert.Equal(("person.viewed", "page"), (look.Action, look.Detail));
        Assert.Contains($"person:{admin}", (await As(other, "/me")).Text, StringComparison.Ordinal);
        Assert.Equal("person.viewed", (await As(other, $"/api/v1/people/{other}/looks")).Json.GetProperty("entries")[0].GetProperty("action").GetString());
        Assert.DoesNotContain("person:", (await As(own, "/me")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reading_everybodys_cells_is_shown_to_everybody()
    {
        var token = Given.Token(server.Store, Scopes.Score);
        var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/score");
        request.Headers.Authorization = new("Bearer", token);
        Assert.Equal(200, (await server.Send(request)).Status);
        Assert.Contains("read everybody’s cells", System.Net.WebUtility.HtmlDecode((await As(own, "/me")).Text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_is_kept_for_readers_shows_one_what_another_may_see()
    {
        var asAdmin = (await As(admin, "/")).Text;
        var asMember = (await As(own, "/")).Text;
        Assert.Contains("href=\"/settings\"", asAdmin, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/settings\"", asMember, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"/settings\"", (await As(other, "/")).Text, StringComparison.Ordinal);
        Assert.NotEqual((await As(own, "/me")).Text, (await As(other, "/me")).Text);
        Assert.Equal(401, (await server.Get("/api/v1/overview")).Status);
    }

    private Task<Reply> As(string person, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-User", person);
        request.Headers.Host = "shiprank.example.com";
        return server.Send(request);
    }
}
