using System.Globalization;
using Microsoft.AspNetCore.Http;
using Shiprank.Cli;
using Shiprank.Core.Money.Bills;
using Shiprank.Engine;
using Shiprank.Server.Tests.Backfill;

namespace Shiprank.Server.Tests.Reconcile;

/// <summary><c>bills:</c> with <c>api: true</c>, against a vendor on this machine.</summary>
public sealed class BillApiTests : IAsyncLifetime
{
    private readonly TestFolder folder = new();
    private readonly HurriedClock clock = new(new(2026, 8, 10, 6, 0, 0, TimeSpan.Zero));
    private FakeForge vendor = null!;
    private CliRun cli = null!;

    public async ValueTask InitializeAsync()
    {
        vendor = await FakeForge.Start();
        vendor.Answer = (context, _) => FakeForge.Json(context, Pages(context));
        cli = new(folder, clock);
        folder.Write("shiprank.yaml", $$"""
            organisation: Northwind
            bills:
              - { kind: anthropic-cost, api: true, token_env: TOKEN, base_url: "{{vendor.Address}}", since: 2026-07-01 }
            """);
    }

    public async ValueTask DisposeAsync()
    {
        await vendor.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public void Every_page_is_read_and_the_next_sync_asks_for_the_last_days_again()
    {
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("sync --json"), cli.Error));
        Assert.Equal(40, cli.Document.GetProperty("bills").GetProperty("added").GetInt32());
        Assert.Equal(40m, Lines().Sum(l => l.Amount));
        Assert.Contains("/v1/organizations/cost_report?starting_at=2026-07-01T00:00:00Z&ending_at=2026-08-01T00:00:00Z&bucket_width=1d&limit=31&group_by[]=description", vendor.Requests);
        Assert.Equal(4, vendor.Requests.Count);

        vendor.Requests.Clear();
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("sync --json"), cli.Error));
        Assert.StartsWith("/v1/organizations/cost_report?starting_at=2026-08-07T00:00:00Z&ending_at=2026-08-10", vendor.Requests.First(), StringComparison.Ordinal);
        Assert.Equal((0, 0), (cli.Document.GetProperty("bills").GetProperty("added").GetInt32(), cli.Document.GetProperty("bills").GetProperty("replaced").GetInt32()));
        Assert.Equal(40m, Lines().Sum(l => l.Amount));
    }

    [Fact]
    public void A_limit_and_a_failure_are_waited_out()
    {
        var calls = 0;
        vendor.Answer = (context, _) => Interlocked.Increment(ref calls) switch
        {
            1 => FakeForge.Status(context, 429, ("Retry-After", "7")),
            2 => FakeForge.Status(context, 503),
            _ => FakeForge.Json(context, Pages(context)),
        };
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("sync"), cli.Error));
        Assert.Equal(40, Lines().Count);
        Assert.Contains(TimeSpan.FromSeconds(7), clock.Waits);
    }

    [Fact]
    public void What_broke_off_goes_on_where_it_stopped_and_says_why()
    {
        vendor.Answer = (context, asked) => asked.Contains("starting_at=2026-08", StringComparison.Ordinal) ? FakeForge.Status(context, 401) : FakeForge.Json(context, Pages(context));
        Assert.Equal(ExitCode.Partial, cli.Run("sync"));
        Assert.Contains("anthropic-cost of 127.0.0.1: refuses the token", cli.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", cli.Error, StringComparison.Ordinal);
        Assert.Equal(31, Lines().Count);
        vendor.Requests.Clear();
        vendor.Answer = (context, _) => FakeForge.Json(context, Pages(context));
        Assert.Equal(ExitCode.Ok, cli.Run("sync"));
        Assert.All(vendor.Requests, r => Assert.Contains("starting_at=2026-07-29", r, StringComparison.Ordinal));
        Assert.Equal(40, Lines().Count);
    }

    [Theory]
    [InlineData("<html>proxy</html>", "something that is not its API's JSON")]
    [InlineData("{\"data\":[],\"has_more\":true,\"next_page\":\"same\"}", "the same next page again and again")]
    public void An_answer_that_can_not_be_is_a_problem_and_nothing_is_stored(string body, string reason)
    {
        vendor.Answer = (context, _) => FakeForge.Json(context, body);
        Assert.Equal(ExitCode.Partial, cli.Run("sync"));
        Assert.Contains(reason, cli.Error, StringComparison.Ordinal);
        Assert.Empty(Lines());
    }

    [Fact]
    public void A_redirect_gets_no_token_and_offline_nobody_is_asked()
    {
        vendor.Answer = (context, _) => FakeForge.Status(context, 307, ("Location", "http://127.0.0.1:9/elsewhere"));
        Assert.Equal(ExitCode.Partial, cli.Run("sync"));
        Assert.Contains("points somewhere else", cli.Error, StringComparison.Ordinal);
        vendor.Requests.Clear();
        Assert.Equal(ExitCode.Ok, cli.Run("sync --offline"));
        Assert.Empty(vendor.Requests);
    }

    [Fact]
    public void A_later_file_corrects_a_line_and_a_copy_under_another_name_is_named()
    {
        folder.Write("shiprank.yaml", "organisation: Northwind\nbills:\n  - { kind: anthropic-cost, path: 'bills/*.json' }\n");
        folder.Write("bills/1-first.json", Page(new(2026, 7, 1), 2, "100"));
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("sync"), cli.Error));
        folder.Write("bills/2-corrected.json", Page(new(2026, 7, 2), 2, "250"));
        Assert.Equal((ExitCode.Ok, ""), (cli.Run("sync --json"), cli.Error));
        Assert.Equal((1, 1), (cli.Document.GetProperty("bills").GetProperty("added").GetInt32(), cli.Document.GetProperty("bills").GetProperty("replaced").GetInt32()));
        Assert.Equal([1m, 2.5m, 2.5m], Lines().Select(l => l.Amount!.Value));
        folder.Write("bills/3-copy.json", Page(new(2026, 7, 2), 2, "250"));
        Assert.Equal(ExitCode.Partial, cli.Run("sync"));
        Assert.Contains("3-copy.json: the same content as", cli.Error, StringComparison.Ordinal);
        Assert.Equal([1m, 2.5m, 2.5m], Lines().Select(l => l.Amount!.Value));
    }

    private static string Pages(HttpContext context)
    {
        var (from, until) = (Day(context, "starting_at"), Day(context, "ending_at"));
        var half = from.AddDays((until.DayNumber - from.DayNumber) / 2);
        return context.Request.Query.ContainsKey("page") ? Page(half, until.DayNumber - half.DayNumber, "100") : Page(from, half.DayNumber - from.DayNumber, "100", "page_2");
    }

    private static string Page(DateOnly from, int days, string cents, string? next = null) =>
        $"{{\"data\":[{string.Join(',', Enumerable.Range(0, days).Select(from.AddDays).Select(d => $"{{\"starting_at\":\"{d:yyyy-MM-dd}T00:00:00Z\",\"ending_at\":\"{d.AddDays(1):yyyy-MM-dd}T00:00:00Z\",\"results\":[{{\"amount\":\"{cents}\",\"currency\":\"USD\",\"cost_type\":\"tokens\",\"model\":\"claude-opus-4-8\"}}]}}"))}],\"has_more\":{(next is null ? "false" : "true")},\"next_page\":{(next is null ? "null" : $"\"{next}\"")}}}";

    private static DateOnly Day(HttpContext context, string name) => DateOnly.ParseExact(context.Request.Query[name].ToString()[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private List<BillLine> Lines()
    {
        using var store = Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        return [.. store.ReadBills(new(2026, 1, 1), new(2027, 1, 1))];
    }
}
