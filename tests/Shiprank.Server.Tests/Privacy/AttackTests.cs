using System.Text.Json;
using Shiprank.Core.Privacy;
using Shiprank.Core.Score;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;

namespace Shiprank.Server.Tests.Privacy;

/// <summary>What docs/concepts/privacy.md says was tried. The attacker may ask every page, document and export, any number of times.</summary>
[Collection(PrivacySite.Name)]
public sealed class AttackTests(PrivacySite site)
{
    private static readonly ScoreWindow Week = new(DateOnly.FromDateTime(PrivacySite.Options.AsOf.UtcDateTime).AddDays(-13), DateOnly.FromDateTime(PrivacySite.Options.AsOf.UtcDateTime).AddDays(-7));

    [Fact]
    public async Task Differencing_windows_gives_whole_weeks_and_nothing_finer()
    {
        await using var server = await site.Serve();
        foreach (var filter in (string[])["", "team=checkout", "tool=codex", "repository=shop"])
        {
            var week = await Spend(server, Week, filter);
            for (var since = 0; since <= 6; since++)
            {
                // Any days of the week are the week: taking one from the other leaves nothing.
                for (var until = since; until <= 6; until += 3) Assert.Equal(week, await Spend(server, new(Week.Since.AddDays(since), Week.Since.AddDays(until)), filter));
            }
        }
    }

    [Fact]
    public async Task The_week_that_goes_on_is_not_shown()
    {
        await using var server = await site.Serve();
        var after = PrivacySite.Options.AsOf.AddDays(1);

        var shield = new Standing { Workspace = PrivacySite.Truth(server).Workspace, Score = PrivacySite.Truth(server).Score with { AsOf = after }, Spend = PrivacySite.Truth(server).Spend, History = _ => null, TicketsOf = _ => [], Unread = [] }.Shield;

        Assert.Equal(ShieldLevel.Weekly, shield.Level);
        Assert.True(shield.Whole(new(Week.Since, DateOnly.FromDateTime(after.UtcDateTime))).Until < DateOnly.FromDateTime(after.UtcDateTime));
    }

    [Fact]
    public async Task Filters_in_every_combination_show_only_what_the_rules_allow()
    {
        await using var server = await site.Serve();
        var truth = PrivacySite.Truth(server);
        var organisation = truth.Workspace.Organisation;
        var parts = truth.Spend.ByPart(Week).ToList();
        string?[] teams = [null, .. organisation.Teams.Select(t => t.Id)];
        string?[] tools = [null, .. parts.Select(p => p.Cell.Tool!).Distinct()];
        string?[] repositories = [null, .. organisation.Repositories.Select(r => r.Name)];
        var rules = truth.Shield.Rules;
        List<CellKey> shown = [];
        foreach (var team in teams)
        {
            foreach (var tool in tools)
            {
                foreach (var repository in team is null || tool is null ? repositories : [null])
                {
                    var cell = new CellKey(team, tool, repository, null, null);
                    var its = parts.Where(p => cell.Has(p.Cell)).ToList();
                    var (tokens, hidden) = await Spend(server, Week, Query(("team", team), ("tool", tool), ("repository", repository)));
                    if (hidden)
                    {
                        Assert.Equal(0, tokens);
                        continue;
                    }

                    Assert.Equal(its.Sum(p => p.Amount.Tokens), tokens);
                    if (its.Count == 0) continue;
                    Assert.True(its.Where(p => p.Person is not null).Select(p => p.Person).Distinct().Count() is var people && (people >= rules.Least || people == 0), $"{cell} shows {people}");
                    shown.Add(cell);
                }
            }
        }

        Assert.Contains(shown, c => c.Team is not null);
        Assert.DoesNotContain(shown, c => c.Team == "trio");

        // Taking one shown cell from another leaves nobody alone.
        foreach (var (a, b) in shown.SelectMany(a => shown.Where(b => b != a).Select(b => (a, b))))
        {
            var (inA, inB) = (parts.Where(p => a.Has(p.Cell)).ToList(), parts.Where(p => b.Has(p.Cell)).ToList());
            if (!inB.TrueForAll(p => a.Has(p.Cell))) continue;
            var left = inA.Except(inB).Where(p => p.Person is not null).Select(p => p.Person).Distinct().Count();
            Assert.True(left == 0 || left >= rules.Least, $"{a} less {b} is of {left}");
        }
    }

    [Fact]
    public async Task The_whole_less_all_teams_that_are_shown_is_a_group_too()
    {
        await using var server = await site.Serve();
        var truth = PrivacySite.Truth(server);
        var shown = new List<string>();
        foreach (var team in truth.Workspace.Organisation.Teams)
        {
            if (!(await Spend(server, Week, $"team={team.Id}")).Hidden) shown.Add(team.Id);
        }

        var left = truth.Spend.ByPart(Week).Where(p => p.Person is not null && !shown.Contains(p.Cell.Team!)).Select(p => p.Person).Distinct().Count();
        Assert.NotEmpty(shown);
        Assert.True(left == 0 || left >= truth.Shield.Rules.Least, $"{left} are left");
    }

    [Fact]
    public async Task Two_moments_of_the_past_cannot_be_compared()
    {
        await using var server = await site.Serve();
        foreach (var report in (string[])["overview", "flow", "teams/checkout", "boards/teams", "adoption"])
        {
            (await server.Get($"/api/v1/{report}?as_of=2026-09-20T10:00:00Z")).IsProblem(400, "published results alone");
        }
    }

    [Fact]
    public async Task A_small_team_has_no_figures_anywhere()
    {
        await using var server = await site.Serve();
        var document = (await server.Get("/api/v1/teams/trio")).Json;
        Assert.Equal(JsonValueKind.Null, document.GetProperty("row").GetProperty("companions").ValueKind);
        Assert.Equal(JsonValueKind.Null, document.GetProperty("row").GetProperty("nd").ValueKind);
        Assert.Equal((0, 0, 0), (document.GetProperty("weeks").GetArrayLength(), document.GetProperty("buckets").GetArrayLength(), document.GetProperty("changes").GetArrayLength()));
        Assert.Equal(0, document.GetProperty("now").GetProperty("spend").GetProperty("tokens").GetInt64());
        Assert.Contains("Nothing of this team is shown", (await Page(server, "/teams/trio")).Text, StringComparison.Ordinal);

        var row = (await server.Get("/api/v1/boards/teams")).Json.GetProperty("rows").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "Trio");
        Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (row.GetProperty("companions").ValueKind, row.GetProperty("nd").ValueKind));
        Assert.DoesNotContain("Trio", (await server.Get("/csv/teams")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain((await server.Get("/api/v1/dora?level=team")).Json.GetProperty("rows").EnumerateArray(), r => r.GetProperty("name").GetString() == "Trio");
        Assert.DoesNotContain((await server.Get("/api/v1/adoption")).Json.GetProperty("rows").EnumerateArray(), r => r.GetProperty("id").GetString() == "trio");
        var overview = (await server.Get("/api/v1/overview?team=trio")).Json.GetProperty("now");
        Assert.Equal(0, overview.GetProperty("spend").GetProperty("responses").GetInt64());
        Assert.Empty(overview.GetProperty("delivered").EnumerateObject());
    }

    [Fact]
    public async Task An_export_says_no_more_than_its_page()
    {
        await using var server = await site.Serve();
        var (since, until) = ($"{PrivacySite.Options.AsOf.AddDays(-27):yyyy-MM-dd}", $"{PrivacySite.Options.AsOf:yyyy-MM-dd}");
        var document = (await server.Get($"/api/v1/changes?since={since}&until={until}&limit=500")).Json;
        var hidden = document.GetProperty("changes").EnumerateArray().Where(c => c.GetProperty("hiding").GetInt32() > 0).Select(c => c.GetProperty("sha").GetString()!).ToList();
        var csv = (await server.Get($"/csv/changes?since={since}&until={until}")).Text.Split("\r\n").Select(l => System.Text.RegularExpressions.Regex.Replace(l, "\"[^\"]*\"", "quoted").Split(',')).ToList();
        var (sha, cost, tokens, sessions) = (Array.IndexOf(csv[0], "sha"), Array.IndexOf(csv[0], "cost_usd"), Array.IndexOf(csv[0], "tokens"), Array.IndexOf(csv[0], "sessions"));

        Assert.NotEmpty(hidden);
        Assert.All(csv.Skip(1).Where(r => r.Length > sha && hidden.Contains(r[sha])), r => Assert.Equal(("", "", ""), (r[cost], r[tokens], r[sessions])));
        foreach (var one in hidden.Take(5))
        {
            var repository = document.GetProperty("changes").EnumerateArray().Single(c => c.GetProperty("sha").GetString() == one).GetProperty("repository").GetString();
            var story = (await server.Get($"/api/v1/changes/{repository}/{one}")).Json;
            Assert.Equal((JsonValueKind.Null, 0, 0L), (story.GetProperty("costUsd").ValueKind, story.GetProperty("sessions").GetArrayLength(), story.GetProperty("totals").GetProperty("tokens").GetInt64()));
            Assert.Contains("not shown", (await Page(server, $"/changes/{repository}/{one}")).Text, StringComparison.Ordinal);
        }

        // No sum of a list has them in it, so taking the rows from the sum leaves nothing.
        var rows = document.GetProperty("changes").EnumerateArray().Sum(c => decimal.Parse(c.GetProperty("costUsd").GetString() ?? "0", System.Globalization.CultureInfo.InvariantCulture));
        var rest = document.GetProperty("rest") is { ValueKind: JsonValueKind.Object } more ? decimal.Parse(more.GetProperty("costUsd").GetString() ?? "0", System.Globalization.CultureInfo.InvariantCulture) : 0;
        Assert.Equal(decimal.Parse(document.GetProperty("totals").GetProperty("costUsd").GetString()!, System.Globalization.CultureInfo.InvariantCulture), rows + rest);
        Assert.Equal(0, (await server.Get("/api/v1/restatements")).Json.GetProperty("rows").EnumerateArray().Count(r => r.GetProperty("unit").GetString() == "usd"));
    }

    [Fact]
    public async Task Who_does_not_share_is_named_nowhere_and_found_by_no_search()
    {
        await using var server = await site.Serve();
        var organisation = PrivacySite.Truth(server).Workspace.Organisation;
        var hidden = organisation.People.Where(p => !p.Share).ToList();
        string[] places =
        [
            "/api/v1/boards/people", "/api/v1/boards/teams", "/api/v1/overview", "/api/v1/flow", "/api/v1/changes?limit=500", "/api/v1/adoption", "/api/v1/teams/logistics", "/api/v1/restatements", "/api/v1/dora",
            "/csv/people", "/csv/teams", "/csv/changes", "/csv/overview", "/csv/flow", "/csv/restatements", "/csv/adoption",
        ];
        var texts = new List<string>();
        foreach (var place in places) texts.Add((await server.Get(place)).Text);
        foreach (var page in (string[])["/", "/flow", "/teams", "/people", "/teams/logistics", "/changes", "/adoption", "/restatements"]) texts.Add((await Page(server, page)).Text);

        Assert.NotEmpty(hidden);
        foreach (var person in hidden)
        {
            Assert.All(texts, t => Assert.DoesNotContain(person.Name, t, StringComparison.Ordinal));
            Assert.All(texts, t => Assert.DoesNotContain($"\"{person.Id}\"", t, StringComparison.Ordinal));
            Assert.Equal((await server.Get("/palette?q=Nobody+Atall")).Text, (await server.Get($"/palette?q={Uri.EscapeDataString(person.Name)}")).Text);
        }
    }

    [Fact]
    public async Task Errors_say_the_same_of_somebody_hidden_and_of_nobody()
    {
        await using var server = await site.Serve();
        var hidden = PrivacySite.Truth(server).Workspace.Organisation.People.First(p => !p.Share);

        var (one, none) = (await server.Get($"/api/v1/changes?person={hidden.Id}"), await server.Get("/api/v1/changes?person=nobody"));

        Assert.Equal((none.Status, none.Text), (one.Status, one.Text));
        Assert.DoesNotContain(hidden.Id, one.Text, StringComparison.Ordinal);
        Assert.Equal((await server.Get("/api/v1/people/nobody")).Text, (await server.Get("/api/v1/people/42")).Text);
    }

    [Fact]
    public async Task The_board_of_people_has_no_gap_where_somebody_is_missing()
    {
        await using var server = await site.Serve();
        var document = (await server.Get("/api/v1/boards/people")).Json;
        var organisation = PrivacySite.Truth(server).Workspace.Organisation;

        Assert.Equal((organisation.People.Count, organisation.People.Count(p => p.Share)), (document.GetProperty("people").GetInt32(), document.GetProperty("sharing").GetInt32()));
        Assert.Equal(document.GetProperty("sharing").GetInt32(), document.GetProperty("rows").GetArrayLength());
        var bands = document.GetProperty("rows").EnumerateArray().Where(r => r.GetProperty("band").ValueKind == JsonValueKind.Number).Select(r => r.GetProperty("band").GetInt32()).Distinct().ToList();
        Assert.Equal(Enumerable.Range(1, bands.Count), bands);
        Assert.All(document.GetProperty("rows").EnumerateArray(), r => Assert.Equal(JsonValueKind.Null, r.GetProperty("ndAiPerWeek").GetProperty("mid").ValueKind));
    }

    [Fact]
    public async Task A_move_between_teams_is_counted_once_a_week()
    {
        await using var server = await site.Serve();
        var document = (await server.Get("/api/v1/adoption")).Json;
        var all = document.GetProperty("all").GetProperty("weeks").EnumerateArray().ToList();
        var rows = document.GetProperty("rows").EnumerateArray().Select(r => r.GetProperty("weeks").EnumerateArray().ToList()).ToList();
        var least = PrivacySite.Truth(server).Shield.Rules.Least;
        for (var week = 0; week < all.Count; week++)
        {
            // Neither the sum of the rows nor what it differs from the whole tells of who moved.
            foreach (var count in (string[])["people", "users"]) Assert.Equal(all[week].GetProperty(count).GetInt32(), rows.Sum(r => r[week].GetProperty(count).GetInt32()));
            Assert.All(rows, r => Assert.True(r[week].GetProperty("people").GetInt32() is var people && (people == 0 || people >= least)));
        }
    }

    private static async Task<(long Tokens, bool Hidden)> Spend(RunningServer server, ScoreWindow days, string filter)
    {
        var answer = await server.Get($"/api/v1/overview?since={days.Since:yyyy-MM-dd}&until={days.Until:yyyy-MM-dd}&vs=none{(filter.Length > 0 ? $"&{filter}" : "")}");
        Assert.True(answer.Status == 200, answer.Text);
        var shown = answer.Json.GetProperty("shown");
        return (answer.Json.GetProperty("now").GetProperty("spend").GetProperty("tokens").GetInt64(), shown.GetProperty("leftOut").GetInt32() > 0);
    }

    private static async Task<Reply> Page(RunningServer server, string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        return await server.Send(request);
    }

    private static string Query(params (string Name, string? Value)[] filters) => string.Join('&', filters.Where(f => f.Value is not null).Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value!)}"));
}
