using Shiprank.Core.Attribution.Spend;

namespace Shiprank.Core.Privacy;

/// <summary>By what spend can be divided.</summary>
[Flags]
public enum Cuts
{
    None = 0,
    Team = 1,
    Tool = 2,
    Repository = 4,
    Model = 8,
    Fate = 16,
    All = 31,
}

/// <summary>A cell of spend: what it is cut by has a value (the empty text is none, or unknown), the rest is null.</summary>
public readonly record struct CellKey(string? Team, string? Tool, string? Repository, string? Model, SpendFate? Fate)
{
    /// <summary>Everything.</summary>
    public static readonly CellKey Whole;

    public Cuts Cuts =>
        (Team is null ? 0 : Cuts.Team) | (Tool is null ? 0 : Cuts.Tool) | (Repository is null ? 0 : Cuts.Repository) | (Model is null ? 0 : Cuts.Model) | (Fate is null ? 0 : Cuts.Fate);

    /// <summary>The larger cell that this one is in, cut by less.</summary>
    public CellKey By(Cuts cuts) => new(
        cuts.HasFlag(Cuts.Team) ? Team : null,
        cuts.HasFlag(Cuts.Tool) ? Tool : null,
        cuts.HasFlag(Cuts.Repository) ? Repository : null,
        cuts.HasFlag(Cuts.Model) ? Model : null,
        cuts.HasFlag(Cuts.Fate) ? Fate : null);

    /// <summary>True for a cell that lies in this one, by its key.</summary>
    public bool Has(in CellKey cell) => cell.By(Cuts) == this;
}
