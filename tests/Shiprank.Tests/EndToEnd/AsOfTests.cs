using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>What is said as of a moment does not change with what is learnt of later ones (property 11), through the store.</summary>
public sealed class AsOfTests
{
    private static readonly DateTimeOffset FirstDay = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Later_commits_deployments_sessions_and_usage_change_no_earlier_document()
    {
        using var site = new Site();
        site.Grow(2);
        site.SyncWhole();
        var moments = new[] { FirstDay.AddDays(3), FirstDay.AddDays(7).AddHours(3), FirstDay.AddDays(10), FirstDay.AddDays(14).AddHours(5), FirstDay.AddDays(20) };
        var before = Told(site, moments);
        for (var week = 3; week <= 6; week++) site.Grow(week);
        site.Append(
            "events.jsonl",
            $$$"""{"type":"incident","id":"i1","severity":"sev1","opened_at":"2026-07-01T00:00:00Z","changes":["{{{site.Shas[1]}}}"]}""",
            $$$"""{"type":"deployment","id":"d2","repository":"shop","environment":"production","sha":"{{{site.Shas[2]}}}","status":"failure","finished_at":"2026-06-15T13:00:00Z","updated_at":"2026-07-02T00:00:00Z"}""");
        site.Commit("src/part_1.py", "rewritten", 5, FirstDay.AddDays(44));
        site.Shop.Commit($"Revert \"Change week 2\"\n\nThis reverts commit {site.Shas[2]}.", FirstDay.AddDays(45));
        site.SyncWhole();

        Assert.Equal(before, Told(site, moments));
        Assert.NotEqual(before[^1], Told(site, [FirstDay.AddDays(60)])[^1]);
    }

    [Fact]
    public void A_usage_event_corrected_later_says_the_old_figure_at_the_old_moment()
    {
        using var site = new Site();
        site.SyncWhole();
        DateTimeOffset[] moments = [FirstDay.AddDays(8), FirstDay.AddDays(12)];
        var before = Told(site, moments);
        site.Append(
            "events.jsonl",
            Site.UsageEvent("u1", FirstDay.AddDays(7).AddHours(2), 9_000_000, "2026-07-01T00:00:00Z"),
            Site.UsageEvent("late", FirstDay.AddDays(7).AddHours(2), 7_000_000, "2026-07-01T00:00:00Z"));
        site.SyncWhole();

        Assert.Equal(before, Told(site, moments));
        Assert.Contains("\"spendUsd\": \"", site.Run.Out, StringComparison.Ordinal);
        Assert.NotEqual(before[^1], Told(site, [FirstDay.AddDays(60)])[^1]);
    }

    [Fact]
    public void A_session_taken_up_again_later_is_no_reason_for_an_earlier_commit()
    {
        using var site = new Site();
        var day = FirstDay.AddDays(7);

        // More than four hours after the session's last response, within four hours of its next one.
        site.Shas.Add(site.Commit("src/part_1.py", "by hand", 30, day.AddHours(20)));
        site.SyncWhole();
        DateTimeOffset[] moments = [day.AddHours(21)];
        var before = Told(site, moments);
        site.Append(
            "homes/ada/.claude/projects/-w-shop/s-ada.jsonl",
            Cli.CliRun.Claude("again", Site.Time(day.AddHours(22)), "claude-sonnet-4-5", 10, 5, "s-ada").TrimEnd('\n').Replace("/w/shop", "/w/ada/shop", StringComparison.Ordinal));
        site.SyncWhole();

        Assert.Equal(before, Told(site, moments));
    }

    private static List<string> Told(Site site, IReadOnlyList<DateTimeOffset> moments)
    {
        var told = new List<string>();
        foreach (var moment in moments)
        {
            foreach (var command in (string[])[$"change {site.Shas[1]}", "score --window 52w", "board --window 52w"])
            {
                var code = site.Ask($"{command} --json --as-of {Site.Time(moment)}");
                Assert.True(code is ExitCode.Ok or ExitCode.NotFound, site.Run.Error);
                told.Add($"{moment:O} {command}: {code}\n{site.Run.Out}");
            }
        }

        return told;
    }
}
