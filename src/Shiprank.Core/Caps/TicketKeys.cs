using System.Text.RegularExpressions;

namespace Shiprank.Core.Caps;

/// <summary>Finds a ticket's key in a branch's name.</summary>
public static class TicketKeys
{
    private const string Usual = "[A-Z][A-Z0-9]+-[0-9]+";

    /// <returns>The first; empty for none.</returns>
    /// <param name="pattern">As in the organisation file. One that is no pattern finds nothing.</param>
    public static string First(string pattern, string text)
    {
        // A hook has no time to compile the pattern that nearly everybody uses.
        if (pattern == Usual) return First(text);
        try
        {
            return Regex.Match(text, pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant).Value;
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            return "";
        }
    }

    private static string First(string text)
    {
        for (var from = 0; from < text.Length; from++)
        {
            if (!char.IsAsciiLetterUpper(text[from])) continue;
            var dash = from + 1;
            while (dash < text.Length && (char.IsAsciiLetterUpper(text[dash]) || char.IsAsciiDigit(text[dash]))) dash++;
            var end = dash + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            if (dash - from >= 2 && dash < text.Length && text[dash] == '-' && end > dash + 1) return text[from..end];
        }

        return "";
    }
}
