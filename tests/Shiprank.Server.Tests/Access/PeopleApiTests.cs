using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Shiprank.Core.Access;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Tests.Access;

/// <summary>People and teams from a directory, over HTTP.</summary>
public sealed class PeopleApiTests : IAsyncLifetime
{
    private const string List = "id,name,emails,team,active\nada,Ada Example,ada@example.com,shop,false\nben,Ben Example,ben@example.com,shop,true\n";

    private readonly TestFolder folder = new();
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start(at: folder);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_list_is_in_force_at_once_and_leavers_are_out()
    {
        var adas = Given.Token(server.Store, Scopes.Read, "ada");
        var reply = await Post(List, Given.Token(server.Store, Scopes.People));
        Assert.Equal(202, reply.Status);
        Assert.Equal(("ben", "ada", true), (reply.Json.GetProperty("added")[0].GetString(), reply.Json.GetProperty("left")[0].GetString(), reply.Json.GetProperty("written").GetBoolean()));
        Assert.Equal(401, (await Post("", adas)).Status);
        Assert.Contains(server.Services.GetRequiredService<LiveWorkspace>().Current.Organisation.People, p => p.Id == "ben");
        Assert.Contains("people.imported", server.Store.ReadAudit().Select(r => r.Entry.Action));
        Assert.Equal("member → none", server.Store.ReadAudit("ada").Single(r => r.Entry.Action == "roles.changed").Entry.Detail);
        Assert.False((await Post(List, Given.Token(server.Store, Scopes.People))).Json.GetProperty("written").GetBoolean());
    }

    [Fact]
    public async Task A_flaw_or_a_trial_writes_nothing()
    {
        var before = File.ReadAllText(folder.At("shiprank.yaml"));
        var token = Given.Token(server.Store, Scopes.People);
        (await Post("id,active\nada,perhaps\n", token)).IsProblem(422, "the list:2");
        Assert.Equal(202, (await Post(List, token, "?dry_run=true")).Status);
        (await Post(List, Given.Token(server.Store, Scopes.Read))).IsProblem(403);
        Assert.Equal(before, File.ReadAllText(folder.At("shiprank.yaml")));
    }

    private Task<Reply> Post(string list, string token, string query = "")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/people" + query) { Content = new StringContent(list, Encoding.UTF8, "text/csv") };
        request.Headers.Authorization = new("Bearer", token);
        return server.Send(request);
    }
}
