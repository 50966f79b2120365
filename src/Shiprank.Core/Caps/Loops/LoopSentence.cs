using System.Globalization;

namespace Shiprank.Core.Caps.Loops;

/// <summary>What an agent, and whoever sits before it, reads about a loop that is not stopped (yet).</summary>
public static class LoopSentence
{
    /// <param name="autonomous">It will be stopped when it goes on; a person at work never is.</param>
    public static string Warning(LoopFinding finding, bool autonomous)
    {
        var what = finding.Kind switch
        {
            LoopKind.Same => string.Create(CultureInfo.InvariantCulture, $"the same call was made {finding.Calls:N0} times without anything new"),
            LoopKind.Cycle => string.Create(CultureInfo.InvariantCulture, $"a few calls go round, this one for the {finding.Calls:N0}th time, without anything new"),
            LoopKind.Errors => string.Create(CultureInfo.InvariantCulture, $"what failed {finding.Calls:N0} times is tried again"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{finding.Calls:N0} calls in a row touched no new file"),
        };
        var then = autonomous ? string.Create(CultureInfo.InvariantCulture, $"the run is stopped at {2L * finding.Limit:N0}.") : "nothing is stopped.";
        return $"Shiprank: {what}. Find out why before doing it once more; {then}";
    }
}
