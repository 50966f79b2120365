namespace Shiprank.Core.Attribution;

public enum PartyKind : short
{
    Person = 0,
    Agent = 1,
    Bot = 2,
}

/// <summary>
/// Who stands behind an address: a person (id of the organisation file, else the address or login in lower case), an agent, or a bot
/// (normalised-deployments.md, section 1; interfaces.md, section 2).
/// </summary>
/// <param name="Id">Person id; for an agent or bot the address or login that it was known by.</param>
public readonly record struct Party(PartyKind Kind, string Id)
{
    /// <summary>The person that stands for an agent's work that belongs to nobody.</summary>
    public const string Unattributed = "(unattributed)";

    public bool IsPerson => Kind == PartyKind.Person;
}
