using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with histories, patches, events and traces.</summary>
public abstract class DeliveryCompliance
{
    protected abstract IStore Create();

    [Fact]
    public void A_history_comes_back_as_it_went_in()
    {
        using var store = Create();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var history = GivenHistory.Random(seed);
            store.SaveHistory(history);
            Assert.Equal(Json(history), Json(store.ReadHistory("shop")));
        }));
        Assert.Equal(["shop"], store.Repositories());
        Assert.Null(store.ReadHistory("never"));
    }

    [Fact]
    public void Patches_come_back_in_the_order_asked()
    {
        using var store = Create();
        var random = new Random(7);
        var patches = Enumerable.Range(0, 3000).Select(i => GivenHistory.Patch(GivenHistory.Sha(random), i)).ToList();
        Assert.Equal(3000, store.AddPatches("shop", patches));
        Assert.Equal(0, store.AddPatches("shop", patches));
        Assert.Equal(1, store.AddPatches("other", patches.Take(1)));
        Assert.Equal(3000, store.PatchedCommits("shop").Count);
        Assert.Empty(store.PatchedCommits("never"));
        Assert.Equal(patches.Select(Json), store.ReadPatches("shop", [.. patches.Select(p => p.Sha)]).Select(Json));
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(patches));
        Assert.Equal(patches.Select(Json), store.ReadPatches("shop", [.. patches.Select(p => p.Sha)]).Select(Json));
        var few = patches.Where((_, i) => i % 500 == 3).ToList();
        few.Add(few[0]);
        Assert.Equal(few.Select(Json), store.ReadPatches("shop", [.. few.Select(p => p.Sha)]).Select(Json));
        Assert.Empty(store.ReadPatches("shop", []));
    }

    [Fact]
    public void A_patch_that_is_not_there_is_an_error_that_names_it()
    {
        using var store = Create();
        Assert.Contains("beef", Assert.Throws<ArgumentException>(() => store.ReadPatches("shop", ["beef"]).ToList()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_patch_survives()
    {
        using var store = Create();
        var lines = Enumerable.Range(0, 2_000_000).Select(i => new LineText((ulong)i * 0x9E3779B97F4A7C15)).ToArray();
        var patch = new CommitPatch("aa", [new(null, "big.txt", FileTraits.None, FileTraits.Generated, [new(0, 0, 1, lines.Length, 0)], lines)]);
        store.AddPatches("shop", [patch, GivenHistory.Patch("bb", 1)]);
        var back = store.ReadPatches("shop", ["aa", "bb"]).First();
        Assert.Equal(lines, back.Files[0].Lines);
        Assert.Equal("big.txt", back.Files[0].NewPath);
        Assert.Null(back.Files[0].OldPath);
    }

    [Fact]
    public void A_history_with_its_patches_is_replaced_whole_or_not_at_all()
    {
        using var store = Create();
        var old = GivenHistory.Random(11) with { Tags = [] };
        var shas = old.Commits.Select(c => c.Sha).ToList();
        List<CommitPatch> before = [.. shas.Select(sha => GivenHistory.Patch(sha, 5))], after = [.. shas.Select(sha => GivenHistory.Patch(sha, 6))];
        store.AddPatches("shop", before);
        store.AddPatches("other", before);
        store.SaveHistory(old);
        var replaced = old with { Replacements = 0xFEED_0000_0000_0001 };

        Assert.False(store.ReplaceHistory(replaced, take =>
        {
            take(after[0]);
            return false;
        }));
        Assert.Throws<InvalidDataException>(() => store.ReplaceHistory(replaced, take =>
        {
            take(after[0]);
            throw new InvalidDataException();
        }));
        Assert.Equal(Json(old), Json(store.ReadHistory("shop")));
        Assert.Equal(before.Select(Json), store.ReadPatches("shop", shas).Select(Json));

        Assert.True(store.ReplaceHistory(replaced, take =>
        {
            after.ForEach(take);
            return true;
        }));
        Assert.Equal(Json(replaced), Json(store.ReadHistory("shop")));
        Assert.Equal(after.Select(Json), store.ReadPatches("shop", shas).Select(Json));
        Assert.Equal(before.Select(Json), store.ReadPatches("other", shas).Select(Json));
    }

    [Fact]
    public void When_a_history_was_saved_is_known()
    {
        using var store = Create();
        Assert.Null(store.HistorySavedAt("shop"));
        store.SaveHistory(GivenHistory.Random(3));
        Assert.NotNull(store.HistorySavedAt("shop"));
        Assert.Null(store.HistorySavedAt("other"));
    }

    [Fact]
    public void A_rewritten_history_takes_its_place_and_drops_lost_patches()
    {
        using var store = Create();
        var old = GivenHistory.Random(11) with { Tags = [] };
        var kept = old with { Commits = [.. old.Commits.Take(2)] };
        Assert.True(old.Commits.Count > 2);
        store.AddPatches("shop", old.Commits.Select(c => GivenHistory.Patch(c.Sha, 5)));
        store.AddPatches("other", old.Commits.Select(c => GivenHistory.Patch(c.Sha, 6)));
        store.SaveHistory(old);
        store.SaveHistory(kept);
        Assert.Equal(Json(kept), Json(store.ReadHistory("shop")));
        Assert.Equal(kept.Commits.Select(c => c.Sha).Order(StringComparer.Ordinal), store.PatchedCommits("shop").Order(StringComparer.Ordinal));
        Assert.Equal(old.Commits.Count, store.PatchedCommits("other").Count);
    }

    [Fact]
    public void Events_come_back_in_the_order_of_arrival_and_once()
    {
        using var store = Create();
        StoredEvent Event(int id, long order, string body = "{}") =>
            new("request", "events", $"{id}", "shop", id % 2 == 0 ? null : Given.Noon.AddMinutes(id), order, System.Text.Encoding.UTF8.GetBytes(body));
        Assert.Equal(3, store.AddEvents([Event(3, 1), Event(1, 2), Event(3, 3, "{\"a\":\"naïve\"}")]));
        Assert.Equal(1, store.AddEvents([Event(3, 1), Event(1, 2), Event(2, 9)]));
        Assert.Equal(0, store.AddEvents([Event(3, 1), Event(1, 2), Event(3, 3, "{\"a\":\"naïve\"}")]));
        var events = store.ReadEvents().ToList();
        Assert.Equal(["3", "1", "3", "2"], events.Select(e => e.Id));
        Assert.Equal([1, 2, 3, 4], events.Select(e => e.Order));
        Assert.Equal("{\"a\":\"naïve\"}"u8.ToArray(), events[2].Body);
        Assert.Equal(Given.Noon.AddMinutes(3), events[0].UpdatedAt);
        Assert.Null(events[3].UpdatedAt);
    }

    [Fact]
    public void A_line_that_comes_back_in_one_file_is_kept_so_that_the_last_one_wins()
    {
        using var store = Create();
        StoredEvent Event(string body, long order) => new("incident", "events", "1", "", null, order, System.Text.Encoding.UTF8.GetBytes(body));
        StoredEvent[] file = [Event("open", 1), Event("closed", 2), Event("open", 3)];
        store.AddEvents(file);
        store.AddEvents(file);
        Assert.Equal("open"u8.ToArray(), store.ReadEvents().Last().Body);
        Assert.Equal(3, store.ReadEvents().Count());
    }

    [Fact]
    public void Traces_of_one_session_become_one_in_any_order()
    {
        SessionTrace[] traces =
        [
            new("claude-code", "s-1", "/home/ada/shop", "main", Given.Noon, Given.Noon.AddHours(1), 2, true, ["a.cs", "b.cs"]),
            new("claude-code", "s-1", "/home/ada/shop", "fix", Given.Noon.AddMinutes(-5), Given.Noon.AddHours(2), 5, false, ["B.cs", "b.cs"]),
            new("codex", "s-1", "", "", Given.Noon, Given.Noon, 0, false, []),
            new("claude-code", "s-2", "p", "", Given.Noon.AddHours(9), Given.Noon.AddHours(9), 0, true, ["naïve/字.cs"]),
        ];
        using var together = Create();
        together.SaveTraces(traces);
        using var backwards = Create();
        foreach (var trace in traces.Reverse().Concat(traces)) backwards.SaveTraces([trace]);
        var expected = new[]
        {
            new SessionTrace("claude-code", "s-1", "/home/ada/shop", "fix", Given.Noon.AddMinutes(-5), Given.Noon.AddHours(2), 5, true, ["B.cs", "a.cs", "b.cs"]),
            traces[2],
            traces[3],
        };
        Assert.Equal(expected.Select(Json), together.ReadTraces().Select(Json));
        Assert.Equal(expected.Select(Json), backwards.ReadTraces().Select(Json));
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value);
}
