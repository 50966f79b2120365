using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;

namespace Shiprank.Store.Tests.Compliance;

/// <summary>What any engine must do with the edits of sessions.</summary>
public abstract class EditsCompliance
{
    protected abstract IStore Create();

    [Fact]
    public void An_edit_comes_back_as_it_went_in()
    {
        using var store = Create();
        SessionEdit[] edits =
        [
            Edit("claude-code", "s-1", "/w/naïve/字.cs", 0, 0xFFFFFFFFFFFFFFF1, 0, 16),
            Edit("claude-code", "s-1", "/w/gone.cs", 1),
            Edit("claude-code", "s-2", "big.cs", 2, [.. Enumerable.Range(0, 20_000).Select(i => (ulong)i * 0x9E3779B97F4A7C15)]),
            Edit("codex", "", "", 0, 7),
        ];
        Assert.Equal(4, store.SaveEdits(edits));
        Assert.Equal(Told(edits), Told(store.ReadEdits()));
    }

    [Fact]
    public void The_same_edit_again_is_known()
    {
        using var store = Create();
        var (one, two) = (Edit("codex", "s", "a", 0, 1, 2), Edit("codex", "s", "a", 1, 1, 2));
        Assert.Equal(0, store.SaveEdits([]));
        Assert.Equal(1, store.SaveEdits([one, one]));
        Assert.Equal(0, store.SaveEdits([one]));
        Assert.Equal(1, store.SaveEdits([two, one]));
        Assert.Equal(0, store.SaveEdits([one, two]));
        Assert.Equal(Told([one, two]), Told(store.ReadEdits()));
    }

    [Fact]
    public void Edits_that_differ_in_anything_are_different_edits()
    {
        using var store = Create();
        var one = Edit("codex", "s", "a", 0, 1, 2);
        SessionEdit[] others =
        [
            one with { Tool = "codexs", Session = "" }, one with { Session = "s2" }, one with { Path = "A" }, one with { At = one.At.AddMicroseconds(1) },
            Edit("codex", "s", "a", 0, 2, 1), Edit("codex", "s", "a", 0, 1), Edit("codex", "s", "a", 0),
        ];
        Assert.Equal(8, store.SaveEdits([one, .. others]));
        Assert.Equal(8, store.ReadEdits().Count());
    }

    [Fact]
    public void What_no_engine_keeps_is_mended_and_stays_one_edit()
    {
        using var store = Create();
        var odd = Edit("codex", "s\0", "a\uD800", 0, 1) with { At = Given.Noon.AddTicks(7) };
        Assert.Equal(1, store.SaveEdits([odd]));
        Assert.Equal(0, store.SaveEdits([odd, odd with { At = Given.Noon.AddTicks(3) }]));
        Assert.Equal(Told([Edit("codex", "s\uFFFD", "a\uFFFD", 0, 1)]), Told(store.ReadEdits()));
        Assert.Equal(0, store.SaveEdits([.. store.ReadEdits()]));
    }

    [Fact]
    public void Any_order_and_any_cut_of_the_same_edits_give_the_same_store() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(12),
        Prop.ForAll(Edits().ArrayOf(12).ToArbitrary(), Gen.Choose(0, int.MaxValue).ToArbitrary(), (edits, seed) =>
        {
            using var once = Create();
            using var shuffled = Create();
            var added = once.SaveEdits(edits);
            SessionEdit[] other = [.. edits, .. edits];
            var random = new Random(seed);
            random.Shuffle(other);
            var addedAgain = 0;
            for (var at = 0; at < other.Length;)
            {
                var cut = Math.Min(other.Length - at, random.Next(1, 6));
                addedAgain += shuffled.SaveEdits(other[at..(at + cut)]);
                at += cut;
            }

            var stored = Told(once.ReadEdits());
            Assert.Equal(stored, Told(shuffled.ReadEdits()));
            Assert.Equal(Told(edits).Distinct().Count(), stored.Count);
            Assert.Equal((stored.Count, stored.Count), (added, addedAgain));
            Assert.Equal(edits.Select(Place).Distinct().Order(), once.ReadEdits().Select(Place).Distinct());
        }));

    private static (string, string, DateTimeOffset, string) Place(SessionEdit e) => (e.Tool, e.Session, e.At, e.Path);

    private static SessionEdit Edit(string tool, string session, string path, int minute, params ulong[] lines) =>
        new(tool, session, path, Given.Noon.AddMinutes(minute), [.. lines.Select(l => new LineText(l))]);

    private static Gen<SessionEdit> Edits() =>
        from tool in Gen.Elements("codex", "claude-code")
        from session in Gen.Elements("s1", "s2")
        from path in Gen.Elements("a", "b")
        from minute in Gen.Choose(0, 2)
        from lines in Gen.Elements<ulong>(1, 2).ListOf(2)
        select Edit(tool, session, path, minute, [.. lines]);

    private static List<string> Told(IEnumerable<SessionEdit> edits) =>
        [.. edits.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Tool} {e.Session} {e.Path} {e.At:O} {string.Join(' ', e.Lines.Select(l => l.Value))}"))];
}
