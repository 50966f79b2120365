using System.Text.RegularExpressions;
using Shiprank.Core.Delivery;

namespace Shiprank.Engine.Budgets;

/// <summary>Which ticket spend is on: the one that its source states, else the first key in the name of its branch.</summary>
internal sealed class TicketNames(string pattern)
{
    private readonly Regex keys = MessageReader.TicketPattern(pattern);
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    /// <returns>In upper case unless it is a forge's issue (<c>shop#12</c>); empty: none is known.</returns>
    public string Of(string stated, string branch) => stated.Trim() is { Length: > 0 } own ? Written(own) : InBranch(branch);

    /// <summary>Every key in a branch's name counts: a branch that names two tickets is on both.</summary>
    public bool Names(string branch, string ticket) => keys.Matches(branch).Any(m => string.Equals(m.Value, ticket, StringComparison.OrdinalIgnoreCase));

    private string InBranch(string branch)
    {
        if (branch.Length == 0) return "";
        if (!known.TryGetValue(branch, out var key)) known[branch] = key = keys.Match(branch) is { Success: true } match ? Written(match.Value) : "";
        return key;
    }

    private static string Written(string key) => key.Contains('#', StringComparison.Ordinal) ? key : key.ToUpperInvariant();
}
