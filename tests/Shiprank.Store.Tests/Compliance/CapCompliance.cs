using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Runs;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with entries of runs' traces.</summary>
public abstract class CapCompliance
{
    private static readonly DateOnly day = DateOnly.FromDateTime(Given.Noon.UtcDateTime);

    private static readonly CapEvent call = new()
    {
        Id = "gateway-1/7",
        Kind = CapEventKind.Settled,
        Place = CapPlace.Gateway,
        At = Given.Noon,
        EndedAt = Given.Noon.AddSeconds(3),
        Run = "ci/nightly/42",
        Session = "s-1",
        Autonomous = true,
        Person = "ada",
        Agent = "claude-code",
        Job = "nightly",
        Ticket = "PAY-1",
        TicketCounts = true,
        Repository = "shop",
        Branch = "ada/pay-1",
        Model = "claude-sonnet-4-5",
        Tokens = new(4, 9500, 100, 200, 300, 7),
        Usd = 0.012345678m,
        ReservedUsd = 0.5m,
    };

    private static readonly CapEvent refused = call with { Id = "gateway-1/8", Kind = CapEventKind.Refused, At = Given.Noon.AddMinutes(1), EndedAt = null, Tokens = default, Usd = null, ReservedUsd = null, Action = CapAction.Stop, Reason = CapReason.OverCap, Rule = "five a day" };

    private static readonly CapEvent step = call with { Id = "hook/1", Kind = CapEventKind.Step, Place = CapPlace.Hook, At = Given.Noon.AddSeconds(10), EndedAt = null, Tokens = default, Usd = null, ReservedUsd = null, Step = "Bash", NewFiles = 2, ExitCode = 1 };

    protected abstract IStore Create();

    [Fact]
    public void An_entry_is_read_as_it_was_given()
    {
        using var store = Create();
        Assert.Equal(3, store.AddCapEvents([refused, call, step]));
        Assert.Equal([call, step, refused], store.ReadCapEvents("ci/nightly/42"));
        Assert.Empty(store.ReadCapEvents("ci/nightly/43"));
    }

    [Fact]
    public void What_comes_twice_counts_once_and_the_first_stays()
    {
        using var store = Create();
        Assert.Equal(1, store.AddCapEvents([call, call with { Usd = 9 }]));
        Assert.Equal(1, store.CapChanges);
        Assert.Equal(0, store.AddCapEvents([call with { At = Given.Noon.AddDays(3) }]));
        Assert.Equal(1, store.CapChanges);
        Assert.Equal(1, store.AddCapEvents([call, step]));
        Assert.Equal([call, step], store.ReadCapEvents(call.Run));
    }

    [Fact]
    public void A_batch_of_thousands_counts_each_once()
    {
        using var store = Create();
        List<CapEvent> many = [.. Enumerable.Range(0, 5000).Select(i => call with { Id = $"n/{i}", At = Given.Noon.AddSeconds(i), EndedAt = null })];
        Assert.Equal(3000, store.AddCapEvents(many[..3000]));
        Assert.Equal(2000, store.AddCapEvents(many));
        var part = Assert.Single(store.ReadCapRuns(day, day.AddDays(1)));
        Assert.Equal((5000L, 5000 * call.Usd, 5000 * call.Tokens.Total), (part.Entries, part.Usd, part.Tokens));
    }

    [Fact]
    public void A_batch_that_cannot_be_kept_whole_leaves_nothing()
    {
        using var store = Create();
        Assert.Throws<OverflowException>(() => store.AddCapEvents([call, step with { Usd = 10_000_000_000m }]));
        Assert.Empty(store.ReadCapEvents(call.Run));
        Assert.Equal(2, store.AddCapEvents([call, step]));
    }

    [Fact]
    public void Parts_of_a_run_are_whole_whenever_it_did_something_in_the_window()
    {
        using var store = Create();
        var before = call with { Id = "n/0", At = Given.Noon.AddDays(-1), EndedAt = null };
        store.AddCapEvents([call, step, refused, before, call with { Id = "n/1", At = Given.Noon.AddSeconds(40), EndedAt = null }, call with { Id = "n/other", Run = "other", At = Given.Noon.AddDays(-9), EndedAt = null }]);
        var parts = store.ReadCapRuns(day, day.AddDays(1));
        Assert.Equal(["ci/nightly/42"], parts.Select(p => p.Run).Distinct());
        Assert.Equal([CapRunPart.Of(before), CapRunPart.Of(call) with { Last = Given.Noon.AddSeconds(40), Entries = 2, Tokens = 2 * call.Tokens.Total, Usd = 2 * call.Usd!.Value }, CapRunPart.Of(step), CapRunPart.Of(refused)], parts);
        Assert.Empty(store.ReadCapRuns(day.AddDays(1), day.AddDays(9)));
    }

    [Fact]
    public void What_usage_holds_for_the_session_of_a_run_is_its_measured_cost()
    {
        using var store = Create();
        store.AddUsage(Given.Batch(1, Given.Priced(Given.Row("a"), 2_000_000_000), Given.Priced(Given.Row("b"), null), Given.Priced(Given.Row("c", session: "s-2"), 5)));
        store.AddCapEvents([step]);
        var cost = Assert.Single(store.ReadCapUsage(day, day.AddDays(1)));
        Assert.Equal(new SessionCost("claude-code", "s-1", 2, 2 * Given.Row("a").Tokens.Total, 2, 0, 1), cost);
        Assert.Empty(store.ReadCapUsage(day.AddDays(1), day.AddDays(2)));
    }

    [Fact]
    public void A_person_who_is_forgotten_is_on_no_entry_nor_is_the_branch()
    {
        using var store = Create();
        store.AddCapEvents([call, step, refused with { Person = "bo", Branch = "main" }]);
        store.Erase("ada", [new("mark", "erased-1", Given.Noon)]);
        Assert.Equal([call with { Person = "", Branch = "" }, step with { Person = "", Branch = "" }, refused with { Person = "bo", Branch = "main" }], store.ReadCapEvents(call.Run));
    }

    [Fact]
    public void After_the_time_that_people_are_kept_for_nobody_is_on_an_entry()
    {
        using var store = Create();
        store.AddCapEvents([call, refused with { At = Given.Noon.AddDays(1) }]);
        store.ForgetPeople(day.AddDays(1));
        Assert.Equal(["", "ada"], store.ReadCapEvents(call.Run).Select(e => e.Person));
    }
}
