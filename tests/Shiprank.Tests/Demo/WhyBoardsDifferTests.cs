using Shiprank.Engine.Demo;

namespace Shiprank.Tests.Demo;

public sealed class WhyBoardsDifferTests
{
    private static readonly BoardFigures Loops = new("Gita", "an engineer whose agents run in loops", 1_043_200_000, 1, 0.29m, 60, 812.40m);
    private static readonly BoardFigures Senior = new("Caro", "a senior engineer", 410_000, 58, 44.44m, 1, 1.2m);

    [Fact]
    public void Two_sentences_put_the_figures_of_both_boards_side_by_side() =>
        Assert.Equal(
            "1.0 billion tokens, USD 812 put Gita (an engineer whose agents run in loops) first by tokens; 0.3 normalised deployments came of it, place 60 of 60 by what shipped. "
            + "44.4 normalised deployments put Caro (a senior engineer) first by what shipped, with 410,000 tokens, USD 1.20, place 58 by tokens.",
            WhyBoardsDiffer.Explain(Loops, Senior, 60));

    [Fact]
    public void Nothing_shipped_and_no_price_are_said_as_they_are()
    {
        var text = WhyBoardsDiffer.Explain(Loops with { Nd = 0, SpendUsd = null }, Senior with { SpendUsd = null }, 60);
        Assert.Contains("first by tokens; no normalised deployments came of it", text, StringComparison.Ordinal);
        Assert.DoesNotContain("USD", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_person_on_top_of_both_boards_is_no_contrast()
    {
        var text = WhyBoardsDiffer.Explain(Senior with { TokenRank = 1 }, Senior with { TokenRank = 1 }, 60);
        Assert.StartsWith("Caro (a senior engineer) is first on both boards", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split(". ").Length);
    }

    [Fact]
    public void A_name_stands_alone_when_no_role_is_known() =>
        Assert.Contains("put Gita first by tokens", WhyBoardsDiffer.Explain(Loops with { Phrase = "" }, Senior, 60), StringComparison.Ordinal);
}
