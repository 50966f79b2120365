using System.Text.Json;
using Microsoft.Playwright;

namespace Shiprank.Server.Tests.Browser;

/// <summary>axe-core over the page as it is: WCAG 2.0 to 2.2, A and AA.</summary>
internal static class Axe
{
    private const string Audit = """
        async () => {
          const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] });
          return JSON.stringify(found.violations.filter(v => v.impact === 'serious' || v.impact === 'critical').flatMap(v => v.nodes.map(n => `${v.id} (${v.impact}): ${n.target.join(' ')}: ${n.failureSummary.replace(/\s+/g, ' ')}`)));
        }
        """;

    private static readonly Lazy<string> script = new(() => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "axe.min.js")));

    /// <returns>Serious and critical findings.</returns>
    public static async Task<IReadOnlyList<string>> Run(IPage page)
    {
        // Through the debugger, which the page's policy does not bind.
        await page.EvaluateAsync(script.Value);
        return JsonSerializer.Deserialize<List<string>>(await page.EvaluateAsync<string>(Audit))!;
    }
}
