using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shiprank.Core;
using Shiprank.Core.Score;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Tests.Pages;

/// <summary>What an address may ask of a page.</summary>
public sealed class PageQueryTests
{
    private static readonly PageScope scope = new(new DateOnly(2026, 11, 15))
    {
        Teams = [new("payments", "Payments"), new("ops", "Ops")],
        Tools = [new("codex", "codex")],
        Models = [new("aster 4/large", "aster 4/large")],
        Repositories = [new("shop", "shop")],
    };

    [Theory]
    [InlineData("", "2026-08-24", "2026-11-15")]
    [InlineData("?period=7d", "2026-11-09", "2026-11-15")]
    [InlineData("?period=4w&until=2026-10-04", "2026-09-07", "2026-10-04")]
    [InlineData("?period=quarter", "2026-10-01", "2026-11-15")]
    [InlineData("?period=quarter&until=2026-05-05", "2026-04-01", "2026-06-30")]
    [InlineData("?period=year", "2025-11-17", "2026-11-15")]
    [InlineData("?since=2026-01-01&until=2026-01-31", "2026-01-01", "2026-01-31")]
    [InlineData("?period=&team=&until=", "2026-08-24", "2026-11-15")]
    [InlineData("?utm_source=mail", "2026-08-24", "2026-11-15")]
    public void A_period_ends_today_or_on_the_day_that_is_named(string query, string since, string until)
    {
        var (asked, problems) = Read(query);
        Assert.Empty(problems);
        Assert.Equal(new ScoreWindow(DateOnly.Parse(since, null), DateOnly.Parse(until, null)), asked.Window);
    }

    [Theory]
    [InlineData("?period=fortnight", "period")]
    [InlineData("?period=7d&period=4w", "period")]
    [InlineData("?until=yesterday", "until")]
    [InlineData("?until=2026-02-30", "until")]
    [InlineData("?until=2026-11-16", "until")]
    [InlineData("?until=0001-01-01", "until")]
    [InlineData("?since=9999-12-31", "since")]
    [InlineData("?since=2026-11-01&until=2026-10-01", "since")]
    [InlineData("?since=1990-01-01", "since")]
    [InlineData("?since=2026-10-01&period=4w", "since")]
    [InlineData("?team=nobody", "team")]
    [InlineData("?team=payments&team=ops", "team")]
    [InlineData("?tool=%3Cscript%3E", "tool")]
    [InlineData("?model=%00", "model")]
    [InlineData("?repository=..%2f..", "repository")]
    [InlineData("?vs=tomorrow", "vs")]
    public void What_makes_no_sense_is_told_with_the_name_of_its_parameter(string query, string parameter)
    {
        var (_, problems) = Read(query);
        Assert.Equal(parameter, Assert.Single(problems).Where);
    }

    [Fact]
    public void Every_problem_is_told_and_a_long_value_is_cut()
    {
        var (_, problems) = Read($"?period=x&vs=y&team={new string('z', 5000)}");
        Assert.Equal(["period", "vs", "team"], problems.Select(p => p.Where));
        Assert.All(problems, p => Assert.InRange(p.Reason.Length, 1, 300));
    }

    [Fact]
    public void The_time_before_and_after_are_as_long()
    {
        var (asked, _) = Read("?period=4w");
        Assert.Equal(new ScoreWindow(new(2026, 9, 21), new(2026, 10, 18)), asked.Earlier!.Window);
        Assert.Null(asked.Later);
        Assert.Equal(asked.Window, asked.Earlier.Later!.Window);
        Assert.Equal(asked.Earlier.Window, asked.Compared);
        var quarter = Read("?period=quarter").Query;
        Assert.Equal(new ScoreWindow(new(2026, 7, 1), new(2026, 9, 30)), quarter.Earlier!.Window);
        Assert.Equal(new ScoreWindow(new(2026, 7, 1), new(2026, 8, 15)), quarter.Compared);
        Assert.Equal(quarter.Window, quarter.Earlier.Later!.Window);
    }

    [Theory]
    [InlineData("?vs=none", null)]
    [InlineData("?vs=year", "2025-08-25")]
    [InlineData("", "2026-06-01")]
    public void What_it_is_compared_with_can_be_chosen(string query, string? since) => Assert.Equal(since, Read(query).Query.Compared is { } before ? Times.Machine(before.Since) : null);

    [Fact]
    public void An_address_leaves_out_what_is_usual_and_escapes_what_is_not()
    {
        Assert.Equal("/flow", Read("?period=12w&vs=previous").Query.At("/flow"));
        Assert.Equal("/flow?period=4w&until=2026-10-04&vs=year&team=payments&model=aster%204%2Flarge&sort=cost", Read("?model=aster+4/large&vs=year&team=payments&until=2026-10-04&period=4w").Query.At("/flow", ("sort", "cost"), ("page", null)));
    }

    [Fact]
    public void Every_question_reads_back_from_its_address()
    {
        var days = Gen.Choose(0, 5000).Select(back => scope.Today.AddDays(-back));
        var questions =
            from period in Gen.Elements(Periods.Offered.Select(o => o.Period).Append(Period.Own).ToArray())
            from until in days
            from length in Gen.Choose(0, 900)
            from versus in Gen.Elements(Enum.GetValues<Versus>())
            from team in Gen.Elements(null, "payments", "ops")
            from model in Gen.Elements(null, "aster 4/large")
            select new PageQuery { Scope = scope, Period = period, Window = period == Period.Own ? new(until.AddDays(-length), until) : Periods.Window(period, until, scope.Today), Versus = versus, Team = team, Model = model };
        Prop.ForAll(questions.ToArbitrary(), asked =>
        {
            var (read, problems) = Read(asked.At("/")[1..]);
            return problems.Count == 0 && read == asked;
        }).QuickCheckThrowOnFailure();
    }

    private static (PageQuery Query, IReadOnlyList<Problem> Problems) Read(string query) => PageQueryReader.Read(new QueryCollection(QueryHelpers.ParseQuery(query)), scope);
}
