using Shiprank.Core.Organisation;

namespace Shiprank.Core.Signals;

/// <summary>Where news of questions are posted, signed with a secret that the receiver knows too.</summary>
/// <param name="Url">An https address.</param>
public sealed record SignalWebhook(string Url, SecretPlaces Secret);

/// <param name="PerWeek">Changes of each week that are drawn; 0: none.</param>
/// <param name="Seed">What the draw is made with; empty: nothing is drawn.</param>
public sealed record ReviewSettings(int PerWeek, string Seed)
{
    public static readonly ReviewSettings None = new(0, "");

    public bool IsOn => PerWeek > 0 && Seed.Length > 0;
}
