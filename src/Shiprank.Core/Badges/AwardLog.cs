namespace Shiprank.Core.Badges;

/// <summary>Stored as smallint: values never change.</summary>
public enum AwardStep : short
{
    Issued = 0,
    Expired = 1,
    Revoked = 2,

    /// <summary>What had revoked it was taken back.</summary>
    Restored = 3,

    /// <summary>The facts are told otherwise now: it was never earned, or its figures are others.</summary>
    Restated = 4,
}

/// <summary>An award as it was told last.</summary>
/// <param name="Number">From 0, each once for ever: its place in the list that tells which credentials hold no more.</param>
public sealed record ToldAward(Award Award, long Number);

/// <param name="At">When the run that told it was made.</param>
public sealed record AwardEvent(DateTimeOffset At, HolderKind Kind, string Holder, string Badge, string Subject, AwardStep Step, string Reason);

/// <summary>Compares what a run judges with what was told before. What was told once stays in the log, and never vanishes without a word.</summary>
public static class AwardLog
{
    private const string NoMore = "the facts are told otherwise now";

    /// <param name="judged">Of the run.</param>
    /// <param name="asOf">Of the run. A run as of an earlier moment takes nothing back that was told of a later one.</param>
    /// <param name="at">When the run is told.</param>
    /// <returns>All awards as they are told now, in the order of their numbers, and what is new about them.</returns>
    public static (IReadOnlyList<ToldAward> Awards, IReadOnlyList<AwardEvent> Events) Merge(IReadOnlyList<ToldAward> told, IReadOnlyList<Award> judged, DateTimeOffset asOf, DateTimeOffset at)
    {
        var events = new List<AwardEvent>();
        var now = judged.ToDictionary(a => a.Key, StringComparer.Ordinal);
        var awards = told.Select(t => t with { Award = now.TryGetValue(t.Award.Key, out var award) ? Taken(t.Award, award, asOf, at, events) : Missed(t.Award, asOf, at, events) }).ToList();
        var known = told.Select(t => t.Award.Key).ToHashSet(StringComparer.Ordinal);
        var next = told.Count == 0 ? 0 : told.Max(t => t.Number) + 1;
        foreach (var award in judged.Where(a => !known.Contains(a.Key)).OrderBy(a => a.IssuedAt).ThenBy(a => a.Key, StringComparer.Ordinal))
        {
            awards.Add(new(award, next++));
            events.Add(Event(award, at, AwardStep.Issued, ""));
            if (Step(award.State) is { } step) events.Add(Event(award, at, step, award.Revoked?.Reason ?? ""));
        }

        return (awards, events);
    }

    private static Award Taken(Award before, Award now, DateTimeOffset asOf, DateTimeOffset at, List<AwardEvent> events)
    {
        if (before.Revoked?.At > asOf || (before.State == AwardState.Expired && before.ExpiresAt > asOf)) return before;

        // The moment of a reason without a deed is that of the first run that saw it.
        if (before.Revoked is { By: null } && now.Revoked is { By: null }) now = now with { Revoked = before.Revoked };
        if (before.State != now.State) events.Add(Event(now, at, Step(now.State) ?? AwardStep.Restored, now.Revoked?.Reason ?? ""));
        else if (before.Revoked != now.Revoked || before.Rate != now.Rate || before.ExpiresAt != now.ExpiresAt) events.Add(Event(now, at, AwardStep.Restated, now.Revoked?.Reason ?? ""));
        return now;
    }

    private static Award Missed(Award before, DateTimeOffset asOf, DateTimeOffset at, List<AwardEvent> events)
    {
        if (before.State == AwardState.Revoked || before.IssuedAt > asOf) return before;
        events.Add(Event(before, at, AwardStep.Restated, NoMore));
        return before with { State = AwardState.Revoked, Revoked = new(at, NoMore, null, null) };
    }

    private static AwardStep? Step(AwardState state) => state switch
    {
        AwardState.Revoked => AwardStep.Revoked,
        AwardState.Expired => AwardStep.Expired,
        _ => null,
    };

    private static AwardEvent Event(Award award, DateTimeOffset at, AwardStep step, string reason) => new(at, award.Kind, award.Holder, award.Badge, award.Subject, step, reason);
}
