using System.Globalization;
using Shiprank.Core.Money.Modelling;

namespace Shiprank.Engine.Modelling;

/// <summary>A setup said in a few words, on a command line or in an address.</summary>
public static class SwapText
{
    /// <param name="text"><c>FROM=TO</c>, or <c>FROM=TO@SHARE</c> with a share from 0 to 1.</param>
    /// <returns>Null when it is not that.</returns>
    public static ModelSwap? Parse(string text)
    {
        if (text.Length > 400 || text.Any(char.IsControl) || text.Split('=') is not [{ Length: > 0 } from, { Length: > 0 } rest]) return null;
        var at = rest.LastIndexOf('@');
        var share = 1m;
        if (at > 0 && (!decimal.TryParse(rest.AsSpan(at + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share) || share is < 0 or > 1)) return null;
        return new(new([], [], [from]), at > 0 ? rest[..at] : rest, Estimate.Exactly(share), Estimate.One, Estimate.One, Estimate.One, Measured: false);
    }

    /// <param name="swaps">Each as <see cref="Parse"/> takes it.</param>
    public static SpendScenario Scenario(IEnumerable<string> swaps, decimal? caching, decimal? batch, decimal? growth, decimal? adoption) => new()
    {
        Name = "as asked",
        Models = [.. swaps.Select(s => Parse(s)!)],
        Caching = caching is { } read ? new(Scope.All, Estimate.Exactly(read)) : null,
        Batch = batch is { } waiting ? new(Scope.All, Estimate.Exactly(waiting), null) : null,
        Growth = Estimate.Exactly(growth ?? 0),
        Adoption = adoption is { } goal ? new(goal, Estimate.One) : null,
    };
}
