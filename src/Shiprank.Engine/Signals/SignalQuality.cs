using Shiprank.Core.Signals.Desk;

namespace Shiprank.Engine.Signals;

/// <summary>Whether the rules are any good, by what became of questions. It names nobody; people's questions are in it where enough people were asked.</summary>
/// <param name="Asked">Questions that it is about.</param>
/// <param name="Answered">Of them, those that have or had an answer.</param>
/// <param name="Withdrawn">Disputed or withdrawn of the answered, with Wilson's 95 % interval; null: none is answered.</param>
/// <param name="Cleared">Evidence gone.</param>
/// <param name="Median">From being asked to the answer; null: none.</param>
/// <param name="LeftOut">True: people's questions are not in it, since fewer than a group were asked.</param>
public sealed record SignalQuality(int Asked, int Answered, int Explained, int Accepted, int Disputed, (decimal Share, decimal Lo, decimal Hi)? Withdrawn, int Cleared, TimeSpan? Median, bool LeftOut)
{
    private const double Z = 1.959963984540054;

    public static SignalQuality Of(IReadOnlyList<SignalQuestion> questions, IReadOnlyList<TakenStep> steps, int least)
    {
        var personal = questions.Where(q => q.IsPersonal).ToList();
        var few = personal.SelectMany(q => q.People).Distinct(StringComparer.Ordinal).Count() < least;
        var counted = few ? questions.Where(q => !q.IsPersonal).ToList() : [.. questions];
        var ids = counted.Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        var (explained, accepted, disputed) = (Of(counted, QuestionState.Explained), Of(counted, QuestionState.Accepted), Of(counted, QuestionState.Disputed) + Of(counted, QuestionState.Withdrawn));
        var answered = explained + accepted + disputed;
        return new(
            counted.Count, answered, explained, accepted, disputed, answered == 0 ? null : Wilson(disputed, answered), counted.Count(q => q.State == QuestionState.Cleared), Times([.. steps.Where(s => ids.Contains(s.Id))]),
            few && personal.Count > 0);
    }

    /// <summary>Wilson's score interval, 95 %.</summary>
    internal static (decimal Share, decimal Lo, decimal Hi) Wilson(int hits, int of)
    {
        var (n, p) = ((double)of, (double)hits / of);
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z / (1 + (Z * Z / n)) * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        return ((decimal)p, (decimal)Math.Max(0, middle - half), (decimal)Math.Min(1, middle + half));
    }

    private static int Of(IReadOnlyList<SignalQuestion> questions, QuestionState state) => questions.Count(q => q.Answer == state);

    private static TimeSpan? Times(IReadOnlyList<TakenStep> steps)
    {
        List<TimeSpan> waits = [];
        foreach (var question in steps.GroupBy(s => s.Id, StringComparer.Ordinal))
        {
            DateTimeOffset? asked = null;
            foreach (var step in question.OrderBy(s => s.Number))
            {
                if (step.Step is QuestionStep.Opened or QuestionStep.Reopened) asked = step.At;
                else if (step.Step is QuestionStep.Explained or QuestionStep.Disputed or QuestionStep.Accepted && asked is { } then) (waits, asked) = ([.. waits, step.At - then], null);
            }
        }

        waits.Sort();
        return waits.Count == 0 ? null : waits[waits.Count / 2];
    }
}
