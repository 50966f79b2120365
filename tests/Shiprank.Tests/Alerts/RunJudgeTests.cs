using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Money.Jobs;
using Shiprank.Core.Organisation;

namespace Shiprank.Tests.Alerts;

public sealed class RunJudgeTests
{
    private static readonly DateTimeOffset noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly Job nightly = new("openclaw", "shop", "PAY-1");

    [Fact]
    public void A_run_over_its_limit_is_found_however_young_its_job_is()
    {
        var finding = Assert.Single(RunJudge.Judge([Run(0, 25)], new(20, null, 5), noon));
        Assert.Equal((25m, 20m, (decimal?)null, 0), (finding.Cost, finding.Limit, finding.Usual, finding.Earlier));
        Assert.Empty(RunJudge.Judge([Run(0, 20)], new(20, null, 5), noon));
    }

    [Fact]
    public void A_run_far_over_the_median_of_its_earlier_ones_is_found()
    {
        // Earlier: 1, 2, 2, 2, 3: median 2, MAD 0, so a spread is a tenth of the median: the line is 2 + 6 · 0.2.
        JobRun[] runs = [Run(-5, 1), Run(-4, 2), Run(-3, 2), Run(-2, 2), Run(-1, 3), Run(0, 3.21m)];
        var finding = Assert.Single(RunJudge.Judge(runs, new(null, 6, 5), noon));
        Assert.Equal((3.21m, 3.2m, 2m, 5), (finding.Cost, finding.Limit, finding.Usual, finding.Earlier));
    }

    [Fact]
    public void The_spread_is_the_scaled_median_deviation()
    {
        // Earlier: 1, 2, 3, 4, 5: median 3, deviations 2, 1, 0, 1, 2: MAD 1. The line is 3 + 2 · 1.4826.
        JobRun[] runs = [Run(-5, 1), Run(-4, 5), Run(-3, 2), Run(-2, 4), Run(-1, 3), Run(0, 5.9652m), Run(1, 5.97m)];
        Assert.Equal(5.97m, Assert.Single(RunJudge.Judge(runs[..5].Append(runs[6]).ToList(), new(null, 2, 5), noon)).Cost);
        Assert.Empty(RunJudge.Judge(runs[..6], new(null, 2, 5), noon));
    }

    [Fact]
    public void Too_few_earlier_runs_know_nothing_of_usual() =>
        Assert.Empty(RunJudge.Judge([Run(-4, 1), Run(-3, 1), Run(-2, 1), Run(-1, 1), Run(0, 900)], new(null, 6, 5), noon));

    [Fact]
    public void Jobs_are_judged_by_their_own_runs_and_old_runs_not_at_all()
    {
        JobRun[] runs = [.. Enumerable.Range(-9, 6).Select(i => Run(i, 1)), Run(-2, 50, new("codex", "shop", "PAY-1")), Run(-1, 50)];
        Assert.Empty(RunJudge.Judge(runs, new(null, 6, 5), noon));
        Assert.Equal(nightly, Assert.Single(RunJudge.Judge(runs, new(null, 6, 5), noon.AddDays(-1))).Run.Job);
    }

    [Fact]
    public void A_run_without_a_price_is_no_cheap_run()
    {
        JobRun[] runs = [.. Enumerable.Range(-9, 5).Select(i => Run(i, null)), Run(0, 50)];
        Assert.Empty(RunJudge.Judge(runs, new(null, 6, 5), noon));
    }

    private static JobRun Run(int day, decimal? usd, Job? job = null) =>
        new(job ?? nightly, $"s{day}", noon.AddDays(day).AddHours(-1), noon.AddDays(day), new(1, 10, Nano.Of(usd), 0, usd is null ? 10 : 0, usd is null ? 1 : 0));
}
