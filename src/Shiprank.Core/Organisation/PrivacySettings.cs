namespace Shiprank.Core.Organisation;

/// <summary>Whose cost of a single change may be shown.</summary>
public enum ChangeCosts
{
    /// <summary>Of changes whose people all share their row. Who wrote a change is no secret among colleagues, so its cost is its author's spend.</summary>
    Shared,

    /// <summary>Of every change.</summary>
    All,
}

/// <summary>The <c>privacy:</c> part of the organisation file.</summary>
public sealed record PrivacySettings
{
    public static readonly PrivacySettings Default = new();

    /// <summary>False: nobody sees a page, a row, a badge or a name of another person; everyone still sees their own page.</summary>
    public bool PersonViews { get; init; } = true;

    /// <summary>People that a group needs; null: as the policy has it. Never below <see cref="Privacy.DisclosureRules.Floor"/>.</summary>
    public int? MinGroup { get; init; }

    /// <summary>Largest part of a group's sum that one person may have.</summary>
    public decimal Dominance { get; init; } = Privacy.DisclosureRules.UsualDominance;

    public ChangeCosts ChangeCosts { get; init; }

    /// <summary>Days that usage rows keep their person; null: for ever.</summary>
    public int? RetainPeople { get; init; }

    /// <summary>Days that the audit log is kept; null: for ever.</summary>
    public int? RetainAudit { get; init; }
}
