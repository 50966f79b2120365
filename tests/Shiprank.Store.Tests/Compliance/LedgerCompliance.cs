using Shiprank.Core.Delivery;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with deliveries and with the cursors of forges.</summary>
public abstract class LedgerCompliance
{
    protected abstract IStore Create();

    [Fact]
    public void A_delivery_counts_once_with_its_events()
    {
        using var store = Create();
        Assert.Equal(2, store.AddDelivery(Given("d-1"), [Event("1"), Event("2")]));
        Assert.Null(store.AddDelivery(Given("d-1"), [Event("3")]));
        Assert.Equal(["1", "2"], store.ReadEvents().Select(e => e.Id));
        Assert.Equal(new(Given("d-1"), 2), Assert.Single(store.ReadDeliveries(10)));
    }

    [Fact]
    public void One_id_of_two_sources_is_two_deliveries()
    {
        using var store = Create();
        Assert.Equal(1, store.AddDelivery(Given("d-1"), [Event("1")]));
        Assert.Equal(1, store.AddDelivery(Given("d-1") with { Source = "gitlab" }, [Event("2")]));
        Assert.Equal(2, store.ReadDeliveries(10).Count);
    }

    [Fact]
    public void One_event_in_two_deliveries_is_one()
    {
        using var store = Create();
        Assert.Equal(1, store.AddDelivery(Given("d-1"), [Event("1")]));
        Assert.Equal(0, store.AddDelivery(Given("d-2"), [Event("1")]));
        Assert.Equal(0, store.AddForgePage([Event("1")], null));
        Assert.Single(store.ReadEvents());
    }

    [Fact]
    public void What_was_ignored_is_looked_at_again()
    {
        using var store = Create();
        Assert.Equal(0, store.AddDelivery(Given("d-1") with { Outcome = DeliveryOutcome.Ignored }, []));
        Assert.Equal(0, store.AddDelivery(Given("d-1") with { Outcome = DeliveryOutcome.Ignored }, []));
        Assert.Equal(1, store.AddDelivery(Given("d-1"), [Event("1")]));
        Assert.Equal(DeliveryOutcome.Taken, Assert.Single(store.ReadDeliveries(10)).Delivery.Outcome);
    }

    [Fact]
    public async Task Two_at_once_are_one()
    {
        using var store = Create();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => store.AddDelivery(Given($"d-{i % 2}"), [Event($"{i % 2}")]))));
        Assert.Equal(2, answers.Count(a => a == 1));
        Assert.Equal(14, answers.Count(a => a is null));
        Assert.Equal(2, store.ReadEvents().Count());
    }

    [Fact]
    public void Old_rows_are_forgotten_and_their_events_stay()
    {
        using var store = Create();
        store.AddDelivery(Given("d-1"), [Event("1")]);
        store.AddDelivery(Given("d-2") with { ReceivedAt = Tests.Given.Noon.AddDays(1) }, [Event("2")]);
        Assert.Equal(1, store.ForgetDeliveries(Tests.Given.Noon.AddHours(1)));
        Assert.Equal("d-2", Assert.Single(store.ReadDeliveries(10)).Delivery.Id);
        Assert.Equal(2, store.ReadEvents().Count());
        Assert.Equal(0, store.AddDelivery(Given("d-1"), [Event("1")]));
    }

    [Fact]
    public void The_last_deliveries_come_newest_first()
    {
        using var store = Create();
        for (var i = 0; i < 5; i++) store.AddDelivery(Given($"d-{i}") with { ReceivedAt = Tests.Given.Noon.AddSeconds(i * 7 % 5) }, []);
        Assert.Equal(["d-2", "d-4"], store.ReadDeliveries(2).Select(d => d.Delivery.Id));
    }

    [Fact]
    public void A_cursor_stands_with_the_page_that_it_tells_of()
    {
        using var store = Create();
        Assert.Null(store.ReadCursor("github", "shop", "requests"));
        var first = new ForgeCursor("github", "shop", "requests", Tests.Given.Noon.AddDays(-9), Tests.Given.Noon, Tests.Given.Noon.AddHours(1));
        Assert.Equal(1, store.AddForgePage([Event("1")], first));
        Assert.Equal(first, store.ReadCursor("github", "shop", "requests"));
        Assert.Equal(0, store.AddForgePage([Event("1")], first with { To = Tests.Given.Noon.AddHours(2) }));
        Assert.Equal(Tests.Given.Noon.AddHours(2), store.ReadCursor("github", "shop", "requests")?.To);
        Assert.Null(store.ReadCursor("github", "shop", "issues"));
        Assert.Null(store.ReadCursor("gitlab", "shop", "requests"));
    }

    [Fact]
    public void Many_events_and_few_give_the_same()
    {
        using var store = Create();
        var many = Enumerable.Range(0, 100).Select(i => Event($"{i % 60}")).ToList();
        Assert.Equal(60, store.AddEvents(many));
        Assert.Equal(1, store.AddEvents([Event("7"), Event("7"), Event("100"), Event("100")]));
        Assert.Equal(61, store.ReadEvents().Count());
    }

    private static ReceivedDelivery Given(string id) => new("github", id, "pull_request", Tests.Given.Noon, DeliveryOutcome.Taken);

    private static StoredEvent Event(string id) => new("request", "github", id, "shop", null, 0, "{}"u8.ToArray());
}
