using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Shiprank.Core.Attribution;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Reduces a commit message to the facts that a score or a link needs (normalised-deployments.md, sections 1, 4 and 6).
/// The text itself is not kept: titles leave as keyed hashes. Safe for use from several threads.
/// </summary>
/// <param name="ticketPattern">Regular expression of a ticket key, as in the organisation file; see <see cref="TicketPattern"/>.</param>
public sealed partial class MessageReader(TextHasher hasher, string ticketPattern)
{
    // Most messages have none of these words; looking for all of them at once is far cheaper than trying patterns at each line.
    private static readonly SearchValues<string> Words =
        SearchValues.Create(["generated with", "assisted-by:", "made-with:", "reverts", "(cherry picked", "fixes:"], StringComparison.OrdinalIgnoreCase);

    private readonly RevertReader reverts = new(hasher);
    private readonly Regex tickets = TicketPattern(ticketPattern);

    /// <summary>The pattern as it is matched: in linear time, with case.</summary>
    /// <exception cref="ArgumentException">Not a regular expression.</exception>
    /// <exception cref="NotSupportedException">It has a construct without linear matching: a look-around or a back-reference.</exception>
    public static Regex TicketPattern(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    /// <param name="message">The whole message, lines ended by LF or CR LF.</param>
    public MessageFacts Read(string message)
    {
        var subject = Subject.Of(message);
        var merge = MergedRequest().Match(subject.FirstLine);
        var coAuthors = CoAuthorLines.Read(message);
        var worded = message.AsSpan().ContainsAny(Words);
        var request = merge.Success ? Number(merge.Groups["n"]) : TitleText.Of(subject.Text).Request ?? TitleText.Of(subject.FirstLine).Request;
        return new()
        {
            Title = reverts.Title(subject.Text),
            Request = request,
            MergedBranch = merge.Groups["branch"].Value,
            Revert = reverts.Read(subject.Text) ?? reverts.Read(subject.FirstLine),
            RevertsSha = worded ? RevertedSha().Match(message).Groups["sha"].Value.ToLowerInvariant() : "",
            RevertsRequest = worded && RevertedRequest().Match(message) is { Success: true } reverted ? Number(reverted.Groups["n"]) : null,
            CherryPickedFrom = worded ? LastCherryPick(message) : "",
            Fixes = worded ? Fixed(message) : [],
            CoAuthors = coAuthors,
            Sessions = SessionTrailers.Read(message),
            Marks = Marks(worded ? message : "", coAuthors),
            Tickets = message.Contains('#') ? [.. Tickets(message), .. References(message, request)] : Tickets(message),
        };
    }

    /// <summary>A request's title as <see cref="MessageFacts.Title"/>: without outer blanks and one trailing <c>(#N)</c>.</summary>
    public ulong Title(string title) => reverts.Title(title);

    /// <summary>Ticket keys in a message, title or branch name: in order of appearance, distinct, upper case.</summary>
    public IReadOnlyList<string> Tickets(string text)
    {
        OrderedDictionary<string, bool>? found = null;
        foreach (var match in tickets.EnumerateMatches(text))
        {
            if (match.Length == 0) continue;
            (found ??= new(StringComparer.Ordinal)).TryAdd(text.AsSpan(match.Index, match.Length).ToString().ToUpperInvariant(), true);
        }

        return found is null ? [] : [.. found.Keys];
    }

    /// <summary>What a request names: keys of its title, description and head branch, and the issues (<c>#12</c>) of its title and description.</summary>
    public IReadOnlyList<string> RequestTickets(string title, string? headBranch, string description) =>
        [.. Tickets($"{title}\n{headBranch}\n{description}"), .. References($"{TitleText.Of(title).Text}\n{description}", own: null)];

    /// <summary>References to issues, as <c>#12</c>, in order of appearance, distinct. Whether there is such an issue is another question.</summary>
    /// <param name="own">The number of the request itself, which its message carries too.</param>
    public static IReadOnlyList<string> References(string text, int? own)
    {
        if (!text.Contains('#')) return [];
        List<string> found = [];
        foreach (var match in Reference().EnumerateMatches(text))
        {
            var digits = text.AsSpan(match.Index, match.Length);
            var number = int.Parse(digits[(digits.IndexOf('#') + 1)..], CultureInfo.InvariantCulture);
            var reference = string.Create(CultureInfo.InvariantCulture, $"#{number}");
            if (number != own && !found.Contains(reference)) found.Add(reference);
        }

        return found;
    }

    private static int? Number(Group digits) => digits.Success ? int.Parse(digits.ValueSpan) : null;

    private static string LastCherryPick(string message) =>
        CherryPick().Matches(message) is { Count: > 0 } matches ? matches[^1].Groups["sha"].Value.ToLowerInvariant() : "";

    private static IReadOnlyList<string> Fixed(string message) =>
        FixesSha().Matches(message) is { Count: > 0 } matches ? [.. matches.Select(m => m.Groups["sha"].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal)] : [];

    private static MessageMarks Marks(string message, IReadOnlyList<GitIdentity> coAuthors)
    {
        var marks = MessageMarks.None;
        if (AgentFooter().IsMatch(message)) marks |= MessageMarks.AgentFooter;
        if (MadeWithCursor().IsMatch(message)) marks |= MessageMarks.MadeWithCursor;
        if (coAuthors.Any(c => KnownAgents.IsAutofix(c.Email))) marks |= MessageMarks.Autofix;
        return marks;
    }

    [GeneratedRegex(@"^Merge pull request #(?<n>[0-9]{1,9})\b( from [^\s/]+/(?<branch>\S+))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MergedRequest();

    [GeneratedRegex(@"\bThis\s+reverts\s+commit\s+(?<sha>[0-9a-f]{7,64})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RevertedSha();

    [GeneratedRegex(@"^[ \t>*-]*Reverts\b[^#\n]*#(?<n>[0-9]{1,9})\b", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex RevertedRequest();

    [GeneratedRegex(@"\(cherry picked from commit (?<sha>[0-9a-f]{7,64})\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex CherryPick();

    // The kernel's trailer: Fixes: 54a4f0239f2e ("KVM: MMU: make kvm_mmu_zap_page() return …"). A number alone is an issue's.
    [GeneratedRegex(@"^[ \t>*-]*Fixes:[ \t]*(commit[ \t]+)?(?<sha>[0-9a-f]{7,64})\b", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex FixesSha();

    // Not within a word, a path or an HTML entity: `owner/name#12` is an issue of another repository.
    [GeneratedRegex(@"(^|[^\w/&#])#[0-9]{1,9}\b", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();

    // The footer of Claude Code, and the kernel's Assisted-by trailer where an agent's name stands before the first colon or blank.
    [GeneratedRegex(@"^[ \t>*]*(🤖\s*)?Generated with \[?Claude Code\b|^[ \t>*]*Assisted-by:[ \t]*(claude|codex|copilot|cursor|gemini|devin|aider|amp|opencode|openhands|jules|kiro|droid)\b", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex AgentFooter();

    [GeneratedRegex(@"^[ \t>*]*Made-with:[ \t]*Cursor[ \t\r]*$", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex MadeWithCursor();
}
