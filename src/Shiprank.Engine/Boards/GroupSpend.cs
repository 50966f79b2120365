using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Boards;

/// <summary>The spend of one group in a window, and who used an agent in which week.</summary>
internal sealed class GroupSpend
{
    public static readonly GroupSpend None = new();

    private readonly Dictionary<DateOnly, HashSet<string>> users = [];
    private long usd;
    private long tied;
    private long unpriced;

    public SpendFacts Sums => new(Nano.Units(usd), Nano.Units(tied), unpriced);

    public void Add(in PersonSpend part)
    {
        usd += part.Amount.NanoUsd ?? 0;
        if (SpendGroups.IsTied(part.Fate)) tied += part.Amount.NanoUsd ?? 0;
        unpriced += part.Amount.UnpricedResponses;
        var monday = IsoWeek.Monday(part.Day);
        if (!users.TryGetValue(monday, out var its)) users.Add(monday, its = new(StringComparer.Ordinal));
        its.Add(part.Person);
    }

    /// <summary>How many people had a response in the week.</summary>
    public int Users(DateOnly monday) => users.TryGetValue(monday, out var its) ? its.Count : 0;
}
