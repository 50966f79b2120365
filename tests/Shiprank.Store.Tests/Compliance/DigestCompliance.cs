namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with the notes of digests.</summary>
public abstract class DigestCompliance
{
    private static readonly DateOnly week = new(2026, 11, 16);

    protected abstract IStore Create();

    [Fact]
    public void What_went_out_is_known_by_week_however_often_it_is_said()
    {
        using var store = Create();
        store.AddSentDigest(new("team:checkout", week, "slack"), Given.Noon);
        store.AddSentDigest(new("team:checkout", week, "slack"), Given.Noon.AddDays(1));
        store.AddSentDigest(new("team:checkout", week, "folder"), Given.Noon);
        store.AddSentDigest(new("person:ada", week.AddDays(7), "mail"), Given.Noon);
        Assert.Equal([new("team:checkout", week, "folder"), new("team:checkout", week, "slack")], store.ReadSentDigests(week).OrderBy(s => s.Channel));
        Assert.Equal([new("person:ada", week.AddDays(7), "mail")], store.ReadSentDigests(week.AddDays(7)));
        Assert.Empty(store.ReadSentDigests(week.AddDays(-7)));
    }

    [Fact]
    public void Who_wants_none_can_want_them_again()
    {
        using var store = Create();
        Assert.Empty(store.ReadStoppedDigests());
        store.StopDigests("ada", Given.Noon);
        store.StopDigests("ada", Given.Noon);
        store.StopDigests("ben", Given.Noon);
        Assert.Equal(["ada", "ben"], store.ReadStoppedDigests().Order());
        store.StopDigests("ada", null);
        Assert.Equal(["ben"], store.ReadStoppedDigests());
    }
}
