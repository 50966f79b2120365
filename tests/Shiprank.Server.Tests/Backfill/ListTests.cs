using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Web;
using Microsoft.AspNetCore.Http;
using Shiprank.Core;
using Shiprank.Core.Delivery;
using Shiprank.Sources.ForgeApi;

namespace Shiprank.Server.Tests.Backfill;

/// <summary>Lists are read whole, once, from where an earlier run stopped, whatever happens in the middle.</summary>
public sealed class ListTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly HurriedClock clock = new(Start.AddDays(30));
    private readonly List<string> read = [];
    private FakeForge forge = null!;
    private ForgeClient client = null!;
    private int? failAt;

    public async ValueTask InitializeAsync()
    {
        forge = await FakeForge.Start();
        client = ForgeClient.GitHub(forge.Address, null, clock, TimeSpan.Zero);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await forge.DisposeAsync();
    }

    [Fact]
    public async Task A_list_by_change_is_read_whole_page_by_page()
    {
        Serve(ByChangeOf(Range(25)));
        var span = await ByChangeFrom(null, Start);
        Assert.Equal(Names(Range(25)), read);
        Assert.Equal(new(Start, At(24)), span);
    }

    [Fact]
    public async Task Many_changes_of_one_moment_are_paged_through()
    {
        var same = Range(35).Select(i => i with { At = At(3) }).Concat([new(100, At(9))]).ToList();
        Serve(ByChangeOf(same));
        await ByChangeFrom(null, Start);
        Assert.Equal(36, read.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(36, read.Count);
    }

    [Fact]
    public async Task What_changes_while_the_list_is_read_is_not_missed_and_hides_nothing()
    {
        var items = Range(25);
        Serve(ByChangeOf(items));
        var meanwhile = false;
        var serve = forge.Answer;
        forge.Answer = (context, asked) =>
        {
            // After the first page, its third thing changes again: everything behind it moves up by one.
            if (forge.Requests.Count == 2 && !meanwhile)
            {
                meanwhile = true;
                items[2] = items[2] with { At = At(60) };
            }

            return serve(context, asked);
        };
        await ByChangeFrom(null, Start);
        Assert.Equal(Enumerable.Range(0, 25).Append(2).Select(i => $"{i}"), read.Select(r => r.Split(' ')[0]));
    }

    [Fact]
    public async Task A_later_run_reads_what_changed_since_and_does_not_go_back()
    {
        var items = Range(25);
        Serve(ByChangeOf(items));
        var span = await ByChangeFrom(null, Start);
        read.Clear();
        var again = await ByChangeFrom(span, Start);
        Assert.Equal(span, again);
        Assert.Equal(span, await ByChangeFrom(again, Start));
        items.Add(new(77, At(500)));
        read.Clear();
        Assert.Equal(new(Start, At(500)), await ByChangeFrom(again, Start));
        Assert.Contains(read, r => r.StartsWith("77 ", StringComparison.Ordinal));
        Assert.True(read.Count < 10);
    }

    [Fact]
    public async Task A_wish_for_more_of_the_past_reads_from_there()
    {
        Serve(ByChangeOf(Range(25)));
        var span = await ByChangeFrom(null, At(20));
        Assert.Equal(5, read.Count);
        Assert.Equal(new(Start, At(24)), await ByChangeFrom(span, Start));
        Assert.Equal(25, read.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_break_in_a_list_by_change_goes_on_where_it_was()
    {
        Serve(ByChangeOf(Range(25)));
        failAt = 13;
        var span = await ByChangeFrom(null, Start);
        Assert.Equal(new(Start, At(12)), span);
        failAt = null;
        read.Clear();
        Assert.Equal(new(Start, At(24)), await ByChangeFrom(span, Start));
        Assert.Equal("24", read[^1].Split(' ')[0]);
        Assert.True(read.Count < 25);
    }

    [Fact]
    public async Task A_list_by_age_is_read_whole_and_the_next_time_only_its_top()
    {
        var items = Days(45);
        Serve(ByAgeOf(items));
        var span = await ByAgeFrom(null, Start);
        Assert.Equal(45, read.Count);
        Assert.Equal(new(Start, Start.AddDays(44)), span);
        items.Add(new(45, Start.AddDays(45)));
        items.Add(new(46, Start.AddDays(46)));
        read.Clear();
        forge.Requests.Clear();
        span = await ByAgeFrom(span, Start);
        Assert.Equal(["46", "45", "44", "43"], read.Select(r => r.Split(' ')[0]));
        Assert.Equal(new(Start, Start.AddDays(46)), span);
        Assert.Single(forge.Requests);
    }

    [Fact]
    public async Task A_break_in_a_list_by_age_goes_on_below()
    {
        Serve(ByAgeOf(Days(45)));
        failAt = 12;
        var span = await ByAgeFrom(null, Start);
        Assert.Equal(new(Start.AddDays(13), Start.AddDays(44)), span);
        failAt = null;
        read.Clear();
        Assert.Equal(new(Start, Start.AddDays(44)), await ByAgeFrom(span, Start));
        Assert.Equal(["44", "43", "13", "12", "11", "10", "9", "8", "7", "6", "5", "4", "3", "2", "1", "0"], read.Select(r => r.Split(' ')[0]));
    }

    [Fact]
    public async Task A_break_in_a_new_top_leaves_no_hole()
    {
        var items = Days(10);
        Serve(ByAgeOf(items));
        var span = await ByAgeFrom(null, Start);
        for (var i = 10; i < 45; i++) items.Add(new(i, Start.AddDays(i)));
        failAt = 30;
        Assert.Equal(span, await ByAgeFrom(span, Start));
        failAt = null;
        read.Clear();
        Assert.Equal(new(Start, Start.AddDays(44)), await ByAgeFrom(span, Start));
        Assert.Equal(Enumerable.Range(8, 37).Reverse().Select(i => $"{i}"), read.Select(r => r.Split(' ')[0]));
    }

    [Fact]
    public async Task Things_of_one_moment_on_two_pages_are_all_read()
    {
        Serve(ByAgeOf([.. Days(45).Select(i => i with { At = Start.AddDays(i.Id / 20) })]));
        await ByAgeFrom(null, Start);
        Assert.Equal(45, read.Count);
    }

    [Fact]
    public async Task A_list_by_age_ends_at_the_wished_time()
    {
        Serve(ByAgeOf(Days(45)));
        Assert.Equal(new(Start.AddDays(40), Start.AddDays(44)), await ByAgeFrom(null, Start.AddDays(40)));
        Assert.Equal(5, read.Count);
        read.Clear();
        Assert.Equal(new(Start.AddDays(38), Start.AddDays(44)), await ByAgeFrom(new(Start.AddDays(40), Start.AddDays(44)), Start.AddDays(38)));
        Assert.Equal(["44", "43", "40", "39", "38"], read.Select(r => r.Split(' ')[0]));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    public async Task What_is_no_list_of_objects_ends_the_kind(string body)
    {
        forge.Answer = (context, _) => FakeForge.Json(context, body);
        Assert.Null(await ByChangeFrom(null, Start));
        Assert.Null(await ByAgeFrom(null, Start));
    }

    private async Task<BackfillSpan?> ByChangeFrom(BackfillSpan? covered, DateTimeOffset since) => await Last(covered, ByChange.Read(
        client, "forge", new(at => $"list?since={at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}", i => ForgeList.TimeOf(i, "at"), Read), covered, since, CancellationToken.None));

    private async Task<BackfillSpan?> ByAgeFrom(BackfillSpan? covered, DateTimeOffset since) => await Last(covered, ByAge.Read(
        client, "forge", new(_ => "list", i => ForgeList.TimeOf(i, "at"), Read), TimeSpan.FromHours(36), covered, since, CancellationToken.None));

    /// <summary>What a store would hold after it.</summary>
    private static async Task<BackfillSpan?> Last(BackfillSpan? covered, IAsyncEnumerable<BackfillPage> pages)
    {
        await foreach (var page in pages) covered = page.Covered ?? covered;
        return covered;
    }

    private Task<Result<ForgeItem>> Read(JsonElement item, CancellationToken cancel)
    {
        var id = item.GetProperty("id").GetInt32();
        if (id == failAt) return Task.FromResult<Result<ForgeItem>>(new Problem("forge", 0, "broke"));
        read.Add($"{id} {item.GetProperty("at").GetString()}");
        return Task.FromResult<Result<ForgeItem>>(new ForgeItem([new StoredEvent("work_item", "github", $"{id}", "shop", null, 0, [])]));
    }

    private void Serve(Func<HttpContext, (IReadOnlyList<Item> Page, int? Next)> pages) => forge.Answer = (context, _) =>
    {
        var (page, next) = pages(context);
        var json = new StringBuilder("[").AppendJoin(',', page.Select(i => $$"""{"id":{{i.Id}},"at":"{{i.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}}"}""")).Append(']').ToString();
        var query = HttpUtility.ParseQueryString(context.Request.QueryString.Value ?? "");
        query["page"] = next?.ToString(CultureInfo.InvariantCulture);
        return FakeForge.Json(context, json, next is null ? null : $"http://{context.Request.Host}{context.Request.Path}?{query}");
    };

    private static Func<HttpContext, (IReadOnlyList<Item>, int?)> ByChangeOf(List<Item> items) => context =>
    {
        var since = DateTimeOffset.Parse(context.Request.Query["since"].ToString(), CultureInfo.InvariantCulture);
        return Page(context, [.. items.Where(i => i.At >= since).OrderBy(i => i.At).ThenBy(i => i.Id)]);
    };

    private static Func<HttpContext, (IReadOnlyList<Item>, int?)> ByAgeOf(List<Item> items) => context => Page(context, [.. items.OrderByDescending(i => i.At)]);

    private static (IReadOnlyList<Item>, int?) Page(HttpContext context, List<Item> all)
    {
        const int size = 10;
        var page = int.TryParse(context.Request.Query["page"].ToString(), CultureInfo.InvariantCulture, out var number) ? number : 1;
        return ([.. all.Skip((page - 1) * size).Take(size)], all.Count > page * size ? page + 1 : null);
    }

    private static List<Item> Range(int count) => [.. Enumerable.Range(0, count).Select(i => new Item(i, At(i)))];

    private static List<Item> Days(int count) => [.. Enumerable.Range(0, count).Select(i => new Item(i, Start.AddDays(i)))];

    private static IEnumerable<string> Names(IEnumerable<Item> items) => items.Select(i => $"{i.Id} {i.At.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");

    private static DateTimeOffset At(int minute) => Start.AddMinutes(minute);

    private sealed record Item(int Id, DateTimeOffset At);
}
