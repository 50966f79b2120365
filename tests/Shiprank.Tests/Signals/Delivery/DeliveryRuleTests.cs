using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery;

namespace Shiprank.Tests.Signals.Delivery;

/// <summary>Each rule finds whom it is about among ordinary people, and is silent about those who only look a little like it.</summary>
public sealed class DeliveryRuleTests
{
    private readonly Office office = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ordinary_people_are_asked_nothing(int seed) => Assert.Empty(new Office(seed, ordinary: 40).Found);

    [Fact]
    public void Spend_that_ends_in_no_change_is_asked_about()
    {
        office.Work("x");
        for (var day = 0; day < 80; day++) office.Use("x", Office.Day(day), day % 3 == 0 ? SpendFate.Abandoned : SpendFate.NoCode, 8, autonomous: true);
        var found = Assert.Single(office.All);
        Assert.Equal(("spend-without-output", "x", 640m, "autonomous"), (found.Rule, found.Subject.Id, found.AtStakeUsd, found.Episode));
        Assert.Equal(80, found.Days.Count);
        Assert.Contains("USD 640.00 of USD 640.00", found.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void One_whose_much_spend_ships_is_not_asked()
    {
        office.Work("x");
        for (var day = 0; day < 80; day++) office.Use("x", Office.Day(day), day % 4 == 0 ? SpendFate.NoCode : SpendFate.Live, 30);
        Assert.Empty(office.Found);
    }

    [Fact]
    public void A_reviewer_is_compared_with_reviewers_and_too_few_of_them_say_nothing()
    {
        for (var day = 0; day < 80; day++) office.Use("reader", Office.Day(day), SpendFate.NoCode, 5);
        foreach (var day in Enumerable.Range(0, 30)) office.Merge("p00", Office.Day(day, 15), 30, c => c with { Approvals = [new("reader", c.MergedAt.AddMinutes(-30))] });
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Bursts_of_small_requests_are_asked_about()
    {
        for (var week = 0; week < 5; week++) Burst("x", 7 * week, 8, 9);
        var found = Assert.Single(office.All);
        Assert.Equal(("request-splitting", "x"), (found.Rule, found.Subject.Id));
        Assert.Contains("On 5 days, 40 of 40 changes were merged in bursts, of 9 to 9 lines", found.Seen, StringComparison.Ordinal);
        Assert.Equal(10, found.Evidence.Count(e => e.Change is not null));
    }

    [Fact]
    public void One_stack_of_requests_is_nobodys_question()
    {
        Burst("x", 3, 8, 9);
        Burst("x", 20, 8, 9);
        Assert.Empty(office.Found);
    }

    /// <summary>A maintainer clears the queue on some days: small fixes all over the place, of any size.</summary>
    [Fact]
    public void A_maintainer_with_bursts_is_not_asked()
    {
        int[] sizes = [2, 70, 5, 160, 9, 14, 19, 33, 1, 48];
        for (var week = 0; week < 12; week++)
        {
            for (var i = 0; i < sizes.Length; i++) office.Merge("x", Office.Day(7 * week, 10 + (i / 3.0)), sizes[i]);
        }

        Assert.Empty(office.Found);
    }

    [Fact]
    public void Mostly_trivial_changes_are_asked_about()
    {
        office.Work("x");
        for (var day = 0; day < 85; day++) office.Merge("x", Office.Day(day, 11), 1);
        for (var day = 0; day < 85; day++) office.Merge("x", Office.Day(day, 16), 2);
        Assert.Equal(["trivia-farming x"], office.Found);
    }

    /// <summary>Data and settings live in files that count for nothing, lock files apart.</summary>
    [Fact]
    public void Work_in_files_that_count_for_nothing_is_not_trivial()
    {
        for (var day = 0; day < 60; day++) office.Merge("x", Office.Day(day, 11), 0, c => c with { Beside = 40 });
        Assert.Empty(office.Found);
    }

    [Fact]
    public void One_who_deletes_is_not_asked()
    {
        for (var day = 0; day < 60; day++) office.Merge("x", Office.Day(day, 11), 0, c => c with { Deleted = 120 });
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Own_work_that_is_written_anew_is_asked_about()
    {
        for (var day = 15; day < 60; day += 2) office.Merge("x", Office.Day(day, 11), 50, c => c with { OwnRework = 40 });
        Assert.Equal(["churn-recycling x"], office.Found);
    }

    [Fact]
    public void Work_that_is_too_young_to_have_been_judged_says_nothing()
    {
        for (var day = 0; day < 13; day++) office.Merge("x", Office.Day(day, 11), 50, c => c with { OwnRework = 40 });
        Assert.Empty(office.Found);
    }

    [Fact]
    public void In_out_and_in_again_is_asked_about()
    {
        Chain("x", 60, 5);
        Chain("x", 30, 5);
        var found = Assert.Single(office.All);
        Assert.Equal(("revert-loop", "x"), (found.Rule, found.Subject.Id));
        Assert.Contains("10 changes put 2 pieces of work in", found.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_revert_that_is_applied_again_is_nobodys_question()
    {
        Chain("x", 70, 3);
        Chain("x", 50, 3);
        Chain("x", 30, 2);
        Chain("x", 10, 5);
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Broken_taken_out_and_mended_again_and_again_is_asked_about()
    {
        for (var i = 0; i < 9; i++)
        {
            Chain("x", 9 + (9 * i), 2);
            office.Merge("x", Office.Day(4 + (9 * i)), 60);
        }

        Assert.Equal(["revert-loop x (undone)"], office.Found);
    }

    [Fact]
    public void Roll_outs_that_bring_nothing_are_asked_about()
    {
        for (var day = 0; day < 40; day++) Roll("web", day, 16, RollOutKind.Delivery);
        for (var day = 0; day < 10; day++)
        {
            for (var i = 0; i < 5; i++) Roll("web", day, 17 + i, RollOutKind.Again);
        }

        Assert.Equal(["redeploy-padding shop (web)"], office.Found);
    }

    [Fact]
    public void A_nightly_roll_out_is_nobodys_question()
    {
        for (var day = 0; day < 80; day++) Roll("web", day, 2, RollOutKind.Again);
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Requests_without_another_reader_are_asked_about()
    {
        for (var day = 0; day < 30; day++) office.Merge("x", Office.Day(day, 11), 40, c => c with { Approvals = [] });
        Assert.Equal(["self-review x"], office.Found);
    }

    [Fact]
    public void Alone_in_a_repository_nobody_could_review()
    {
        for (var day = 0; day < 30; day++) office.Merge("x", Office.Day(day, 11), 40, c => c with { Repository = "notes", Approvals = [] });
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Approvals_that_come_faster_than_reading_are_asked_about()
    {
        for (var day = 0; day < 30; day++) office.Merge($"p{day % 12:00}", Office.Day(day, 11), 200, c => c with { Approvals = [new("x", c.OpenedAt!.Value.AddSeconds(20))] });
        Assert.Equal(["self-review x (approvals)"], office.Found);
    }

    [Fact]
    public void A_ring_of_quick_approvals_is_asked_about()
    {
        foreach (var person in new[] { "x", "y" }) office.Work(person);
        for (var day = 0; day < 24; day++)
        {
            Stamp("x", "y", day, TimeSpan.FromMinutes(4));
            Stamp("y", "x", day, TimeSpan.FromMinutes(4));
        }

        var found = Assert.Single(office.All);
        Assert.Equal(("review-ring", "x"), (found.Rule, found.Subject.Id));
        Assert.Equal(["y"], found.Others);
        Assert.DoesNotContain("x", found.Title.Split(' '));
    }

    [Fact]
    public void Two_who_read_each_other_in_their_time_are_not_asked()
    {
        foreach (var person in new[] { "x", "y" }) office.Work(person);
        for (var day = 0; day < 24; day++)
        {
            Stamp("x", "y", day, TimeSpan.FromHours(3));
            Stamp("y", "x", day, TimeSpan.FromHours(3));
        }

        Assert.Empty(office.Found);
    }

    [Fact]
    public void Marks_without_any_usage_are_asked_about()
    {
        for (var day = 0; day < 30; day++) office.Merge("x", Office.Day(day, 11), 40, c => c with { Claims = true, Metered = false, MatchedLines = 0 });
        Assert.Equal(["claimed-unmetered x"], office.Found);
    }

    [Fact]
    public void Usage_of_the_day_explains_a_mark_without_a_session()
    {
        for (var day = 0; day < 30; day++)
        {
            office.Merge("x", Office.Day(day, 11), 40, c => c with { Claims = true, Metered = false, MatchedLines = 0 });
            office.Use("x", Office.Day(day), SpendFate.Unattributed, 0.2m);
        }

        Assert.Empty(office.Found);
    }

    [Fact]
    public void Without_any_usage_at_all_marks_say_nothing()
    {
        office.Spend.Clear();
        for (var day = 0; day < 30; day++) office.Merge("x", Office.Day(day, 11), 40, c => c with { Claims = true, Metered = false, MatchedLines = 0 });
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Sessions_lines_without_a_mark_are_told_where_others_mark_them()
    {
        office.Work("x");
        for (var day = 0; day < 60; day++) office.Merge("x", Office.Day(day, 11), 40, c => c with { Claims = false, Metered = true, MatchedLines = 30 });
        var found = Assert.Single(office.All);
        Assert.Equal("metered-unclaimed x", $"{found.Rule} {found.Subject.Id}");
        Assert.True(SignalCatalogue.All.Single(d => d.Rule.Id == found.Rule).Rule.Advisory);
    }

    [Fact]
    public void A_team_that_marks_nothing_is_not_asked()
    {
        foreach (var person in new[] { "u", "v", "w", "x", "y", "z" })
        {
            office.Teams[person] = "quiet";
            for (var day = 0; day < 30; day++) office.Merge(person, Office.Day(day, 11), 40, c => c with { Claims = false, Metered = true, MatchedLines = 30 });
        }

        Assert.Empty(office.Found);
    }

    [Fact]
    public void Tickets_that_live_for_minutes_are_asked_about()
    {
        foreach (var person in Enumerable.Range(0, 12).Select(i => $"p{i:00}"))
        {
            for (var i = 0; i < 12; i++) office.Tickets.Add(new($"{person}-{i}", person, Office.Day(40 + i), Office.Day(30 + i)));
        }

        for (var i = 0; i < 12; i++) office.Tickets.Add(new($"X-{i}", "x", Office.Day(40 + i), Office.Day(40 + i).AddMinutes(20)));
        Assert.Equal(["ticket-stuffing x"], office.Found);
        foreach (var i in Enumerable.Range(0, 8)) office.Merge("p00", Office.Day(5), 40, c => c with { Tickets = [$"x-{i}"] });
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Held_changes_that_are_merged_at_once_are_asked_about()
    {
        foreach (var ago in new[] { 10, 40 }) Hold("x", ago);
        Assert.Equal(["window-arbitrage x"], office.Found);
    }

    [Fact]
    public void A_freeze_holds_everybody()
    {
        foreach (var ago in new[] { 10, 40 })
        {
            Hold("x", ago);
            foreach (var i in Enumerable.Range(0, 5)) office.Merge($"p{i:00}", Office.Day(ago, 12), 40, c => c with { OpenedAt = c.MergedAt.AddDays(-8), Approvals = [new("p09", c.MergedAt.AddDays(-6))] });
        }

        Assert.Empty(office.Found);
    }

    [Fact]
    public void A_pile_right_above_a_threshold_is_told_and_names_nobody()
    {
        office.Thresholds.Add(new("clean-wake", "days of evidence", 20, [.. Enumerable.Range(10, 10).SelectMany(v => Enumerable.Repeat(v, 3)), .. Enumerable.Repeat(20, 40), .. Enumerable.Repeat(21, 10), 22, 23, 24, 25]));
        office.Thresholds.Add(new("even", "days of evidence", 20, [.. Enumerable.Range(10, 20).SelectMany(v => Enumerable.Repeat(v, 8))]));
        var found = Assert.Single(office.All);
        Assert.Equal((SubjectKind.Threshold, "clean-wake"), (found.Subject.Kind, found.Subject.Id));
        Assert.Contains("53 have 20 or a few more days of evidence, 15 a few less", found.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public void Rollbacks_without_an_incident_are_asked_about_where_others_have_one()
    {
        for (var i = 0; i < 10; i++)
        {
            Roll("web", 3 * i, 18, RollOutKind.Rollback);
            Roll("ledger", 3 * i, 18, RollOutKind.Rollback, "books");
            office.Incidents.Add(new($"INC-{i}", "ledger", Office.Day(3 * i, 17), null, 2, 2, [], null));
        }

        Assert.Equal(["incident-suppression shop"], office.Found);
        office.Incidents.Clear();
        Assert.Empty(office.Found);
    }

    [Fact]
    public void Severities_that_are_eased_are_asked_about_where_others_stay()
    {
        for (var i = 0; i < 10; i++)
        {
            Roll("web", 3 * i, 18, RollOutKind.Delivery);
            Roll("ledger", 3 * i, 18, RollOutKind.Delivery, "books");
            office.Incidents.Add(new($"INC-{i}", "ledger", Office.Day(3 * i, 17), null, 2, 2, [], null));
            office.Incidents.Add(new($"WEB-{i}", "web", Office.Day(3 * i, 17), null, 1, 4, [], null));
        }

        Assert.Equal(["incident-suppression shop (severity)"], office.Found);
    }

    [Fact]
    public void An_address_with_others_names_is_asked_about()
    {
        office.Identities.Add(new("x", 2, 9, 40, [("shop", office.Sha(), Office.Day(3))]));
        office.Identities.Add(new("y", 1, 1, 90, [("shop", office.Sha(), Office.Day(3))]));
        Assert.Equal(["shared-identity x"], office.Found);
    }

    private void Burst(string person, int ago, int count, int lines)
    {
        for (var i = 0; i < count; i++) office.Merge(person, Office.Day(ago, 9 + (i * 0.4)), lines, c => c with { Tickets = ["SHP-1"] });
    }

    /// <summary>A change, its revert, its return, …</summary>
    private void Chain(string person, int ago, int count)
    {
        var last = office.Merge(person, Office.Day(ago), 60);
        for (var i = 1; i < count; i++)
        {
            var target = last.Sha;
            last = office.Merge(person, Office.Day(ago - i), 0, c => c with { Reverts = target, Lines = 60 });
        }
    }

    private void Roll(string service, int ago, double hour, RollOutKind kind, string repository = "shop") =>
        office.RollOuts.Add(new(repository, service, office.Sha(), office.Sha(), Office.Day(ago, hour), kind, kind == RollOutKind.Delivery ? 1 : 0, false, kind == RollOutKind.Rollback ? ["gone"] : []));

    private void Stamp(string author, string reviewer, int ago, TimeSpan after) =>
        office.Merge(author, Office.Day(ago, 13), 30, c => c with { OpenedAt = c.MergedAt - after, Approvals = [new(reviewer, c.MergedAt)] });

    private void Hold(string person, int ago)
    {
        for (var i = 0; i < 5; i++) office.Merge(person, Office.Day(ago, 11), 40, c => c with { OpenedAt = c.MergedAt.AddDays(-8), Approvals = [new("p03", c.MergedAt.AddDays(-6))] });
    }
}
