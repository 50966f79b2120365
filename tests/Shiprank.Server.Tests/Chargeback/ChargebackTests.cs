using System.Text.Json;
using Shiprank.Core.Money.Focus.Validation;
using Shiprank.Server.Tests.Settings;
using Shiprank.Sources.Focus;

namespace Shiprank.Server.Tests.Chargeback;

/// <summary>Who sees what a cost centre pays, and what closing a month does.</summary>
[Collection(DemoSite.Name)]
public sealed class ChargebackTests(DemoSite site) : IAsyncLifetime
{
    private TestFolder folder = null!;
    private RunningServer server = null!;
    private string finops = "";
    private string owner = "";
    private string member = "";

    public async ValueTask InitializeAsync()
    {
        var people = Engine.Workspace.Load(site.Folder.At("shiprank.yaml")).Value!.Organisation.People;
        (finops, owner, member) = (people[0].Id, people[1].Id, people[2].Id);
        folder = Copy($"access: {{ admins: [{people[3].Id}], finops: [{finops}], proxy: {{ from: 127.0.0.1, user_header: X-User }}, base_url: 'https://shiprank.example.com' }}\n");
        server = await RunningServer.Over(folder, keep: false, options => options with { AsOf = DemoSite.Options.AsOf });
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task An_owner_sees_their_own_centre_and_a_member_none()
    {
        foreach (var path in (string[])["/chargeback", "/csv/chargeback", "/api/v1/chargeback", "/chargeback/CC-100", "/csv/chargeback/CC-100", "/chargeback/print"])
        {
            Assert.Equal(200, (await As(finops, path)).Status);
            Assert.Equal(path.EndsWith("CC-100", StringComparison.Ordinal) ? 404 : 403, (await As(member, path)).Status);
        }

        Assert.Equal(200, (await As(owner, "/chargeback/CC-100")).Status);
        Assert.Equal(200, (await As(owner, "/csv/chargeback/CC-100")).Status);
        Assert.Equal(404, (await As(owner, "/chargeback/CC-200")).Status);
        Assert.Equal(404, (await As(owner, "/chargeback/-")).Status);
        Assert.Equal(403, (await As(owner, "/chargeback")).Status);
        Assert.Contains("Commerce", (await As(finops, "/chargeback")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_month_says_so_everywhere_at_once_and_stands_in_the_audit_log()
    {
        using var alone = Copy("");
        await using var local = await RunningServer.Over(alone, keep: false, options => options with { AsOf = DemoSite.Options.AsOf });
        var month = (await local.Get("/api/v1/chargeback")).Json.GetProperty("month").GetString()!;
        Assert.Equal(JsonValueKind.Null, (await local.Get("/api/v1/chargeback")).Json.GetProperty("closedAt").ValueKind);
        var page = await SentPage.Get(local.Client, "/chargeback");
        await page.Send("form[action='/chargeback/close']");
        Assert.Equal(409, (await page.Send("form[action='/chargeback/close']")).Status);
        Assert.Equal("local", (await local.Get("/api/v1/chargeback")).Json.GetProperty("closedBy").GetString());
        page = await SentPage.Get(local.Client, "/chargeback");
        Assert.Contains("closed on", page.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.Document.QuerySelector("form[action='/chargeback/close']"));
        Assert.Equal(("month.closed", "local"), local.Store.ReadAudit().Select(a => (a.Entry.Action, a.Entry.Actor)).First());
        Assert.StartsWith(month, local.Store.ReadAudit()[0].Entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_focus_file_is_for_those_who_see_money_and_bills_the_statement()
    {
        foreach (var path in (string[])["/chargeback/focus.csv", "/api/v1/chargeback/focus.csv"])
        {
            Assert.Equal(403, (await As(owner, path)).Status);
            Assert.Equal(403, (await As(member, path)).Status);
        }

        var statement = (await As(finops, "/api/v1/chargeback")).Json;
        var month = statement.GetProperty("month").GetString();
        var file = await As(finops, $"/api/v1/chargeback/focus.csv?month={month}&version=1.2");
        using var bytes = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(file.Text));
        var checkedFile = FocusTable.Validate("focus.csv", bytes, head => new(OwnRules.Model, [.. FocusFlags.OfExports, FocusFlags.FormOf(head)], head)).Value;
        Assert.True(checkedFile.Rows > 20);
        Assert.DoesNotContain(checkedFile.Outcomes(), o => o.IsFailure);
        Assert.Equal(decimal.Parse(statement.GetProperty("totals").GetProperty("totalUsd").GetString()!, System.Globalization.CultureInfo.InvariantCulture), decimal.Round(Billed(file.Text), 2));
        Assert.Equal(Billed(file.Text), Billed((await As(finops, "/chargeback/focus.csv")).Text));
        Assert.Equal(400, (await As(finops, "/chargeback/focus.csv?month=2026-13")).Status);
        Assert.Equal(400, (await As(finops, "/chargeback/focus.csv?month=1999-01")).Status);
        Assert.Equal(400, (await As(finops, "/chargeback/focus.csv?version=1.3")).Status);
        Assert.Equal(400, (await As(finops, "/chargeback/focus.csv?person=x")).Status);
    }

    private static decimal Billed(string text)
    {
        using var csv = new CsvHelper.CsvParser(new StringReader(text), System.Globalization.CultureInfo.InvariantCulture);
        csv.Read();
        var (at, sum) = (Array.IndexOf(csv.Record!, "BilledCost"), 0m);
        while (csv.Read()) sum += decimal.Parse(csv.Record![at], System.Globalization.CultureInfo.InvariantCulture);
        return sum;
    }

    private TestFolder Copy(string access)
    {
        var copy = new TestFolder();
        copy.Write("shiprank.yaml", File.ReadAllText(site.Folder.At("shiprank.yaml")).Replace("{ id: CC-100, name: Shop }", $"{{ id: CC-100, name: Commerce, owners: [{owner}] }}", StringComparison.Ordinal) + access);
        Directory.CreateDirectory(copy.At("data"));
        foreach (var path in Directory.EnumerateFiles(site.Folder.At("data"), "shiprank.duckdb*")) File.Copy(path, Path.Combine(copy.At("data"), Path.GetFileName(path)));
        return copy;
    }

    private Task<Reply> As(string person, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-User", person);
        request.Headers.Host = "shiprank.example.com";
        return server.Send(request);
    }
}
