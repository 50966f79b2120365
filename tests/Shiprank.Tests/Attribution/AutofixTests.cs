using Shiprank.Core.Attribution;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Attribution;

public sealed class AutofixTests
{
    [Theory]
    [InlineData("Copilot <175728472+Copilot@users.noreply.github.com>", Evidence.Weak)]
    [InlineData("Copilot Autofix powered by AI <62310815+github-advanced-security[bot]@users.noreply.github.com>", Evidence.Weak)]
    [InlineData("Copilot <198982749+Copilot@users.noreply.github.com>", Evidence.Trailer)]
    public void An_accepted_suggestion_is_a_weak_mark_and_no_co_authors_trailer(string coAuthor, Evidence evidence)
    {
        var world = new World();
        var commit = world.Commit("ada", $"Add cart\n\nCo-authored-by: {coAuthor}", t => t.Write("src/cart.py", world.NewLines(5)));
        Assert.Equal(evidence, Assert.Single(world.Score().Changes, c => c.Sha == commit.Sha).Evidence);
    }
}
