using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery.Lines;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with checkpoints of ledgers.</summary>
public abstract class CheckpointCompliance
{
    protected abstract IStore Create();

    [Fact]
    public void A_checkpoint_comes_back_as_it_went_in()
    {
        using var store = Create();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var checkpoint = GivenCheckpoint.Random(seed);
            store.SaveCheckpoint("shop", checkpoint);
            Assert.Equal(Json(checkpoint), Json(store.ReadCheckpoint("shop", checkpoint.Name)));
        }));
    }

    [Fact]
    public void A_large_checkpoint_survives()
    {
        using var store = Create();
        var random = new Random(3);
        var large = GivenCheckpoint.Random(1) with { Sections = new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["much"] = new byte[11_000_000] } };
        random.NextBytes(large.Sections["much"]);
        store.SaveCheckpoint("shop", large);
        Assert.Equal(large.Sections["much"], store.ReadCheckpoint("shop", large.Name)!.Sections["much"]);
        Assert.Equal([large.Name], store.Checkpoints("shop"));
    }

    [Fact]
    public void One_checkpoint_stands_after_so_many_changes_and_dropped_ones_are_gone()
    {
        using var store = Create();
        var (first, second, other) = (GivenCheckpoint.Random(1, 10), GivenCheckpoint.Random(2, 10), GivenCheckpoint.Random(3, 20));
        foreach (var checkpoint in (LedgerCheckpoint[])[first, other, second]) store.SaveCheckpoint("shop", checkpoint);
        store.SaveCheckpoint("till", first);
        Assert.Equal([second.Name, other.Name], store.Checkpoints("shop").OrderBy(n => n.Changes));
        Assert.Null(store.ReadCheckpoint("shop", first.Name));
        Assert.Empty(store.Checkpoints("never"));

        store.DropCheckpoints("shop", [first.Name, other.Name, new(30, 5)]);
        Assert.Equal([second.Name], store.Checkpoints("shop"));
        Assert.Equal([first.Name], store.Checkpoints("till"));
    }

    [Fact]
    public void A_history_that_begins_anew_takes_its_checkpoints_along()
    {
        using var store = Create();
        store.SaveCheckpoint("shop", GivenCheckpoint.Random(1));
        store.SaveHistory(GivenHistory.Random(7));
        Assert.Single(store.Checkpoints("shop"));
        store.SaveHistory(new() { Repository = "shop", Commits = [], FirstParents = [] });
        Assert.Empty(store.Checkpoints("shop"));
    }

    private static string Json(LedgerCheckpoint? checkpoint) => JsonSerializer.Serialize(checkpoint);
}
