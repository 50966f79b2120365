namespace Shiprank.Store;

/// <summary>A digest that went out.</summary>
/// <param name="Week">Its Monday.</param>
/// <param name="Channel">Where it went, in a form that tells nobody the address.</param>
public sealed record SentDigest(string Subject, DateOnly Week, string Channel);
