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
        var (files, fresh) = (state.Files, 0);
        foreach (var file in call.Files)
        {
            if (IndexOf(files, file) >= 0) continue;
            files = With(files, file, LoopState.MostFiles);
            fresh++;
        }

        var written = call.Writes && IndexOf(state.Writes, call.Shape) < 0;
        if (fresh > 0 || written)
        {
            var anew = state with { Shapes = [call.Shape], Calls = [1], SinceNew = 0, Files = files, Writes = written ? With(state.Writes, call.Shape, LoopState.MostWrites) : state.Writes };
            return new(anew, Errors(state, call, limits), fresh);
        }

        var next = Counted(state, call.Shape) with { SinceNew = Math.Min(state.SinceNew, int.MaxValue - 1) + 1 };
        var repeats = Finding(next.Shapes.Length == 1 ? LoopKind.Same : LoopKind.Cycle, next.Calls[^1], limits.Same);
        return new(next, Stronger(Stronger(repeats, Errors(state, call, limits)), Finding(LoopKind.NothingNew, next.SinceNew, limits.NothingNew)), 0);
    }

    /// <summary>When it is known how a call went.</summary>
    public static LoopState After(LoopState state, LoopCall call, bool failed)
    {
        if (failed) return state with { FailedKin = call.Kin, Failures = call.Kin == state.FailedKin ? Math.Min(state.Failures, int.MaxValue - 1) + 1 : 1 };

        // A file that could be read or changed is a result; a command that went well says nothing of another that keeps failing.
        return call.Kin == state.FailedKin || call.Writes || call.Files.Length > 0 ? state with { FailedKin = 0, Failures = 0 } : state;
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

    /// <summary>The shape moves to the end; where there is no room for it, the one called least goes.</summary>
    private static LoopState Counted(LoopState state, ulong shape)
    {
        var (at, calls) = (IndexOf(state.Shapes, shape), 0);
        if (at >= 0) calls = state.Calls[at];
        else if (state.Shapes.Length >= LoopState.MostShapes) at = Least(state.Calls);
        var size = at >= 0 ? state.Shapes.Length : state.Shapes.Length + 1;
        var (shapes, counts) = (new ulong[size], new int[size]);
        var to = 0;
        for (var from = 0; from < state.Shapes.Length; from++)
        {
            if (from == at) continue;
            (shapes[to], counts[to]) = (state.Shapes[from], state.Calls[from]);
            to++;
        }

        (shapes[to], counts[to]) = (shape, Math.Min(calls, int.MaxValue - 1) + 1);
        return state with { Shapes = shapes, Calls = counts };
    }

    private static int Least(int[] calls)
    {
        var least = 0;
        for (var i = 1; i < calls.Length; i++)
        {
            if (calls[i] < calls[least]) least = i;
        }

        return least;
    }

    private static ulong[] With(ulong[] all, ulong one, int most)
    {
        var skipped = all.Length >= most ? all.Length - most + 1 : 0;
        var next = new ulong[all.Length - skipped + 1];
        Array.Copy(all, skipped, next, 0, all.Length - skipped);
        next[^1] = one;
        return next;
    }

    private static int IndexOf(ulong[] all, ulong one)
    {
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i] == one) return i;
        }

        return -1;
    }
}

/// <param name="NewFiles">Files that it is the first of the session to name.</param>
public sealed record LoopJudged(LoopState State, LoopFinding Finding, int NewFiles);
