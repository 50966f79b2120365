using Shiprank.Core.Access;
using Shiprank.Core.Signals.Desk;
using Shiprank.Core.Signals.Review;

namespace Shiprank.Store;

/// <summary>What becomes of questions in one go.</summary>
/// <param name="Questions">As they are from now on.</param>
/// <param name="Steps">Their numbers are given by the store.</param>
/// <param name="Audit">Written into the log with them.</param>
public sealed record SignalChange(IReadOnlyList<SignalQuestion> Questions, IReadOnlyList<TakenStep> Steps, IReadOnlyList<AuditEntry> Audit)
{
    public static readonly SignalChange None = new([], [], []);
}

/// <summary>How far the telling of a step to a webhook is.</summary>
/// <param name="Place">Where the webhook leads, in digits that tell nobody.</param>
/// <param name="Tries">Times that it was not taken.</param>
/// <param name="NextAt">Not before then again; null: it is done, or given up.</param>
/// <param name="PostedAt">Null: it was not taken yet.</param>
public sealed record SignalPost(string Id, int Number, string Place, int Tries, DateTimeOffset? NextAt, DateTimeOffset? PostedAt);

/// <summary>What was drawn of a week.</summary>
/// <param name="Week">A Monday.</param>
/// <param name="WeekSeed">What it was drawn with (<see cref="ReviewDraw"/>).</param>
/// <param name="Changes">In their order; empty: the week had none.</param>
public sealed record ReviewSample(DateOnly Week, string WeekSeed, DateTimeOffset DrawnAt, IReadOnlyList<ReviewedChange> Changes);
