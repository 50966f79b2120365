using System.Text.RegularExpressions;

namespace Shiprank.Core.Delivery.Deployments;

/// <summary>Which tags are releases (normalised-deployments.md, section 3).</summary>
public static partial class ReleaseTag
{
    private static readonly string[] PreReleases = ["-alpha", "-beta", "-rc", "-pre", "-preview", "-dev", "-nightly", "-canary", "-next"];

    /// <summary>True for a release that is no pre-release.</summary>
    public static bool IsRelease(string name)
    {
        var match = Form().Match(name);
        return match.Success && !PreReleases.Any(mark => match.Groups["rest"].Value.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }

    // The shortest prefix that fits: in v1.2.3-rc.1 the version is 1.2.3-rc.1, not 1.
    [GeneratedRegex(@"^(?:.*?[^\p{L}\p{Nd}])??v?[0-9]+(?:\.[0-9]+)*(?<rest>(?:[-+].*)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
