using Shiprank.Core;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Kit;
using Shiprank.Server.Shell.Kit.Charts;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Tests.Pages;

/// <summary>Parts of pages: what they say to eyes, to screen readers and to tests; and that no name becomes markup.</summary>
public sealed class KitTests
{
    /// <summary>What people are called, and what the ill-willed call themselves.</summary>
    public static TheoryData<string> Names => ["Ada <script>alert(1)</script>", "\" onload=\"x", "</script><img src=x>", "שלום עולם", "🧑🏽‍🚀 Zoë", "a&amp;b", "x\u202Ecod.exe"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_name_is_text_wherever_it_stands(string name)
    {
        var card = await Rendered.Of<Card>(("Id", "a"), ("Title", name), ("Sub", name), ("Csv", "/x.csv"), ("ChildContent", Rendered.Text(name)));
        Assert.Equal(name, card.QuerySelector("h2")!.TextContent);
        Assert.Equal($"{name} as CSV", card.QuerySelector("a")!.GetAttribute("aria-label"));
        var chart = await Rendered.Of<Chart>(("Kind", "lines"), ("Label", name), ("Data", ChartData.Lines(name, [name], [name], [(name, [1])], "count")), ("Table", Rendered.Markup("<tbody></tbody>")));
        Assert.Equal(name, System.Text.Json.JsonDocument.Parse(chart.QuerySelector("sr-chart > script")!.TextContent).RootElement.GetProperty("summary").GetString());
        var dot = await Rendered.Of<Dot>(("Name", name), ("Scale", new DotScale(0, 1)), ("Value", 0.5m));
        Assert.Equal($"{name}: 0.50", dot.QuerySelector("svg")!.GetAttribute("aria-label"));
        var problem = await Rendered.Of<ProblemList>(("Problems", new List<Problem> { new(name, 0, name, "mend it") }));
        Assert.Equal(name, problem.QuerySelector("bdi")!.TextContent);
        foreach (var drawn in new[] { card, chart, dot, problem })
        {
            Assert.Empty(drawn.QuerySelectorAll("img, script:not([type='application/json'])"));
            Assert.Empty(drawn.QuerySelectorAll("*").Where(e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name == "style")));
        }
    }

    [Theory]
    [InlineData("150460.1200", "150460.12", "$150,460")]
    [InlineData("0.10", "0.1", "$0.10")]
    [InlineData(null, "", "unpriced")]
    public async Task A_figure_has_its_whole_value_for_tests_and_a_short_one_for_people(string? value, string machine, string text)
    {
        var figure = (await Rendered.Of<Fig>(("Name", "overview.spend"), ("Value", value is null ? null : decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)), ("As", Form.Money))).QuerySelector("data.fig")!;
        Assert.Equal(("overview.spend", machine, text), (figure.GetAttribute("data-figure"), figure.GetAttribute("value"), figure.TextContent));
    }

    [Fact]
    public async Task Tokens_tell_their_exact_count()
    {
        var figure = (await Rendered.Of<Fig>(("Name", "t"), ("Value", 9_412_345m), ("As", Form.Tokens))).QuerySelector("data")!;
        Assert.Equal("9,412,345 tokens", figure.GetAttribute("title"));
    }

    [Fact]
    public async Task An_answer_names_the_window_and_asks_before_it_answers()
    {
        var answer = await Rendered.Of<Answer>(("Title", "Overview"), ("Question", "What?"), ("ChildContent", Rendered.Text("This.")));
        Assert.Equal(["H1", "P"], answer.QuerySelectorAll(".sr-head > h1, .sr-head > p").Select(e => e.TagName));
        Assert.All(answer.QuerySelectorAll("button, a"), e => Assert.False(string.IsNullOrEmpty(e.GetAttribute("aria-label"))));
    }

    [Fact]
    public async Task A_figure_opens_to_what_it_rests_on()
    {
        var kpi = await Rendered.Of<Kpi>(("Label", "AI spend"), ("How", "how-x"), ("ChildContent", Rendered.Text("$1")), ("Delta", Delta.Noise), ("Under", "from $2"));
        Assert.Equal("how-x", kpi.QuerySelector("dt > button")!.GetAttribute("popovertarget"));
        Assert.Equal("within noise from $2", string.Join(' ', kpi.QuerySelector("dd.d")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        var how = (await Rendered.Of<How>(("Id", "how-x"), ("Title", "AI spend"), ("Formula", "a ÷ b"), ("Numbers", new List<(string, string)> { ("a", "1") }), ("Coverage", "88.7 %"), ("Freshness", "4 min ago"), ("RowsHref", "/changes"))).QuerySelector("#how-x")!;
        Assert.True(how.HasAttribute("popover"));
        Assert.Equal("AI spend", how.QuerySelector($"#{how.GetAttribute("aria-labelledby")}")!.TextContent);
        foreach (var part in new[] { "a ÷ b", "policy-1", "14\u00A0Nov", "88.7 %", "4 min ago" }) Assert.Contains(part, how.TextContent, StringComparison.Ordinal);
        Assert.Equal("/changes", how.QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public async Task A_chart_has_its_figures_in_a_table_with_a_name()
    {
        var chart = await Rendered.Of<Chart>(("Kind", "fates"), ("Label", "Spend by week, US dollars"), ("Data", ChartData.Fates("Columns.", ["1 Jan"], ["Week of 1 Jan"], [(SpendGroup.NoCode, [1.5m])], 1)), ("Table", Rendered.Markup("<tbody><tr><th scope=\"row\">1 Jan</th></tr></tbody>")));
        Assert.Equal("""{"summary":"Columns.","x":["1 Jan"],"titles":["Week of 1 Jan"],"fates":{"nocode":[1.5]},"settling":1}""", chart.QuerySelector("script")!.TextContent);
        var region = chart.QuerySelector("figure > details > [role=region]")!;
        Assert.Equal(("Spend by week, US dollars", "0"), (region.GetAttribute("aria-label"), region.GetAttribute("tabindex")));
        Assert.Equal("Spend by week, US dollars", region.QuerySelector("caption")!.TextContent);
    }

    [Fact]
    public async Task A_bar_of_fates_says_its_parts_in_their_order()
    {
        var bar = (await Rendered.Of<FateBar>(("Name", "Payments"), ("Parts", new List<(SpendGroup, decimal)> { (SpendGroup.Unattributed, 0.25m), (SpendGroup.Live, 0.75m), (SpendGroup.Undone, 0) }))).QuerySelector("svg")!;
        Assert.Equal("Payments: Unattributed 25.0\u00A0%, Live 75.0\u00A0%", bar.GetAttribute("aria-label"));
        Assert.Equal([("0", "298.5", "url(#p-live)"), ("300", "98.5", "url(#p-unattributed)")], bar.QuerySelectorAll("rect").Select(r => (r.GetAttribute("x")!, r.GetAttribute("width")!, r.GetAttribute("fill")!)));
    }

    [Fact]
    public async Task Every_group_of_fates_has_a_pattern_and_a_word()
    {
        var patterns = (await Rendered.Of<Patterns>()).QuerySelectorAll("pattern").Select(p => p.Id);
        Assert.Equal(Enum.GetValues<SpendGroup>().Select(g => $"p-{ChartData.KeyOf(g)}"), patterns);
        Assert.Equal(Enum.GetValues<SpendGroup>().Length, ChartData.Groups.Select(g => g.Text).Distinct().Count());
    }

    [Fact]
    public async Task A_sorted_column_says_so()
    {
        var head = (await Rendered.Of<SortHead>(("Text", "Cost"), ("Href", "/changes?sort=cost"), ("Sorted", true))).QuerySelector("th")!;
        Assert.Equal(("col", "descending"), (head.GetAttribute("scope"), head.GetAttribute("aria-sort")));
        Assert.Null((await Rendered.Of<SortHead>(("Text", "Cost"), ("Href", "/x"))).QuerySelector("th")!.GetAttribute("aria-sort"));
    }

    [Fact]
    public void A_line_has_gaps_where_nothing_is_known_and_lies_in_the_middle_where_nothing_changes()
    {
        Assert.Equal("M0 17L160 17", new SparkPath([5, 5], 160, 34).Line(0, 1));
        Assert.Equal("M0 30.7L53.3 3.3M160 30.7", new SparkPath([0, 1, null, 0], 160, 34).Line(0, 3));
        Assert.Equal("", new SparkPath([0, 1, null, 0], 160, 34).Area);
        Assert.False(new SparkPath([null, 4, null], 160, 34).IsLine);
        Assert.False(new SparkPath([], 160, 34).IsLine);
    }

    [Fact]
    public void A_scale_has_round_values_and_everything_in_sight()
    {
        Assert.Equal([0m, 0.5m, 1m, 1.5m], DotScale.Of([(0.6m, 1.7m)]).Ticks);
        Assert.Equal([40m, 45m, 50m, 55m, 60m], DotScale.Of([(40, 60)], 50).Ticks);
        Assert.Equal("10.0", DotScale.Of([(3, 3)]).X(-8));
        Assert.NotEmpty(DotScale.Of([]).Ticks);
        Assert.NotEmpty(new DotScale(2, 2).Ticks);
    }

    [Fact]
    public async Task Filters_are_a_form_that_keeps_what_was_asked()
    {
        var scope = new PageScope(new DateOnly(2026, 11, 15)) { Teams = [new("ops", "Ops <b>")] };
        var query = new PageQuery { Scope = scope, Period = Period.Weeks4, Window = Periods.Window(Period.Weeks4, new(2026, 10, 4), scope.Today), Team = "ops" };
        var form = (await Rendered.Of<FilterBar>(("Query", query), ("Path", "/changes"), ("Keep", new List<(string, string?)> { ("sort", "cost"), ("fate", null) }))).QuerySelector("form")!;
        Assert.Equal(("get", "/changes"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal([("period", "4w"), ("until", "2026-10-04"), ("sort", "cost")], form.QuerySelectorAll("input[type=hidden]").Select(i => (i.GetAttribute("name")!, i.GetAttribute("value")!)));
        Assert.Equal("Ops <b>", form.QuerySelector("select[name=team] option[selected]")!.TextContent);
        Assert.Equal("4 weeks", form.QuerySelector(".sr-seg [aria-current]")!.TextContent);
        Assert.Equal("/changes?period=4w&until=2026-11-01&team=ops&sort=cost", form.QuerySelector("[data-period=next]")!.GetAttribute("href"));
        Assert.All(form.QuerySelectorAll("select"), s => Assert.False(string.IsNullOrEmpty(s.GetAttribute("aria-label"))));
        Assert.Null(form.QuerySelector("select[name=tool]"));
    }

    [Fact]
    public async Task An_empty_place_says_what_is_missing_the_newest_and_the_next_step()
    {
        var empty = await Rendered.Of<Empty>(("Missing", "No deployment seen yet"), ("Newest", "The newest merge is 8 min old."), ("ChildContent", Rendered.Markup("<a href=\"/sources\">Connect</a>")));
        Assert.Equal(["No deployment seen yet", "The newest merge is 8 min old.", "Connect"], empty.QuerySelectorAll("b, .sr-muted, a").Select(e => e.TextContent));
    }
}
