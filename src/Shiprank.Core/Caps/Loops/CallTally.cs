using Shiprank.Core.Usage.Marks;

namespace Shiprank.Core.Caps.Loops;

/// <summary>Counts the calls of one thread of a session as the loop detector sees them. Not for several threads at once.</summary>
public sealed class CallTally
{
    /// <summary>Shapes that are counted apart; beyond them a session is no loop.</summary>
    private const int MostShapes = 65_536;

    /// <summary>Calls of which no result is known yet.</summary>
    private const int MostOpen = 1024;

    private static readonly LoopLimits Unlimited = new(0, 0, 0);
    private readonly Dictionary<ulong, int> shapes = [];
    private readonly Dictionary<string, LoopCall> open = new(StringComparer.Ordinal);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private LoopState state = LoopState.Empty;
    private DateTimeOffset first;
    private DateTimeOffset last;
    private ulong before;
    private int run;
    private int calls;
    private int commonest;
    private int longest;
    private int errors;
    private int retries;
    private int nothingNew;

    /// <param name="id">By which its result is known; empty: it has none.</param>
    public void Call(string id, LoopCall call, DateTimeOffset at)
    {
        // A line that grows, or is copied, tells of its call again.
        if (id.Length > 0 && !known.Add(id)) return;
        first = calls == 0 || at < first ? at : first;
        last = at > last ? at : last;
        calls++;
        run = calls > 1 && call.Shape == before ? run + 1 : 1;
        before = call.Shape;
        longest = Math.Max(longest, run);
        if (shapes.Count < MostShapes || shapes.ContainsKey(call.Shape)) commonest = Math.Max(commonest, shapes[call.Shape] = shapes.GetValueOrDefault(call.Shape) + 1);
        state = LoopDetector.Before(state, call, Unlimited).State;
        nothingNew = Math.Max(nothingNew, state.SinceNew);
        if (id.Length > 0 && open.Count < MostOpen) open[id] = call;
    }

    public void Result(string id, bool failed)
    {
        if (!open.Remove(id, out var call)) return;
        if (failed) errors++;
        state = LoopDetector.After(state, call, failed);
        retries = Math.Max(retries, state.Failures);
    }

    /// <returns>Null: there were no calls.</returns>
    public SessionCalls? Of(string tool, string session) => calls == 0 ? null : new(tool, session, first, last, calls, commonest, longest, errors, retries, nothingNew);
}
