using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <summary>Days of people's usage that an open question is about whose rule says that they leave the board of activity.</summary>
public sealed class QuestionedDays
{
    public static readonly QuestionedDays None = new([]);

    private readonly HashSet<(string Person, DateOnly Day)> days;

    private QuestionedDays(HashSet<(string, DateOnly)> days) => this.days = days;

    public bool IsEmpty => days.Count == 0;

    public static QuestionedDays Of(IStore store, CancellationToken cancel = default) =>
        Of(store.ReadSignals(cancel), SignalCatalogue.All.Where(d => d.Rule.LeavesActivityBoard).Select(d => d.Rule.Id).ToHashSet(StringComparer.Ordinal));

    /// <param name="leaving">Ids of the rules that say so.</param>
    public static QuestionedDays Of(IEnumerable<SignalQuestion> questions, IReadOnlySet<string> leaving) =>
        new([.. questions.Where(q => q.IsOpen && leaving.Contains(q.Finding.Rule)).SelectMany(q => q.People.SelectMany(p => Days(q.Finding).Select(d => (p, d))))]);

    public bool Has(string person, DateOnly day) => days.Contains((person, day));

    private static IEnumerable<DateOnly> Days(Finding finding) =>
        finding.Days.Count > 0 ? finding.Days : Enumerable.Range(0, finding.Last.DayNumber - finding.First.DayNumber + 1).Select(finding.First.AddDays);
}
