namespace Shiprank.Core.Usage.Marks;

/// <summary>
/// What is kept of a prompt: that there was one, when, how long it was, and 16 keyed hashes by which near-duplicates are found
/// (<see cref="Signals.Usage.Statistics.MinHash"/>). Never its text.
/// </summary>
/// <param name="Session">As in <see cref="UsageRow.Session"/>.</param>
/// <param name="Letters">Of the text as it is compared, at most as many as are looked at.</param>
public sealed record PromptMark(string Tool, string Session, DateTimeOffset At, int Letters, IReadOnlyList<uint> Bands)
{
    public bool Equals(PromptMark? other) =>
        other is not null && Tool == other.Tool && Session == other.Session && At == other.At && Letters == other.Letters && Bands.SequenceEqual(other.Bands);

    public override int GetHashCode() => HashCode.Combine(Tool, Session, At, Letters, Bands.Count > 0 ? Bands[0] : 0);
}
