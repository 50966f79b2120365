using Shiprank.Core.Signals.Desk;
using Shiprank.Core.Signals.Review;
using Shiprank.Store.DuckDb.SignalTables;

namespace Shiprank.Store;

/// <content>Questions that signals asked, and reviews of changes that were drawn.</content>
public sealed partial class DuckStore
{
    private long signalChanges;
    private long usageChanges;

    public long SignalChanges => Interlocked.Read(ref signalChanges);

    public long UsageChanges => Interlocked.Read(ref usageChanges);

    public IReadOnlyList<SignalQuestion> ReadSignals(CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return SignalTable.Read(reader.Connection);
    }

    public IReadOnlyList<TakenStep> ReadSignalSteps(string? id = null, CancellationToken cancel = default)
    {
        using var reader = readers.Open(cancel);
        return SignalTable.Steps(reader.Connection, id);
    }

    public IReadOnlyList<TakenStep> ChangeSignals(Func<IReadOnlyList<SignalQuestion>, SignalChange> change, CancellationToken cancel = default)
    {
        var changed = false;
        var steps = writer.Transact(
            connection =>
            {
                var made = change(SignalTable.Read(connection));
                changed = made.Questions.Count > 0 || made.Steps.Count > 0;
                return SignalTable.Save(connection, made);
            },
            cancel);
        if (changed) Interlocked.Increment(ref signalChanges);
        return steps;
    }

    public IReadOnlyList<SignalPost> ReadSignalPosts()
    {
        using var reader = readers.Open(CancellationToken.None);
        return SignalTable.Posts(reader.Connection);
    }

    public void PutSignalPost(SignalPost post, CancellationToken cancel = default) => writer.Transact(connection => SignalTable.Put(connection, post), cancel);

    public bool DrawReviews(ReviewSample sample, CancellationToken cancel = default)
    {
        var drawn = writer.Transact(connection => ReviewTable.Draw(connection, sample), cancel);
        if (drawn) Interlocked.Increment(ref signalChanges);
        return drawn;
    }

    public IReadOnlyList<ReviewSample> ReadReviewSamples()
    {
        using var reader = readers.Open(CancellationToken.None);
        return ReviewTable.Samples(reader.Connection);
    }

    public void AddReviewAnswer(ReviewAnswer answer, CancellationToken cancel = default)
    {
        writer.Transact(connection => ReviewTable.Answer(connection, answer), cancel);
        Interlocked.Increment(ref signalChanges);
    }

    public IReadOnlyList<ReviewAnswer> ReadReviewAnswers()
    {
        using var reader = readers.Open(CancellationToken.None);
        return ReviewTable.Answers(reader.Connection);
    }
}
