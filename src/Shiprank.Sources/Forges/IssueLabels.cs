using System.Text.RegularExpressions;

namespace Shiprank.Sources.Forges;

/// <summary>
/// What an issue's labels say. A label is read in parts at <c>:</c>, <c>/</c> and <c>=</c>, without case: <c>incident</c>, <c>type::incident</c>,
/// <c>sev1</c>, <c>severity:high</c>, <c>P2</c>, <c>service/shop-api</c>, <c>workflow::in progress</c>.
/// </summary>
/// <param name="Severity">1 … 5, the worst that a label names; null when none does.</param>
internal sealed partial record IssueLabels(bool IsIncident, int? Severity, string? Service, bool InProgress)
{
    private static readonly char[] separators = [':', '/', '='];
    private static readonly string[] progress = ["in progress", "in-progress", "in_progress", "doing", "wip", "started"];

    public static IssueLabels Of(IEnumerable<string> labels)
    {
        var read = new IssueLabels(false, null, null, false);
        foreach (var label in labels)
        {
            var parts = label.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (parts.Length == 0) continue;
            read = read with
            {
                IsIncident = read.IsIncident || parts.Contains("incident", StringComparer.OrdinalIgnoreCase),
                Severity = Worst(read.Severity, SeverityOf(parts)),
                Service = read.Service ?? (parts.Length > 1 && parts[^2].Equals("service", StringComparison.OrdinalIgnoreCase) ? parts[^1] : null),
                InProgress = read.InProgress || progress.Contains(parts[^1], StringComparer.OrdinalIgnoreCase),
            };
        }

        return read;
    }

    /// <summary>1 critical, 2 high, 3 medium, 4 low; null for every other word.</summary>
    public static int? SeverityWord(string? word) => word?.ToLowerInvariant() switch
    {
        "critical" => 1,
        "high" or "major" => 2,
        "medium" or "moderate" => 3,
        "low" or "minor" => 4,
        _ => null,
    };

    private static int? Worst(int? a, int? b) => a is null ? b : b is null ? a : Math.Min(a.Value, b.Value);

    private static int? SeverityOf(string[] parts)
    {
        if (Numbered().Match(parts[^1]) is { Success: true } numbered) return Math.Clamp(int.Parse(numbered.Groups["n"].ValueSpan), 1, 5);
        if (parts.Length < 2 || !Scope().IsMatch(parts[^2])) return null;
        return parts[^1] is [>= '0' and <= '5' and var digit] ? Math.Max(1, digit - '0') : SeverityWord(parts[^1]);
    }

    [GeneratedRegex("^(sev|severity|s|p|priority)[-_ ]?(?<n>[0-5])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Numbered();

    [GeneratedRegex("^(sev|severity|priority)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Scope();
}
