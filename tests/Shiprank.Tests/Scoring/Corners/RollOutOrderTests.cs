using Shiprank.Core.Delivery;
using Shiprank.Core.Delivery.Deployments;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Scoring.Corners;

/// <summary>Section 3: equal finish times, the ancestor first, then by id bytewise.</summary>
public sealed class RollOutOrderTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>By ancestry z is before a, by id a before m and m before z: compared in pairs, they run in a circle.</summary>
    [Theory]
    [InlineData("zam")]
    [InlineData("zma")]
    [InlineData("azm")]
    [InlineData("amz")]
    [InlineData("mza")]
    [InlineData("maz")]
    public void Of_equal_times_the_least_id_without_an_ancestor_left_is_next(string read)
    {
        var events = read.Select(id => Event($"{id}", Start.AddDays(2))).Prepend(Event("first", Start.AddDays(1)));
        Assert.Equal(["first", "m", "z", "a"], Timeline([.. events]).Deployments.Select(d => d.Id));
    }

    private static ServiceTimeline Timeline(IReadOnlyList<DeploymentEvent> events)
    {
        var history = new RepositoryHistory
        {
            Repository = "shop",
            Commits = [Commit("first"), Commit("z", "first"), Commit("a", "z"), Commit("m", "first")],
            FirstParents = [Sha("first")],
        };
        var service = new ServiceEntry("shop", [], null, "production", DeploymentMode.Events);
        var graph = CommitGraph.Of(history, Start.AddDays(9));
        var services = new ServiceMap(new() { Name = "shop", Services = [service] });
        return Assert.Single(new TimelineBuilder(graph, ChangeList.Of(graph, []), history, services, Policy.One, Start.AddDays(9)).Build(events));
    }

    private static DeploymentEvent Event(string id, DateTimeOffset at) => new("events", id, "shop", null, "production", Sha(id), DeploymentStatus.Success, at, null);

    private static Commit Commit(string id, params string[] parents) =>
        new(Sha(id), [.. parents.Select(Sha)], People.Identity("ada"), Start, People.Identity("ada"), Start, new MessageReader(MemoryRepository.Hasher, "[A-Z]+-[0-9]+").Read(id));

    private static string Sha(string id) => $"{(int)id[0]:x}".PadLeft(40, '0');
}
