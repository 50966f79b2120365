using System.Text;
using Shiprank.Core.Score;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Proof;

namespace Shiprank.Tests.Proof;

/// <summary>A small proof, run for real.</summary>
public sealed class ProverTests
{
    private static readonly Lazy<ProofReport> proof = new(Run);

    [Fact]
    public void Tokens_buy_kirorank_for_a_few_dollars_and_move_nothing_of_ours()
    {
        var loop = Assert.Single(proof.Value.Attacks, a => a.Key == "A1");

        Assert.InRange(loop.Outcomes[Board("kiro-rank")].TenFrom50!.Value, 0.01m, 20);
        Assert.True(loop.Outcomes[Board("kiro-rank")].Margin < 0.1m);
        foreach (var ours in new[] { "nd/policy-1", "nd/policy-2" })
        {
            Assert.Null(loop.Outcomes[Board(ours)].TenFrom50);
            Assert.All(loop.Outcomes[Board(ours)].Lift, l => Assert.Equal(0, l.Mean));
            Assert.Equal(0, loop.Outcomes[Board(ours)].HonestMoved);
        }
    }

    [Fact]
    public void Copies_are_cheap_by_policy_1_and_not_by_policy_2()
    {
        var copies = Assert.Single(proof.Value.Attacks, a => a.Key == "A6.copied-blocks");

        Assert.True(copies.Outcomes[Board("nd/policy-1")].Margin < 1);
        Assert.True(copies.Outcomes[Board("nd/policy-2")].MostLift < copies.Outcomes[Board("nd/policy-1")].MostLift / 2);
    }

    [Fact]
    public void The_table_holds_together()
    {
        var report = proof.Value;
        Assert.True(report.HonestWork.IsHonest);
        Assert.All(report.Attacks, attack =>
        {
            Assert.Equal(report.Boards.Select(b => b.Id), attack.Outcomes.Select(o => o.Board));
            Assert.Equal(attack.Spent.Order(), attack.Spent);
            Assert.All(attack.Spent.Zip(report.Budgets), s => Assert.True(s.First <= s.Second));
            Assert.All(attack.Outcomes, outcome =>
            {
                Assert.Equal(report.Budgets.Count, outcome.Lift.Count);
                Assert.Equal(outcome.TenFrom50 is null, outcome.MostLift < 10);
                if (outcome.TenFrom50 is { } ten) Assert.Contains(ten, attack.Spent);
                if (outcome.Margin is { } margin) Assert.Equal(decimal.Round(outcome.TenFrom50!.Value / report.HonestWork.Outcomes.First(o => o.Board == outcome.Board).TenFrom50!.Value, 4), margin);
            });
        });
        Assert.All(report.Boards, b => Assert.InRange(b.Fidelity.Mean, -1, 1));
        Assert.True(report.Boards[Board("nd/policy-1")].Fidelity.Mean > report.Boards[Board("kiro-rank")].Fidelity.Mean);
        Assert.All(report.Curves, c => Assert.All(c.Heights, h => Assert.InRange(h, 0, 1)));
    }

    [Fact]
    public void The_same_options_give_the_same_document_on_any_number_of_threads() => Assert.Equal(Text(proof.Value), Text(Run()));

    [Fact]
    public void A_document_read_again_is_the_same()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(Text(proof.Value)));
        Assert.Equal(Text(proof.Value), Text(ProofDocument.Read(stream)));
    }

    private static int Board(string id) => proof.Value.Boards.Select((b, i) => (b.Id, i)).First(x => x.Id == id).i;

    private static ProofReport Run() => Prover.Run(
        ProofOptions.Short with { Seeds = 2, People = 40, WideSeeds = 1, Budgets = [8, 64, 512, 8192], Attacks = ["A1", "A6.copied-blocks"], Policies = [Policy.One, Policy.Two] }, "test", null, CancellationToken.None);

    private static string Text(ProofReport report)
    {
        using var stream = new MemoryStream();
        ProofDocument.Write(stream, report);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
