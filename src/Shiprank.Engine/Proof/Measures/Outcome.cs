namespace Shiprank.Engine.Proof.Measures;

/// <summary>What one gamer got for one bill.</summary>
/// <param name="Lift">Percentile points by board.</param>
/// <param name="Place">Percentile by board.</param>
/// <param name="Moved">Mean absolute change of the others' percentiles by board.</param>
internal sealed record Outcome(int Steps, decimal Usd, double[] Lift, double[] Place, double[] Moved);
