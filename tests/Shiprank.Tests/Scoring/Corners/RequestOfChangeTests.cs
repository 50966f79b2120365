using Shiprank.Core.Delivery;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Scoring.Corners;

/// <summary>Section 4: the request of a change is that of its <c>merge_sha</c>, else that of the number in its subject.</summary>
public sealed class RequestOfChangeTests
{
    [Fact]
    public void A_merge_sha_that_is_no_change_leaves_the_request_to_its_number()
    {
        var world = new World();
        world.Settle();
        world.Repository.Merge("ada", world.Now, "Merge pull request #7 from ada/discounts", [("ada", "Discounts", t => t.Append(World.Web + "discounts.py", world.NewLines(20)))]);
        world.Deploy();
        var branchCommit = world.Repository.History.Commits[^2].Sha;
        world.Requests.Add(Request("7", branchCommit, world.Now));

        // 20 lines, known to be approved by nobody but their author: 0.5 · 20.
        Assert.Equal(10, Assert.Single(world.Score().Cells).S);
    }

    [Fact]
    public void A_merge_later_than_as_of_does_not_take_the_request_from_an_earlier_change()
    {
        var world = new World();
        world.Settle();
        world.Commit("ada", "Discounts (#7)", t => t.Append(World.Web + "discounts.py", world.NewLines(20)));
        world.Deploy();
        var asOf = world.Now.AddHours(1);
        world.Pass(TimeSpan.FromDays(1));
        var later = world.Commit("ada", "Vouchers", t => t.Append(World.Web + "vouchers.py", world.NewLines(20)));
        world.Requests.Add(Request("7", later.Sha, asOf.AddHours(-1)));
        Assert.Equal(10, Assert.Single(world.Score(asOf).Cells).S);
    }

    private static RequestEvent Request(string id, string mergeSha, DateTimeOffset openedAt) =>
        new("events", id, "shop", 1, "ada", openedAt, null, null, mergeSha, null, null, null, [new("ada", openedAt)], true, [], []);
}
