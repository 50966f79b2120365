using Shiprank.Core.Score;
using Shiprank.Engine.Proof.Attacks;
using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Tests.Proof;

/// <summary>Small worlds, made once.</summary>
internal static class ProofWorlds
{
    private static readonly Lazy<ProofWorld> small = new(() => ProofWorld.Make("tests", 40));

    public static ProofWorld Small => small.Value;

    /// <summary>The ordinary user of agents with the most merged changes.</summary>
    public static (TeamScene Scene, int Who) Gamer { get; } = Small.Teams.SelectMany(t => t.People.Select(p => (Scene: t, Person: p)))
        .Where(x => x.Person is { Archetype: Archetype.Ordinary, UsesAgents: true })
        .OrderByDescending(x => x.Scene.MergedOf(x.Person.Index).Count()).Select(x => (x.Scene, x.Person.Index)).First();

    public static Attack Named(string key) => Assert.Single(AttackBook.All, a => a.Key == key);

    /// <summary>ND of the gamer over all time after so many steps.</summary>
    public static decimal Nd(string attack, int steps, Policy policy) =>
        ScoredTeam.Of(Named(attack).Apply(Gamer.Scene, Gamer.Who, steps), [policy]).Scores[0].Cells.Where(c => c.Person == Gamer.Scene.Person(Gamer.Who).Id).Sum(c => c.Nd);

    public static decimal HonestNd(Policy policy) => ScoredTeam.Of(Gamer.Scene, [policy]).Scores[0].Cells.Where(c => c.Person == Gamer.Scene.Person(Gamer.Who).Id).Sum(c => c.Nd);
}
