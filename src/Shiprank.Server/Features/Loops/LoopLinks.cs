using Shiprank.Core.Caps.Runs;
using Shiprank.Engine.Loops;

namespace Shiprank.Server.Features.Loops;

/// <summary>Small words and addresses of the pages about loops.</summary>
internal static class LoopLinks
{
    public static string Run(LoopRun run) => $"/loops/{run.Mark}";

    /// <summary>Tool and repository.</summary>
    public static string Where(CapRun run) => string.Join(" · ", new[] { run.Agent, run.Repository }.Where(t => t.Length > 0));

    /// <summary>An estimate has no cents from ten dollars on.</summary>
    public static decimal Rounded(decimal usd) => usd >= 10 ? decimal.Round(usd, 0) : usd;
}
