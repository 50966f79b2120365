using Shiprank.Engine.Reconcile;
using Shiprank.Core.Usage;
using Shiprank.Sources.VendorReports;
using System.Text;

namespace Shiprank.Server.Tests.Reconcile;

/// <summary>Who sees bills beside the ledger, and that a spreadsheet runs nothing of what a vendor wrote.</summary>
[Collection(DemoSite.Name)]
public sealed class ReconcileAccessTests(DemoSite site)
{
    [Fact]
    public async Task Finance_sees_bills_and_a_member_does_not()
    {
        var people = Engine.Workspace.Load(site.Folder.At("shiprank.yaml")).Value!.Organisation.People;
        using var copy = Copy($"access: {{ admins: [{people[3].Id}], finops: [{people[0].Id}], proxy: {{ from: 127.0.0.1, user_header: X-User }}, base_url: 'https://shiprank.example.com' }}\n");
        await using var server = await RunningServer.Over(copy, keep: false, options => options with { AsOf = DemoSite.Options.AsOf });
        foreach (var path in (string[])["/reconcile", "/reconcile?issuer=anthropic", "/csv/reconcile", "/csv/reconcile/anthropic", "/api/v1/reconcile"])
        {
            var seen = await As(server, people[0].Id, path);
            Assert.Equal(200, seen.Status);
            Assert.DoesNotContain("@example.com", seen.Text, StringComparison.Ordinal);
            Assert.Equal(403, (await As(server, people[2].Id, path)).Status);
        }

        Assert.Equal(404, (await As(server, people[0].Id, "/reconcile?issuer=nobody")).Status);
        Assert.Equal(404, (await As(server, people[0].Id, "/csv/reconcile?month=July")).Status);
        Assert.Equal(400, (await As(server, people[0].Id, "/api/v1/reconcile?month=July")).Status);
    }

    [Fact]
    public async Task A_formula_in_a_bill_is_text_in_an_export_and_a_negative_amount_stays_a_number()
    {
        using var copy = Copy("");
        await using var server = await RunningServer.Over(copy, keep: false, options => options with { AsOf = DemoSite.Options.AsOf });
        var intake = new BillIntake(server.Store, Engine.Workspace.Load(copy.At("shiprank.yaml")).Value!, new IngestReport());
        intake.Take(VendorReport.Of("invoice")!, "test", Encoding.UTF8.GetBytes("issuer,number,month,total,currency\n=1+1,7,2026-08,-12.50,USD\n"), null, default);
        var csv = (await server.Get("/csv/reconcile?month=2026-08")).Text;
        Assert.Contains("2026-08,'=1+1,invoice,0,-12.5,unexplained,-12.5,", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=1+1", csv, StringComparison.Ordinal);
    }

    private static Task<Reply> As(RunningServer server, string person, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("X-User", person);
        request.Headers.Host = "shiprank.example.com";
        return server.Send(request);
    }

    private TestFolder Copy(string more)
    {
        var copy = new TestFolder();
        copy.Write("shiprank.yaml", File.ReadAllText(site.Folder.At("shiprank.yaml")) + more);
        Directory.CreateDirectory(copy.At("data"));
        foreach (var path in Directory.EnumerateFiles(site.Folder.At("data"), "shiprank.duckdb*")) File.Copy(path, Path.Combine(copy.At("data"), Path.GetFileName(path)));
        return copy;
    }
}
