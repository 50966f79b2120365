using System.Buffers;
using System.Runtime.InteropServices;
using Shiprank.Core.Money;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Signals.Usage;

/// <summary>
/// One subject's calls of a window as they come in, in any order: four bytes a call and a cell an hour, so that ten million of them fit in memory.
/// Not for several threads at once.
/// </summary>
/// <param name="from">First UTC day of the window.</param>
/// <param name="days">Its length.</param>
public sealed class SubjectEvents(DateOnly from, int days)
{
    private const int Day = 86400;
    private const int Hour = 3600;
    private readonly Dictionary<int, Cell> cells = [];
    private int[] seconds = new int[16];
    private bool ordered = true;

    public int Count { get; private set; }

    /// <param name="second">Since the window began; one outside of it is left out.</param>
    /// <param name="costNano">Nano-USD; null: no price.</param>
    public void Add(long second, in TokenCounts tokens, long? costNano)
    {
        if (second < 0 || second >= (long)days * Day) return;
        if (Count == seconds.Length) Array.Resize(ref seconds, Count + (Count / 2));
        ordered &= Count == 0 || seconds[Count - 1] <= second;
        seconds[Count++] = (int)second;
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(cells, (int)(second / Hour), out _);
        cell.Calls++;
        cell.Tokens += tokens;
        if (costNano is { } nano) (cell.Priced, cell.Nano) = (cell.Priced + 1, cell.Nano + nano);
        if (IdleContext.IsIdle(tokens)) (cell.IdleCalls, cell.IdleTokens) = (cell.IdleCalls + 1, cell.IdleTokens + tokens.Prompt);
    }

    /// <summary>What its calls tell; what became of them, prompts and tool calls are for others to add.</summary>
    public UsageSubject Subject(SignalSubject subject, bool autonomous)
    {
        if (!ordered) Array.Sort(seconds, 0, Count);
        ordered = true;
        var rented = ArrayPool<long>.Shared.Rent(Count);
        var all = rented.AsSpan(0, Count);
        for (var i = 0; i < Count; i++) all[i] = seconds[i];
        var built = new UsageSubject { Subject = subject, Autonomous = autonomous, Days = DaysOf(all), Calls = ArrivalFacts.Of(all), Starts = ArrivalFacts.Of(ArrivalFacts.Starts(all)) };
        ArrayPool<long>.Shared.Return(rented);
        return built;
    }

    private List<UsageDay> DaysOf(ReadOnlySpan<long> all)
    {
        const int Hours = Day / Hour;
        var gaps = DayGaps.Of(all, days);
        var (result, hours, next) = (new List<UsageDay>(), new List<UsageHour>(Hours), 0);
        for (var day = 0; day < days; day++)
        {
            hours.Clear();
            for (var hour = 0; hour < Hours; hour++)
            {
                if (cells.TryGetValue((day * Hours) + hour, out var cell)) hours.Add(new(hour, cell.Calls, cell.Tokens, cell.Priced, Nano.Units(cell.Nano), cell.IdleCalls, cell.IdleTokens));
            }

            if (hours.Count == 0) continue;
            var first = next;
            while (next < all.Length && all[next] / Day == day) next++;
            result.Add(new(from.AddDays(day), hours.ToArray(), (int)(all[first] % Day), (int)(all[next - 1] % Day), gaps[day]));
        }

        return result;
    }

    private struct Cell
    {
        public long Calls;
        public TokenCounts Tokens;
        public long Priced;
        public long Nano;
        public long IdleCalls;
        public long IdleTokens;
    }
}
