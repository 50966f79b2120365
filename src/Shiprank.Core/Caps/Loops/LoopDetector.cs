namespace Shiprank.Core.Caps.Loops;

/// <summary>
/// Tells a run that gets on from one that repeats itself. Something new is a file that the session has not named before, or a change of files that it has
/// not made before; from then on everything counts from nothing. A review that reads sixty files has something new with each; tests that run after every
/// edit have the edit between them. At the limit it is warned, at one and a half times it is slowed, at twice it is stopped.
/// </summary>
public static class LoopDetector
{
    /// <summary>Before a call is made.</summary>
    public static LoopJudged Before(LoopState state, LoopCall call, LoopLimits limits)
    {
        List<ulong> fresh = [.. call.Files.Distinct().Where(f => !state.Files.Contains(f))];
        var written = call.Writes && !state.Writes.Contains(call.Shape);
        if (fresh.Count > 0 || written)
        {
            return new(
                state with
                {
                    Counts = [new(call.Shape, 1)],
                    SinceNew = 0,
                    Files = fresh.Count == 0 ? state.Files : Last([.. state.Files, .. fresh], LoopState.MostFiles),
                    Writes = written ? Last([.. state.Writes, call.Shape], LoopState.MostWrites) : state.Writes,
                },
                Errors(state, call, limits),
                fresh.Count);
        }

        var next = state with { Counts = Counted(state.Counts, call.Shape), SinceNew = Math.Min(state.SinceNew, int.MaxValue - 1) + 1 };
        var again = next.Counts[^1].Calls;
        var repeats = Finding(next.Counts.Count == 1 ? LoopKind.Same : LoopKind.Cycle, again, limits.Same);
        return new(next, Stronger(Stronger(repeats, Errors(state, call, limits)), Finding(LoopKind.NothingNew, next.SinceNew, limits.NothingNew)), 0);
    }

    /// <summary>When it is known how a call went.</summary>
    public static LoopState After(LoopState state, LoopCall call, bool failed)
    {
        if (failed) return state with { FailedKin = call.Kin, Failures = call.Kin == state.FailedKin ? Math.Min(state.Failures, int.MaxValue - 1) + 1 : 1 };

        // A file that could be read or changed is a result; a command that went well says nothing of another that keeps failing.
        return call.Kin == state.FailedKin || call.Writes || call.Files.Count > 0 ? state with { FailedKin = 0, Failures = 0 } : state;
    }

    /// <param name="limit">0: it is not looked at.</param>
    public static LoopLevel Level(int calls, int limit) =>
        limit <= 0 || calls < limit ? LoopLevel.None
        : calls >= 2L * limit ? LoopLevel.Stop
        : calls >= limit + ((limit + 1L) / 2) ? LoopLevel.Slow
        : LoopLevel.Warn;

    private static LoopFinding Errors(LoopState state, LoopCall call, LoopLimits limits) => Finding(LoopKind.Errors, call.Kin == state.FailedKin ? state.Failures : 0, limits.Errors);

    private static LoopFinding Finding(LoopKind kind, int calls, int limit) => new(Level(calls, limit), kind, calls, limit);

    private static LoopFinding Stronger(LoopFinding a, LoopFinding b) => b.Level > a.Level ? b : a;

    private static List<LoopCount> Counted(IReadOnlyList<LoopCount> counts, ulong shape)
    {
        var (next, calls) = (new List<LoopCount>(counts.Count + 1), 0);
        foreach (var count in counts)
        {
            if (count.Shape == shape) calls = count.Calls;
            else next.Add(count);
        }

        if (next.Count >= LoopState.MostShapes) next.Remove(next.MinBy(c => c.Calls));
        next.Add(new(shape, Math.Min(calls, int.MaxValue - 1) + 1));
        return next;
    }

    private static List<ulong> Last(List<ulong> all, int most)
    {
        if (all.Count > most) all.RemoveRange(0, all.Count - most);
        return all;
    }
}

/// <param name="NewFiles">Files that it is the first of the session to name.</param>
public sealed record LoopJudged(LoopState State, LoopFinding Finding, int NewFiles);
