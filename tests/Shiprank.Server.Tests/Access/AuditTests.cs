using Shiprank.Core.Access;
using Shiprank.Server.Tests.Settings;

namespace Shiprank.Server.Tests.Access;

/// <summary>The audit log over HTTP, and what is written to it.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task It_is_read_page_by_page_the_newest_first()
    {
        for (var i = 0; i < 5; i++) server.Store.Audit(new(DateTimeOffset.UnixEpoch, "local", $"test.{i}", null, ""));
        using var first = await server.Client.GetAsync("/api/v1/audit?limit=3");
        var link = first.Headers.GetValues("Link").Single();
        Assert.Equal("</api/v1/audit?limit=3&before=3>; rel=\"next\"", link);
        var rest = (await server.Get("/api/v1/audit?limit=3&before=3")).Json.GetProperty("entries");
        Assert.Equal(["test.1", "test.0"], rest.EnumerateArray().Select(e => e.GetProperty("action").GetString()));
        (await server.Get("/api/v1/audit?before=x")).IsProblem(400, "whole number");
        var page = await SentPage.Get(server.Client, "/settings/audit");
        Assert.Equal(5, page.Document.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task A_change_of_the_settings_is_in_it_without_what_was_typed()
    {
        var page = await SentPage.Get(server.Client, "/settings/people/ada");
        var preview = await page.Send("form[action='/settings/edit']", ("name", "Ada With Another Name"));
        await preview.Send("form[action='/settings/edit']");
        var entry = Assert.Single(server.Store.ReadAudit()).Entry;
        Assert.Equal(("local", "settings.changed", "person ada"), (entry.Actor, entry.Action, entry.Detail));
        Assert.Null(AuditChain.Verify(server.Store.StreamAudit()).Broken);
    }
}
