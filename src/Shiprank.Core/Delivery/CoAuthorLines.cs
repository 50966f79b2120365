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
        var found = new OrderedDictionary<GitIdentity, bool>();
        foreach (Match line in Line().Matches(message))
        {
            var who = line.Groups["who"].ValueSpan;
            if (!TakeBracketed(who, found)) TakeBare(who, found);
        }

        return [.. found.Keys];
    }

    /// <summary><c>Name &lt;address&gt;</c>, any number of them, whatever stands between.</summary>
    private static bool TakeBracketed(ReadOnlySpan<char> who, OrderedDictionary<GitIdentity, bool> found)
    {
        var any = false;
        for (var (from, open) = (0, who.IndexOf('<')); open >= 0;)
        {
            var length = who[(open + 1)..].IndexOfAny('<', '>');
            if (length < 0) break;
            var end = open + 1 + length;
            if (who[end] == '>' && Address(who[(open + 1)..end]) is { } address)
            {
                var start = who[from..open].LastIndexOfAny("<>,;") + 1 + from;
                found.TryAdd(new(who[start..open].Trim().ToString(), address), true);
                any = true;
                from = end + 1;
            }

            var next = who[end..].IndexOf('<');
            open = next < 0 ? -1 : end + next;
        }

        return any;
    }

    private static string? Address(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("mailto:", StringComparison.Ordinal) && IsAddress(text["mailto:".Length..])) text = text["mailto:".Length..];
        return IsAddress(text) ? text.ToString() : null;
    }

    private static bool IsAddress(ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c)) return false;
        }

        return text.Length >= 3 && text[1..^1].Contains('@');
    }

    /// <summary><c>Name address</c>: what touches an <c>@</c> on both sides, and what stands before it.</summary>
    private static void TakeBare(ReadOnlySpan<char> who, OrderedDictionary<GitIdentity, bool> found)
    {
        for (var (from, at) = (0, who.IndexOf('@')); at >= 0;)
        {
            var start = at;
            while (start > from && IsBare(who[start - 1])) start--;
            var end = at + 1;
            while (end < who.Length && IsBare(who[end])) end++;
            if (start < at && end > at + 1)
            {
                found.TryAdd(new(who[from..start].Trim().ToString(), who[start..end].ToString()), true);
                from = end;
            }
            else
            {
                from = at + 1;
            }

            var next = who[from..].IndexOf('@');
            at = next < 0 ? -1 : from + next;
        }
    }

    private static bool IsBare(char c) => !char.IsWhiteSpace(c) && c is not ('<' or '>' or '(' or ')' or '@');

    [GeneratedRegex(@"^[ \t>*]*co-authored-by:(?<who>[^\r\n]{0,1000})", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();
}
