using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;

namespace Shiprank.Engine.Changes;

/// <summary>A change over all its services, with the spend that its sessions brought to it.</summary>
/// <param name="Services">One judgement a service, most eligible lines first; never empty.</param>
/// <param name="Sessions">Sessions that it has a part of.</param>
/// <param name="Link">The strongest link of them; none: no session is linked.</param>
/// <param name="Spend">Null when no session is linked.</param>
/// <param name="Nd">Its part of normalised deployments.</param>
/// <param name="Hiding">People who keep its sessions and their cost from being shown: they are absent then; 0: shown.</param>
public sealed record ChangeRow(string Repository, string Sha, IReadOnlyList<ScoredChange> Services, int Sessions, LinkEvidence Link, FlowAmount? Spend, decimal Nd, int Hiding = 0)
{
    /// <summary>The service with most of its eligible lines: its fate and evidence are the change's, as for its spend.</summary>
    public ScoredChange Main => Services[0];

    public DateTimeOffset? DeployedAt { get; } = Services.Min(s => s.DeployedAt);

    /// <summary>First deployment, else merge: the change's day in a list.</summary>
    public DateTimeOffset At => DeployedAt ?? Main.MergedAt;

    public int Eligible { get; } = Services.Sum(s => s.Eligible);

    public int Alive { get; } = Services.Sum(s => s.Alive);

    public bool Provisional => Services.Any(s => s.Provisional);

    /// <summary>Null when no session is linked, or none of it has a price.</summary>
    public decimal? CostUsd => Nano.Units(Spend?.NanoUsd);

    /// <summary>What is known of the AI part of its lines; of a change whose sessions are not shown only what git itself says.</summary>
    public Evidence Evidence => ShownEvidence.Of(Main.Evidence, Hiding > 0);

    /// <summary>Ids of those with a part in it, bytewise.</summary>
    public IReadOnlyList<string> People { get; } = [.. Services.SelectMany(s => s.Parts.Select(p => p.Person)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>Sums over changes.</summary>
/// <param name="Spend">Of the changes whose cost is shown: a sum with the others' in it would tell theirs, one filter after another.</param>
/// <param name="Hidden">Changes whose cost is not shown.</param>
public sealed record ChangeTotals(int Changes, long Eligible, long Alive, FlowAmount Spend, decimal Nd, int Hidden = 0)
{
    public decimal? CostUsd => Nano.Units(Spend.NanoUsd);

    public static ChangeTotals Of(IEnumerable<ChangeRow> rows)
    {
        var (count, eligible, alive, spend, nd, hidden) = (0, 0L, 0L, default(FlowAmount), 0m, 0);
        foreach (var row in rows)
        {
            count++;
            eligible += row.Eligible;
            alive += row.Alive;
            if (row.Spend is { } its) spend += its;
            nd += row.Nd;
            if (row.Hiding > 0) hidden++;
        }

        return new(count, eligible, alive, spend, nd, hidden);
    }
}
