using Shiprank.Core.Organisation;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Changes;

/// <summary>
/// Whose cost of a single change is shown: only where everybody with a part in it, by lines or by sessions, shares their row (or the organisation
/// shows all). A cost that is not shown is shown nowhere: not in a list, an order, a filter, a sum of a list, a story or an export.
/// </summary>
public sealed class ChangeCostRule
{
    private readonly SharedNames names;
    private readonly bool all;
    private readonly Lazy<ILookup<(string Repository, string Sha), string>> spenders;

    public ChangeCostRule(Standing standing)
    {
        var organisation = standing.Workspace.Organisation;
        (names, all) = (new(organisation), organisation.Privacy.ChangeCosts == ChangeCosts.All);
        spenders = new(standing.Spend.PeopleOfChanges);
    }

    /// <param name="people">Ids of those with a part of its lines.</param>
    /// <returns>How many people keep the cost from being shown; 0: it is shown.</returns>
    public int Hiding(string repository, string sha, IEnumerable<string> people) =>
        all ? 0 : people.Concat(spenders.Value[(repository, sha)]).Distinct(StringComparer.Ordinal).Count(p => !names.Shows(p));

    public static string Sentence(int hiding) => hiding == 1 ? "not shown: 1 person with a part in it doesn’t share" : $"not shown: {hiding} people with a part in it don’t share";
}
