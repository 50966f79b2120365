using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money.Jobs;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery;
using Shiprank.Core.Signals.Jobs;
using Shiprank.Core.Signals.Usage;

namespace Shiprank.Tests.Signals.Jobs;

public sealed class JobRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 4, 1, 2, 0, 0, TimeSpan.Zero);
    private static readonly Job Report = new("claude-code", "platform", "OPS-7");

    [Fact]
    public void A_job_that_runs_860_percent_over_is_asked_on_the_first_dear_day_and_for_five_months()
    {
        List<JobRun> runs = [.. Enumerable.Range(0, 30).Select(d => Run(d, 2m)), .. Enumerable.Range(30, 150).Select(d => Run(d, 19.2m))];
        Assert.Empty(JobOverUsual.Find(Facts(runs, 29)));
        Assert.Equal(17.2m, Assert.Single(JobOverUsual.Find(Facts(runs, 30))).AtStakeUsd);
        var late = Assert.Single(JobOverUsual.Find(Facts(runs, 179)));
        Assert.Equal(150 * 17.2m, late.AtStakeUsd);
        Assert.Contains("9.6 times its usual", late.Title, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 5, 1), late.First);
    }

    [Fact]
    public void A_job_is_not_asked_for_one_dear_day_long_ago_for_little_money_or_in_its_first_days()
    {
        Assert.Empty(JobOverUsual.Find(Facts([.. Enumerable.Range(0, 40).Select(d => Run(d, d == 20 ? 50 : 2))], 39)));
        Assert.Empty(JobOverUsual.Find(Facts([.. Enumerable.Range(0, 40).Select(d => Run(d, d > 30 ? 0.5m : 0.1m))], 39)));
        Assert.Empty(JobOverUsual.Find(Facts([.. Enumerable.Range(0, 10).Select(d => Run(d, d == 9 ? 90 : 1))], 9)));
    }

    [Fact]
    public void An_unpriced_run_is_neither_usual_nor_dear() =>
        Assert.Empty(JobOverUsual.Find(Facts([.. Enumerable.Range(0, 40).Select(d => Run(d, null))], 39)));

    [Fact]
    public void Runs_without_a_ticket_or_with_one_that_does_not_count_are_asked_and_owned_ones_are_not()
    {
        List<JobRun> runs = [.. Enumerable.Range(0, 5).Select(d => Run(d, 2m))];
        Assert.Empty(UnattendedWithoutTicket.Find(Facts(runs, 4, "OPS-7")));
        var closed = Assert.Single(UnattendedWithoutTicket.Find(Facts(runs, 4)));
        Assert.Equal(10m, closed.AtStakeUsd);
        Assert.Contains("OPS-7", closed.Seen, StringComparison.Ordinal);
        var none = Assert.Single(UnattendedWithoutTicket.Find(Facts([.. runs.Select(r => r with { Job = Report with { Ticket = "" } })], 4, "OPS-7")));
        Assert.Contains("named no ticket", none.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_trial_or_what_is_over_is_not_asked()
    {
        Assert.Empty(UnattendedWithoutTicket.Find(Facts([Run(0, 5m), Run(1, 5m)], 1)));
        Assert.Empty(UnattendedWithoutTicket.Find(Facts([.. Enumerable.Range(0, 5).Select(d => Run(d, 0.1m))], 4)));
        Assert.Empty(UnattendedWithoutTicket.Find(Facts([.. Enumerable.Range(0, 5).Select(d => Run(d, 5m))], 30)));
    }

    private static JobRun Run(int day, decimal? usd)
    {
        var at = Start.AddDays(day);
        return new(Report, $"s{day}", at, at.AddMinutes(20), usd is { } priced ? new FlowAmount(1, 100, (long)(priced * 1_000_000_000), 0, 0, 0) : new FlowAmount(1, 100, null, 0, 100, 1));
    }

    private static SignalFacts Facts(IReadOnlyList<JobRun> runs, int today, params string[] owned)
    {
        var asOf = Start.AddDays(today).AddHours(6);
        return new() { AsOf = asOf, Usage = UsageFacts.None, Delivery = DeliveryFacts.None, Jobs = new([.. runs.Where(r => r.FirstAt <= asOf)], owned.ToHashSet(StringComparer.Ordinal)) };
    }
}
