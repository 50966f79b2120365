using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Caps;
using Shiprank.Core.Caps.Loops;
using Property = Shiprank.Tests.Scoring.Properties.Property;

namespace Shiprank.Tests.Caps;

public sealed class LoopDetectorTests
{
    private static readonly LoopLimits Limits = new(5, 4, 60);

    private static readonly Arbitrary<(ulong Shape, ulong Kin, ulong[] Files, bool Writes, bool Failed)[]> Streams = Arb.From(
        from many in Gen.Choose(1, 80)
        from steps in (from shape in Gen.Choose(1, 4)
                       from file in Gen.Choose(0, 6)
                       from writes in Gen.Choose(0, 9)
                       from failed in Gen.Choose(0, 2)
                       select ((ulong)shape, (ulong)shape % 2, file > 4 ? new[] { (ulong)file } : [], writes == 0, failed == 0)).ArrayOf(many)
        select steps);

    [Fact]
    public void The_same_call_is_warned_then_slowed_then_stopped()
    {
        var levels = Levels(Enumerable.Repeat(Plain(1), 11));

        Assert.Equal("0000 111 22 33".Replace(" ", "", StringComparison.Ordinal), string.Concat(levels.Select(l => (int)l)));
    }

    [Fact]
    public void Calls_in_turn_are_a_loop_as_well()
    {
        var (state, finding) = (LoopState.Empty, default(LoopFinding));
        for (var i = 0; i < 20; i++) (state, finding, _) = Deconstruct(LoopDetector.Before(state, Plain(i % 2 == 0 ? 1UL : 2UL), Limits));

        Assert.Equal((LoopLevel.Stop, LoopKind.Cycle, 10), (finding.Level, finding.Kind, finding.Calls));
    }

    [Fact]
    public void A_review_that_reads_sixty_files_is_no_loop() =>
        Assert.All(Levels(Enumerable.Range(1, 200).Select(i => new LoopCall((ulong)i, 1, [(ulong)i], false))), l => Assert.Equal(LoopLevel.None, l));

    [Fact]
    public void Tests_after_every_edit_are_no_loop()
    {
        var stream = Enumerable.Range(1, 200).Select(i => i % 2 == 0 ? Plain(1) : new LoopCall((ulong)(1000 + i), 9, [7], true));

        Assert.All(Levels(stream), l => Assert.Equal(LoopLevel.None, l));
    }

    [Fact]
    public void The_same_edit_over_and_over_is_a_loop() => Assert.Equal(LoopLevel.Stop, Levels(Enumerable.Repeat(new LoopCall(1, 1, [1], true), 11))[^1]);

    [Fact]
    public void Reading_old_files_again_and_again_comes_to_nothing_new()
    {
        var first = Enumerable.Range(0, 30).Select(i => new LoopCall((ulong)i, 1, [(ulong)i], false));
        var again = Enumerable.Range(0, 130).Select(i => new LoopCall((ulong)(10_000 + i), 1, [(ulong)(i % 30)], false));
        var levels = Levels(first.Concat(again));

        Assert.Equal((LoopLevel.None, LoopLevel.Warn, LoopLevel.Slow, LoopLevel.Stop), (levels[30 + 58], levels[30 + 59], levels[30 + 89], levels[30 + 119]));
    }

    [Fact]
    public void What_fails_is_warned_of_when_it_is_tried_again_and_forgotten_when_it_goes_well()
    {
        var (state, call) = (LoopState.Empty, new LoopCall(1, 5, [], false));
        for (var i = 0; i < 4; i++)
        {
            call = call with { Shape = (ulong)i };
            var judged = LoopDetector.Before(state, call, Limits);
            Assert.Equal(LoopLevel.None, judged.Finding.Level);
            state = LoopDetector.After(judged.State, call, failed: true);
        }

        Assert.Equal((LoopLevel.Warn, LoopKind.Errors, 4), Of(LoopDetector.Before(state, call with { Shape = 99 }, Limits).Finding));
        Assert.Equal(LoopLevel.None, LoopDetector.Before(state, call with { Shape = 99, Kin = 6 }, Limits).Finding.Level);
        Assert.Equal(LoopLevel.None, LoopDetector.Before(LoopDetector.After(state, call, failed: false), call with { Shape = 99 }, Limits).Finding.Level);
        Assert.Equal(LoopLevel.Warn, LoopDetector.Before(LoopDetector.After(state, new(7, 7, [], false), failed: false), call with { Shape = 99 }, Limits).Finding.Level);
    }

    [Fact]
    public void A_limit_of_nothing_is_not_looked_at() => Assert.All(Levels(Enumerable.Repeat(Plain(1), 500), new(0, 0, 0)), l => Assert.Equal(LoopLevel.None, l));

    [Fact]
    public void The_same_call_once_more_is_never_judged_milder() => Property.Holds(Streams, stream =>
    {
        var state = Play(stream);
        var call = Call(stream[^1]);
        var level = LoopLevel.None;
        for (var i = 0; i < 30; i++)
        {
            var judged = LoopDetector.Before(state, call, Limits);
            Assert.True(judged.Finding.Level >= level || judged.State.SinceNew == 0);
            (state, level) = (judged.State, judged.State.SinceNew == 0 ? LoopLevel.None : judged.Finding.Level);
        }

        Assert.Equal(LoopLevel.Stop, level);
    });

    [Fact]
    public void Higher_limits_never_judge_harder() => Property.Holds(Streams, stream =>
    {
        var (low, high) = (LoopState.Empty, LoopState.Empty);
        foreach (var step in stream)
        {
            var (a, b) = (LoopDetector.Before(low, Call(step), Limits), LoopDetector.Before(high, Call(step), new(8, 9, 70)));
            Assert.True(a.Finding.Level >= b.Finding.Level);
            (low, high) = (LoopDetector.After(a.State, Call(step), step.Failed), LoopDetector.After(b.State, Call(step), step.Failed));
        }
    });

    [Fact]
    public void A_new_file_and_a_success_start_anew() => Property.Holds(Streams, stream =>
    {
        var fresh = new LoopCall(77, 77, [77], false);
        var state = LoopDetector.After(LoopDetector.Before(Play(stream), fresh, Limits).State, fresh, failed: false);

        Assert.Equal((0, 0), (state.SinceNew, state.Failures));
        Assert.Equal(LoopLevel.None, LoopDetector.Before(state, Call(stream[^1]), Limits).Finding.Level);
    });

    [Fact]
    public void What_is_remembered_stays_small()
    {
        var state = LoopState.Empty;
        for (var i = 1UL; i < 10_000; i++) state = LoopDetector.Before(state, new(i, i, i % 2 == 0 ? [i] : [], i % 3 == 0), Limits).State;
        for (var i = 1UL; i < 1_000; i++) state = LoopDetector.Before(state, Plain(20_000 + i), Limits).State;

        Assert.Equal((LoopState.MostFiles, LoopState.MostWrites, LoopState.MostShapes), (state.Files.Length, state.Writes.Length, state.Shapes.Length));
    }

    private static LoopCall Plain(ulong shape) => new(shape, shape, [], false);

    private static LoopCall Call((ulong Shape, ulong Kin, ulong[] Files, bool Writes, bool Failed) step) => new(step.Shape, step.Kin, step.Files, step.Writes);

    private static LoopState Play((ulong, ulong, ulong[], bool, bool Failed)[] stream) =>
        stream.Aggregate(LoopState.Empty, (state, step) => LoopDetector.After(LoopDetector.Before(state, Call(step), Limits).State, Call(step), step.Failed));

    private static List<LoopLevel> Levels(IEnumerable<LoopCall> stream, LoopLimits? limits = null)
    {
        var (state, levels) = (LoopState.Empty, new List<LoopLevel>());
        foreach (var call in stream)
        {
            (state, var finding, _) = Deconstruct(LoopDetector.Before(state, call, limits ?? Limits));
            levels.Add(finding.Level);
        }

        return levels;
    }

    private static (LoopState, LoopFinding, int) Deconstruct(LoopJudged judged) => (judged.State, judged.Finding, judged.NewFiles);

    private static (LoopLevel, LoopKind, int) Of(LoopFinding finding) => (finding.Level, finding.Kind, finding.Calls);
}
