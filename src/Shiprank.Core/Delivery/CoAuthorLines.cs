using System.Text.RegularExpressions;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Co-authors on any line of a message, not only in its last paragraph: squashed messages put other text behind them.
/// A line without an address names nobody (identities are addresses, never names).
/// </summary>
internal static partial class CoAuthorLines
{
    public static IReadOnlyList<GitIdentity> Read(string message)
    {
        if (!message.Contains("co-authored-by:", StringComparison.OrdinalIgnoreCase)) return [];
        List<GitIdentity> found = [];
        foreach (Match line in Line().Matches(message))
        {
            foreach (var identity in Identities(line.Groups["who"].Value))
            {
                if (!found.Contains(identity)) found.Add(identity);
            }
        }

        return found;
    }

    private static IEnumerable<GitIdentity> Identities(string who)
    {
        var bracketed = Bracketed().Matches(who);
        return (bracketed.Count > 0 ? bracketed : Bare().Matches(who)).Select(m => new GitIdentity(m.Groups["name"].Value.Trim(), m.Groups["address"].Value));
    }

    [GeneratedRegex(@"^[ \t>*]*co-authored-by:(?<who>[^\r\n]{0,1000})", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex(@"(?<name>[^<>,;]*)<\s*(mailto:)?(?<address>[^<>\s]+@[^<>\s]+)\s*>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"(?<name>[^@]*?)(?<address>[^\s<>()@]+@[^\s<>()@]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Bare();
}
