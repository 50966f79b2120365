using Shiprank.Core.Money.Alerts;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with alerts.</summary>
public abstract class AlertCompliance
{
    private static readonly Alert half = new(AlertRule.BudgetThreshold, "budget:All", new(2026, 11, 1), "0.5", "All: 50 % used", "Half of it is used.");

    protected abstract IStore Create();

    [Fact]
    public void An_alert_fires_once_for_its_rule_subject_period_and_level()
    {
        using var store = Create();
        Assert.Equal([1L], store.AddAlerts([half, half with { Text = "said otherwise" }], Given.Noon).Select(a => a.Id));
        Assert.Empty(store.AddAlerts([half], Given.Noon.AddDays(1)));
        var others = store.AddAlerts([half with { Level = "0.8" }, half with { Period = new(2026, 12, 1) }, half with { Subject = "budget:One" }, half with { Rule = AlertRule.BudgetForecast }], Given.Noon.AddDays(2));
        Assert.Equal([2L, 3L, 4L, 5L], others.Select(a => a.Id));
        Assert.Equal([5L, 4L, 3L], store.ReadAlerts(3).Select(a => a.Id));
        Assert.Equal(new StoredAlert(1, half, Given.Noon, null), store.ReadAlerts(10)[^1]);
    }

    [Fact]
    public void Who_has_seen_one_closes_it_until_it_is_opened_again()
    {
        using var store = Create();
        store.AddAlerts([half], Given.Noon);
        Assert.True(store.SeeAlert(1, Given.Noon.AddHours(1)));
        Assert.Equal(Given.Noon.AddHours(1), store.ReadAlerts(1)[0].SeenAt);
        Assert.True(store.SeeAlert(1, null));
        Assert.Null(store.ReadAlerts(1)[0].SeenAt);
        Assert.False(store.SeeAlert(2, Given.Noon));
    }

    [Fact]
    public void Where_one_went_is_known()
    {
        using var store = Create();
        store.AddAlerts([half, half with { Level = "0.8" }], Given.Noon);
        store.AddSentAlerts([1, 2], "slack", Given.Noon);
        store.AddSentAlerts([2], "folder", Given.Noon);
        Assert.Equal([(1L, "slack"), (2L, "folder"), (2L, "slack")], store.ReadSentAlerts(1).Order());
        Assert.Equal([(2L, "folder"), (2L, "slack")], store.ReadSentAlerts(2).Order());
    }
}
