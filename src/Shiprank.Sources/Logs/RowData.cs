using Shiprank.Core.Usage;

namespace Shiprank.Sources.Logs;

/// <summary>A usage row while it is collected: a value, so that a large home costs no object per row.</summary>
internal struct RowData
{
    public string Tool;
    public string Key;
    public string Session;
    public string Model;
    public string Project;
    public string Branch;
    public string Tier;
    public long Ticks;
    public TokenCounts Tokens;
    public decimal? Credits;
    public decimal? Cost;
    public UsageQuality Quality;
    public bool Autonomous;

    /// <summary>As <see cref="UsageRow.Join"/>.</summary>
    public long Join;

    /// <summary>Set while the only copies known are a side thread's replay of what may be a main thread's response.</summary>
    public bool Sidechain;

    /// <summary>Earlier, then by names: which of two copies a response belongs to, whatever order they were read in.</summary>
    public readonly bool Precedes(in RowData other)
    {
        if (Ticks != other.Ticks) return Ticks < other.Ticks;
        var order = string.CompareOrdinal(Session, other.Session);
        if (order == 0) order = string.CompareOrdinal(Project, other.Project);
        if (order == 0) order = string.CompareOrdinal(Branch, other.Branch);
        return order != 0 ? order < 0 : string.CompareOrdinal(Model, other.Model) < 0;
    }

    /// <summary>Adds what another copy of the same response says: the larger of each counter, the identity of the earlier copy.</summary>
    public void Merge(in RowData copy)
    {
        var tokens = TokenCounts.Max(Tokens, copy.Tokens);
        var cost = Larger(Cost, copy.Cost);
        var credits = Larger(Credits, copy.Credits);
        var tier = string.CompareOrdinal(Tier, copy.Tier) >= 0 ? Tier : copy.Tier;
        var autonomous = Autonomous && copy.Autonomous;
        var model = copy.Model.Length > 0 ? copy.Model : Model;
        var join = Join == 0 ? copy.Join : copy.Join == 0 ? Join : Math.Max(Join, copy.Join);
        if (copy.Precedes(this)) this = copy;
        (Tokens, Cost, Credits, Tier, Autonomous, Join) = (tokens, cost, credits, tier, autonomous, join);
        if (Model.Length == 0) Model = model;
    }

    public readonly UsageRow ToRow() => new()
    {
        Tool = Tool,
        Key = Key,
        OccurredAt = new DateTimeOffset(Ticks, TimeSpan.Zero),
        Session = Session,
        Model = Model,
        Project = Project,
        Branch = Branch,
        Tokens = Tokens,
        Credits = Credits,
        ReportedCostUsd = Cost,
        Tier = Tier,
        Quality = Quality,
        Autonomous = Autonomous,
        Join = Join,
    };

    private static decimal? Larger(decimal? a, decimal? b) => a is null || b > a ? b : a;
}
