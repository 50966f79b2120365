using Shiprank.Core.Badges;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Badges;

/// <summary>An award with its badge.</summary>
/// <param name="Number">Its place in the status list; null while no run has told it.</param>
public sealed record HeldAward(BadgeDefinition Badge, Award Award, long? Number)
{
    public bool IsEarned => Award.State == AwardState.Earned;
}

/// <summary>
/// All awards of a standing: those that it judges, and those that an earlier run told and that are judged no more, which are revoked. Pages, API,
/// command line and credentials read this and nothing else.
/// </summary>
public sealed class AwardBook
{
    private readonly ILookup<(HolderKind Kind, string Holder), HeldAward> byHolder;

    private AwardBook(IReadOnlyList<HeldAward> all) => (All, byHolder) = (all, all.ToLookup(a => (a.Award.Kind, a.Award.Holder)));

    /// <summary>In the order of definitions, then of issue, the latest first.</summary>
    public IReadOnlyList<HeldAward> All { get; }

    public static AwardBook Of(Standing standing, IStore store, CancellationToken cancel = default)
    {
        var definitions = standing.Workspace.Organisation.Badges.Definitions.Select((d, i) => (Definition: d, Place: i)).ToDictionary(d => d.Definition.Id, StringComparer.Ordinal);
        var told = store.ReadAwards(cancel).ToDictionary(t => t.Award.Key, StringComparer.Ordinal);
        var judged = standing.Awards;
        var now = judged.Select(a => a.Key).ToHashSet(StringComparer.Ordinal);
        return new(
        [
            .. judged.Select(a => (Award: a, told.GetValueOrDefault(a.Key)?.Number))
                .Concat(told.Values.Where(t => !now.Contains(t.Award.Key) && t.Award.State == AwardState.Revoked && t.Award.Revoked?.At <= standing.AsOf).Select(t => (t.Award, (long?)t.Number)))
                .Where(a => definitions.ContainsKey(a.Award.Badge))
                .OrderBy(a => definitions[a.Award.Badge].Place).ThenByDescending(a => a.Award.IssuedAt).ThenBy(a => a.Award.Holder, StringComparer.Ordinal).ThenBy(a => a.Award.Subject, StringComparer.Ordinal)
                .Select(a => new HeldAward(definitions[a.Award.Badge].Definition, a.Award, a.Item2)),
        ]);
    }

    public IEnumerable<HeldAward> Of(HolderKind kind, string holder) => byHolder[(kind, holder)];
}
