using Shiprank.Core.Organisation;
using Shiprank.Engine.Privacy;
using Shiprank.Store;

namespace Shiprank.Tests.Telemetry;

/// <summary>A person who was forgotten does not come back with what their agents send.</summary>
public sealed class ErasedSenderTests
{
    [Fact]
    public void What_was_sent_before_and_after_belongs_to_nobody_and_still_counts()
    {
        var (first, second) = (new Capture("claude-code-01-json-simple"), new Capture("codex-01-json-simple"));
        using var receiver = new Receiver();
        receiver.TakeOf("ada", first.Bodies);
        Assert.All(receiver.Rows, r => Assert.Equal("ada", r.Person));

        receiver.Store.Erase("ada", new ErasedPeople(receiver.Store.Key, []).Marks(new PersonEntry("ada", "Ada Example", [], [], false), DateTimeOffset.UnixEpoch));
        receiver.TakeOf("ada", second.Bodies);
        receiver.TakeOf("ada", first.Bodies);
        receiver.ReadHome(second.Home);

        Assert.Equal(first.Totals + second.Totals, receiver.Total);
        Assert.All(receiver.Store.ReadUsage(UsageFilter.All), u => Assert.Null(u.Row.Person));
    }
}
