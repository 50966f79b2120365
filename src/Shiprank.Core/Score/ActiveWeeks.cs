using Shiprank.Core.Attribution;

namespace Shiprank.Core.Score;

/// <summary>Weeks (by their Monday, UTC) in which a person merged or reviewed something (normalised-deployments.md, section 7).</summary>
internal sealed class ActiveWeeks(PeopleDirectory people)
{
    private readonly SortedDictionary<string, HashSet<DateOnly>> weeks = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> ByPerson =>
        weeks.ToDictionary(w => w.Key, IReadOnlySet<DateOnly> (w) => w.Value, StringComparer.Ordinal);

    public void Add(RepositoryScorer scorer)
    {
        foreach (var change in scorer.Changes)
        {
            foreach (var person in scorer.Facts.AuthorsOf(change)) Add(person, change.At);
            foreach (var approval in change.Request?.Approvals ?? [])
            {
                if (people.Named(approval.Person) is { IsPerson: true } reviewer) Add(reviewer.Id, approval.At);
            }
        }
    }

    private void Add(string person, DateTimeOffset at)
    {
        if (!weeks.TryGetValue(person, out var set)) weeks[person] = set = [];
        set.Add(IsoWeek.Monday(at));
    }
}
