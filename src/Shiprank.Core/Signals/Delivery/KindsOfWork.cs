namespace Shiprank.Core.Signals.Delivery;

/// <summary>What somebody does, as far as changes and reviews tell: people are compared with those who do the same.</summary>
internal enum KindOfWork
{
    /// <summary>Neither: asks, designs, operates, or has just begun.</summary>
    Neither,

    /// <summary>Approves others' changes and merges none.</summary>
    Reviews,

    /// <summary>Merges changes.</summary>
    Writes,
}

internal sealed class KindsOfWork
{
    private readonly HashSet<string> writers;
    private readonly HashSet<string> reviewers;

    private KindsOfWork(DeliveryFacts facts)
    {
        writers = [.. facts.Changes.SelectMany(c => c.People)];
        reviewers = [.. facts.Changes.SelectMany(c => c.Approvals.Select(a => a.Person))];
    }

    public static KindsOfWork Of(DeliveryFacts facts) => new(facts);

    public KindOfWork Kind(string person) => writers.Contains(person) ? KindOfWork.Writes : reviewers.Contains(person) ? KindOfWork.Reviews : KindOfWork.Neither;

    public static string Phrase(KindOfWork kind) => kind switch
    {
        KindOfWork.Writes => "merge changes",
        KindOfWork.Reviews => "review and merge nothing",
        _ => "neither merge nor review",
    };
}
