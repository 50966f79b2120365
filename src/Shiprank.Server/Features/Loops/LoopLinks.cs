using Shiprank.Core.Caps.Runs;
using Shiprank.Engine.Loops;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Loops;

/// <summary>Small words and addresses of the pages about loops.</summary>
internal static class LoopLinks
{
    public static string Run(LoopRun run) => $"/loops/{run.Mark}";

    /// <summary>Tool and repository.</summary>
    public static string Where(CapRun run) => string.Join(" · ", new[] { run.Agent, run.Repository }.Where(t => t.Length > 0));

    /// <summary>An estimate has no cents from ten dollars on: <c>$86</c>.</summary>
    public static string Estimate(decimal? usd) => usd is { } much && much >= 10 ? $"${much.ToString("#,##0", System.Globalization.CultureInfo.InvariantCulture)}" : Figures.Money(usd);

    public static string Interval(decimal lo, decimal hi) => Figures.Interval(lo, hi, Estimate);
}
