namespace Shiprank.Store;

/// <summary>Days of a person that belong to a team or that a cost centre pays for. Both ends belong to it; null is open.</summary>
/// <param name="Group">Id of the team, or the cost centre.</param>
public sealed record PersonSpan(string Person, string Group, DateOnly? From, DateOnly? To)
{
    /// <summary>Spans that never overlap: of two for one person and day the first listed has it. Ends after this are exclusive.</summary>
    internal static List<(string Person, string Group, DateOnly From, DateOnly End)> Disjoint(IReadOnlyList<PersonSpan> spans)
    {
        var result = new List<(string Person, string Group, DateOnly From, DateOnly End)>();
        foreach (var person in spans.GroupBy(s => s.Person, StringComparer.Ordinal))
        {
            var taken = new List<(DateOnly From, DateOnly End)>();
            foreach (var span in person)
            {
                var end = span.To is { } last && last < DateOnly.MaxValue ? last.AddDays(1) : DateOnly.MaxValue;
                var free = Free(taken, span.From ?? DateOnly.MinValue, end);
                foreach (var (from, until) in free) result.Add((span.Person, span.Group, from, until));
                taken.AddRange(free);
            }
        }

        return result;
    }

    private static List<(DateOnly From, DateOnly End)> Free(List<(DateOnly From, DateOnly End)> taken, DateOnly from, DateOnly end)
    {
        var free = new List<(DateOnly From, DateOnly End)>();
        foreach (var (start, stop) in taken.Order())
        {
            if (from < start && from < end) free.Add((from, start < end ? start : end));
            if (stop > from) from = stop;
        }

        if (from < end) free.Add((from, end));
        return free;
    }
}
