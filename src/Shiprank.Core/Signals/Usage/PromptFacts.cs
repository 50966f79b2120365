using Shiprank.Core.Signals.Usage.Statistics;
using Shiprank.Core.Usage.Marks;

namespace Shiprank.Core.Signals.Usage;

/// <summary>What is known of a subject's prompts.</summary>
/// <param name="Prompts">Those that are long enough to be told apart.</param>
/// <param name="Alike">Those in the largest group of near-duplicates.</param>
/// <param name="Groups">Groups of near-duplicates, of two prompts or more.</param>
/// <param name="Days">Days on which the largest group has prompts, in order.</param>
public sealed record PromptFacts(int Prompts, int Alike, int Groups, IReadOnlyList<(DateOnly Day, int Alike)> Days)
{
    /// <summary>Shorter prompts (<c>go on</c>, <c>run the tests</c>) are alike in everybody's use.</summary>
    public const int LeastLetters = 40;

    public static readonly PromptFacts None = new(0, 0, 0, []);

    public double Share => Prompts == 0 ? 0 : (double)Alike / Prompts;

    /// <param name="marks">Of one subject, in any order.</param>
    public static PromptFacts Of(IEnumerable<PromptMark> marks)
    {
        List<PromptMark> told = [.. marks.Where(m => m.Letters >= LeastLetters)];
        if (told.Count == 0) return None;
        var groups = NearDuplicates.Of(told);
        var days = groups[0].GroupBy(i => DateOnly.FromDateTime(told[i].At.UtcDateTime)).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()));
        return new(told.Count, groups[0].Count, groups.Count(g => g.Count > 1), [.. days]);
    }
}
