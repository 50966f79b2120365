namespace Shiprank.Engine.Spend;

/// <summary>Which usage a question is about; null takes any. A row has to pass every filter that is set.</summary>
/// <param name="Team">Id: the row's person was in that team on the row's day.</param>
/// <param name="Person">Id.</param>
/// <param name="Repository">Name in the organisation file: that of the change the spend went to, else that of the session.</param>
public sealed record SpendFilter(string? Team = null, string? Person = null, string? Tool = null, string? Model = null, string? Repository = null)
{
    public static readonly SpendFilter None = new();
}
