using System.Text.RegularExpressions;

namespace Shiprank.Core.Delivery;

/// <summary>Session ids that agents write into trailers (<see cref="SessionMark"/>), on any line of the message.</summary>
internal static partial class SessionTrailers
{
    public static IReadOnlyList<SessionMark> Read(string message)
    {
        OrderedDictionary<SessionMark, bool>? found = null;
        foreach (Match line in Line().Matches(message))
        {
            var value = line.Groups["value"].Value;
            SessionMark? mark = line.Groups["key"].Value.ToLowerInvariant() switch
            {
                "copilot-session" when LastUuid(value) is { } id => new("copilot", id),
                "agent-logs-url" when LastUuid(value) is { } id => new("copilot", id),
                "claude-session" when ClaudeId(value) is { } id => new("claude-code", id),
                "amp-thread-id" when LastUuid(value) is { } id => new("amp", $"T-{id}"),
                "entire-checkpoint" when Checkpoint().IsMatch(value) => new("entire", value.ToLowerInvariant()),
                _ => null,
            };
            if (mark is { } known) (found ??= []).TryAdd(known, true);
        }

        return found is null ? [] : [.. found.Keys];
    }

    private static string? LastUuid(string value) => Uuid().Matches(value) is { Count: > 0 } ids ? ids[^1].Value.ToLowerInvariant() : null;

    private static string? ClaudeId(string value) => WebSession().Match(value) is { Success: true } session ? session.Value : LastUuid(value);

    [GeneratedRegex(@"^[ \t>*]*(?<key>Copilot-Session|Agent-Logs-Url|Claude-Session|Amp-Thread-ID|Entire-Checkpoint):[ \t]*(?<value>[^\s]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Line();

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Uuid();

    [GeneratedRegex("session_[0-9A-Za-z]+", RegexOptions.CultureInvariant)]
    private static partial Regex WebSession();

    [GeneratedRegex("^[0-9a-f]{12}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Checkpoint();
}
