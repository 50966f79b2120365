namespace Shiprank.Core.Score.Restating;

/// <summary>
/// A figure that a run had stated and a later run states otherwise (normalised-deployments.md, section 10, property 8): what, of which day,
/// from what to what and why.
/// </summary>
/// <param name="Subject"><c>nd SERVICE</c> (normalised deployments of a cell) or <c>spend FATE</c> (USD).</param>
/// <param name="Person">Id of the cell's person; null for spend.</param>
/// <param name="Day">UTC.</param>
/// <param name="OldNano">In 10⁻⁹; null when there was nothing.</param>
/// <param name="NewNano">Null when there is nothing any more.</param>
/// <param name="Closed">True when the figure had been final: its horizon had passed.</param>
public sealed record Restatement(string Subject, string? Person, DateOnly Day, long? OldNano, long? NewNano, string Cause, bool Closed)
{
    public bool IsNd => Person is not null;
}

/// <param name="At">When the run that restated it was saved.</param>
public sealed record LoggedRestatement(DateTimeOffset At, Restatement What);
