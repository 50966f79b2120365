namespace Shiprank.Engine.Demo.History.Scenes;

/// <summary>What happens in a repository by plan and not by chance, so that every fate of a change and of spend is there to be seen.</summary>
internal sealed class Scenes
{
    /// <summary>A shorter history has no room for them.</summary>
    private const int FewestWeeks = 4;

    /// <summary>The change with the longest story, as <c>shiprank change</c> takes it; null until it has landed, and in other repositories.</summary>
    public string? LongStory { get; set; }

    public static Scenes Plan(Site site, Releases releases)
    {
        var scenes = new Scenes();
        if (site.Options.Weeks < FewestWeeks) return scenes;
        var stage = new Stage(site);
        switch (site.Repository.Name)
        {
            case "ledger":
                new CaptureStory(site, stage, releases, scenes).Plan();
                new Replaced(site, stage).Plan("billing", 0, AgentTool.Codex, "src/main/java/com/northwind/billing/dunning/", "BIL", "dunning letters by segment");
                new LastFriday(site, stage, releases).PlanRollback("payments", AgentTool.ClaudeCode, "src/main/java/com/northwind/payments/hotfix/", "PAY");
                break;
            case "shop":
                new Replaced(site, stage).Plan("checkout", 1, AgentTool.ClaudeCode, "api/Ranking/", "CHK", "coupon ranking by margin");
                new LateRevert(site, stage).Plan("checkout", 0, "api/Vouchers/", "CHK", "the voucher balance in the basket");
                new LastFriday(site, stage, releases).PlanMerge("checkout", AgentTool.ClaudeCode, "api/Weekend/", "CHK");
                break;
        }

        return scenes;
    }
}
