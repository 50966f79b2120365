using Shiprank.Core.Organisation;

namespace Shiprank.Core.Money.Chargeback;

/// <summary>What a rule looks at.</summary>
public enum ChargeBy
{
    /// <summary>Who used it: the cost centre of that day.</summary>
    Person,

    /// <summary>The ticket that the usage names: the cost centre of the work item, else the rule's target.</summary>
    Ticket,

    Repository,
    Tool,
}

/// <summary>How a shared pool is divided.</summary>
public enum ShareKey
{
    /// <summary>By people of the centre on the month's last day.</summary>
    Headcount,

    /// <summary>By what the centre has directly, of the same month and all issuers.</summary>
    Direct,

    /// <summary>Every centre the same.</summary>
    Equal,

    /// <summary>By weights that the file gives.</summary>
    Weights,
}

/// <summary>Where money goes: to a centre, into a pool that is shared, or to nobody (it stays visible as unallocated).</summary>
public sealed record ChargeTarget
{
    public static readonly ChargeTarget Nobody = new();

    /// <summary>Id; null: shared, or nobody.</summary>
    public string? Centre { get; private init; }

    public ShareKey? Share { get; private init; }

    /// <summary>Of <see cref="ShareKey.Weights"/>, by centre.</summary>
    public IReadOnlyDictionary<string, decimal> Weights { get; private init; } = new Dictionary<string, decimal>(StringComparer.Ordinal);

    public static ChargeTarget To(string centre) => new() { Centre = centre };

    public static ChargeTarget By(ShareKey key) => new() { Share = key };

    public static ChargeTarget By(IReadOnlyDictionary<string, decimal> weights) => new() { Share = ShareKey.Weights, Weights = weights };
}

/// <summary>Gives usage to a cost centre. The first rule of the list that fits and names one has the usage.</summary>
/// <param name="Name">Shown with every charge that it decides.</param>
/// <param name="Names">Globs over the repository, tool or ticket; empty: any.</param>
/// <param name="Autonomous">Only runs (true), only attended sessions (false); null: both.</param>
/// <param name="Target">Null: the centre that person or ticket names.</param>
/// <param name="From">First day that it holds; null: always.</param>
/// <param name="To">Last day; null: until further notice.</param>
public sealed record ChargeRule(string Name, ChargeBy By, IReadOnlyList<Glob> Names, bool? Autonomous, ChargeTarget? Target, DateOnly? From, DateOnly? To)
{
    /// <summary>True when the rule is about this usage; it may still name no centre.</summary>
    public bool Fits(in ChargeCell cell)
    {
        if (cell.Day < From || cell.Day > To || (Autonomous is { } runs && runs != cell.Autonomous)) return false;
        var name = By switch { ChargeBy.Repository => cell.Repository, ChargeBy.Tool => cell.Tool, ChargeBy.Ticket => cell.Ticket, _ => "" };
        if (By == ChargeBy.Person) return true;
        if (name.Length == 0) return false;
        if (Names.Count == 0) return true;
        foreach (var glob in Names)
        {
            if (glob.IsMatch(name)) return true;
        }

        return false;
    }
}
