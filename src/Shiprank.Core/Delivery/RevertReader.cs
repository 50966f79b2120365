using System.Text.RegularExpressions;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Reads subjects of reverts (normalised-deployments.md, section 4): <c>Revert "…"</c>, <c>revert: …</c>, <c>revert(…): …</c> and
/// <c>Reapply "…"</c>, then nothing or <c> (#N)</c>; of a revert that went through several requests, several.
/// </summary>
public sealed partial class RevertReader(TextHasher hasher)
{
    // A subject quotes a few levels at most; what is deeper is noise and must not cost a stack.
    private const int DeepestQuote = 16;

    public ulong Title(string title) => hasher.Title(TitleText.Of(title).Text);

    /// <returns>Null when the subject is not a revert's.</returns>
    public RevertSubject? Read(string subject) => Read(subject.Trim(), 0);

    private RevertSubject? Read(string subject, int depth)
    {
        if (depth > DeepestQuote) return null;
        if (Quoting().Match(subject) is { Success: true } quoting)
        {
            var quoted = quoting.Groups["title"].Value;
            if (!quoting.Groups["verb"].ValueSpan.Equals("reapply", StringComparison.OrdinalIgnoreCase)) return Of(quoted, depth);

            // The first number after the quote is that of the revert which this one takes back; a second one is the subject's own.
            var numbers = quoting.Groups["n"].Captures;
            int? request = numbers.Count > 1 ? int.Parse(numbers[0].ValueSpan) : null;
            return new(hasher.Title($"Revert \"{quoted}\""), request, Of(quoted, depth + 1));
        }

        return Conventional().Match(subject) is { Success: true } conventional ? Of(Unquoted(TitleText.Of(conventional.Groups["title"].Value).Text), depth) : null;
    }

    private RevertSubject Of(string quoted, int depth)
    {
        var title = TitleText.Of(quoted);
        return new(hasher.Title(title.Text), title.Request, Read(quoted.Trim(), depth + 1));
    }

    private static string Unquoted(string title) => title is ['"', _, .., '"'] ? title[1..^1] : title;

    [GeneratedRegex(@"^(?<verb>revert|reapply):?\s+""(?<title>.+)""(\s+\(#(?<n>[0-9]{1,9})\))*$", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoting();

    [GeneratedRegex(@"^revert(\([^()]*\))?!?:\s*(?<title>\S.*)$", RegexOptions.Singleline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Conventional();
}
