using Shiprank.Cli;
using Shiprank.Engine.Proof;
using Shiprank.Engine.Proof.Paper;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Proof;

public sealed class ProofCommandTests
{
    [Fact]
    public void An_unknown_attack_is_refused_with_those_that_there_are()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCode.Usage, run.Run("proof", "--short", "--attack", "A99"));
        Assert.Contains("there is no attack 'A99'", run.Error, StringComparison.Ordinal);
        Assert.Contains("A6.copied-blocks", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_says_its_seed_version_and_what_pays()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCode.Ok, run.Run("proof", "--short", "--seeds", "1", "--people", "30", "--seed", "7", "--attack", "a1", "--write", "out"));
        Assert.Contains("seed 7, 1 world of 30 people, shiprank ", run.Out, StringComparison.Ordinal);
        Assert.Contains("ND, policy-1: no attack buys ten points for less than honest work does", run.Out, StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(Path.Combine(run.Folder, "out", "proof-lift.svg")), StringComparison.Ordinal);
        Assert.Contains("Seed 7, 1 worlds of 30 people", File.ReadAllText(Path.Combine(run.Folder, "out", "proof.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_ships_is_there_without_a_run()
    {
        using var run = new CliRun();
        Assert.Equal(ExitCode.Ok, run.Run("proof", "--shipped", "--json"));
        Assert.Equal(ShippedProof.Report.Seeds, run.Document.GetProperty("seeds").GetInt32());
        Assert.Equal(ProofOptions.AttackNames, run.Document.GetProperty("attacks").EnumerateArray().Select(a => a.GetProperty("key").GetString()));
    }

    [Fact]
    public void The_paper_is_made_of_the_proof_that_ships()
    {
        Assert.Equal(ProofPaper.Of(ShippedProof.Report), SourceTree.Read("docs/concepts/proof.md"));
        Assert.All(ProofPlots.All(ShippedProof.Report), p => Assert.Equal(p.Svg, SourceTree.Read($"docs/concepts/{p.File}")));
    }
}
