using System.Text.RegularExpressions;

namespace Shiprank.Sources.Forges;

/// <summary>
/// What an incident's description links it to: shas on a line that begins with <c>Root cause</c>, <c>Caused by</c>, <c>Introduced by</c> or
/// <c>Culprit</c>, and the id on a line <c>Deployment: …</c>. Nothing else of the text is looked at, and none of it is kept.
/// </summary>
internal sealed partial record IncidentCauses(IReadOnlyList<string> Changes, string? Deployment)
{
    public static IncidentCauses Of(string description)
    {
        List<string> changes = [];
        string? deployment = null;
        foreach (var line in description.AsSpan().EnumerateLines())
        {
            if (line.Length > 1000) continue;
            var text = line.ToString();
            if (Cause().Match(text) is { Success: true } cause) changes.AddRange(Shas(cause.Groups["rest"].Value).Where(sha => !changes.Contains(sha)));
            else if (DeploymentId().Match(text) is { Success: true } named) deployment ??= named.Groups["id"].Value;
        }

        return new(changes, deployment);
    }

    // A word like "defaced" and a short number are hexadecimal too.
    private static IEnumerable<string> Shas(string text) =>
        from Match match in Sha().Matches(text)
        let sha = match.Value.ToLowerInvariant()
        where sha.Any(char.IsAsciiDigit) && (sha.Length >= 10 || sha.Any(char.IsAsciiLetter))
        select sha;

    [GeneratedRegex(@"^[\s>*_#-]*(root[ _-]?cause|caused[ _-]by|introduced[ _-]by|culprit)\b(?<rest>.*)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Cause();

    [GeneratedRegex(@"^[\s>*_-]*deployment([ _-]?id)?[*_ ]*[:=][\s*_`#]*(?<id>[\w.:/@-]{1,100})[`*_.\s]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex DeploymentId();

    [GeneratedRegex(@"\b[0-9a-f]{7,64}\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Sha();
}
