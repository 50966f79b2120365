using Shiprank.Core.Delivery;
using Shiprank.Core.Score;
using Shiprank.Engine.Proof;
using Shiprank.Engine.Proof.Attacks;
using Shiprank.Engine.Proof.Boards;
using Shiprank.Engine.Proof.Measures;
using Shiprank.Engine.Proof.World;

namespace Shiprank.Tests.Proof;

public sealed class WorldTests
{
    [Fact]
    public void The_same_seed_gives_the_same_histories_and_another_seed_others()
    {
        static List<string> Shas(string seed) => [.. ProofWorld.Make(seed, 20).Teams.SelectMany(t => Historian.Play(t).History.FirstParents)];

        Assert.Equal(Shas("a"), Shas("a"));
        Assert.Empty(Shas("a").Intersect(Shas("b"), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_patch_deletes_what_stands_there()
    {
        foreach (var scene in ProofWorlds.Small.Teams.Append(Everything()))
        {
            var played = Historian.Play(scene);
            var files = new Dictionary<string, List<LineText>>(StringComparer.Ordinal);
            foreach (var patch in played.History.Commits.Select(c => played.Patches[c.Sha]))
            {
                foreach (var file in patch.Files) Apply(files, file);
            }

            Assert.Equal(played.History.FirstParents, played.History.Commits.Select(c => c.Sha));
            Assert.True(played.History.Commits.Zip(played.History.Commits.Skip(1)).All(p => p.First.CommittedAt <= p.Second.CommittedAt));
        }
    }

    [Fact]
    public void Honest_worlds_come_out_as_they_were_aimed()
    {
        var honest = HonestFigures.Of([.. Enumerable.Range(0, 3).SelectMany(i => ProofWorld.Make($"aims {i}", 100).Teams).Select(t => ScoredTeam.Of(t, [Policy.One]))]);

        Assert.InRange(honest.MergeRate, Calibration.Merged - 0.02, Calibration.Merged + 0.02);
        Assert.InRange(honest.Dead, Calibration.Dead - 0.04, Calibration.Dead + 0.04);
        Assert.InRange(honest.AgentLines, Calibration.AgentLines - 0.05, Calibration.AgentLines + 0.05);
        Assert.InRange(honest.FailureRate, Calibration.FailureRate - 0.025, Calibration.FailureRate + 0.02);
        Assert.InRange(honest.MergeHours, Calibration.MergeHours - 0.5, Calibration.MergeHours + 0.5);
        Assert.InRange(honest.Adoption, Calibration.Adoption - 0.1, Calibration.Adoption + 0.1);
        Assert.True(honest.ValueDelivered > 0.98);
    }

    [Fact]
    public void Teams_scored_one_by_one_are_what_the_engine_makes_of_all_at_once()
    {
        var played = ProofWorlds.Small.Teams.Select(Historian.Play).ToList();
        var patches = played.SelectMany(p => p.Patches).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);
        var inputs = played.ConvertAll(p => p.Input(Policy.One));
        var all = ScoreEngine.Compute(inputs[0] with
        {
            Organisation = inputs[0].Organisation with
            {
                Repositories = [.. inputs.SelectMany(i => i.Organisation.Repositories)],
                People = [.. inputs.SelectMany(i => i.Organisation.People)],
                Teams = [.. inputs.SelectMany(i => i.Organisation.Teams)],
            },
            Histories = [.. inputs.SelectMany(i => i.Histories)],
            Patches = (_, commits) => commits.Select(c => patches[c.Sha]),
            Events = new() { Requests = [.. inputs.SelectMany(i => i.Events.Requests)], Deployments = [.. inputs.SelectMany(i => i.Events.Deployments)], Incidents = [.. inputs.SelectMany(i => i.Events.Incidents)] },
            Sessions = [.. inputs.SelectMany(i => i.Sessions)],
            Edits = inputs.SelectMany(i => i.Edits),
        });

        var one = inputs.SelectMany(i => ScoreEngine.Compute(i).Cells).ToDictionary(c => (c.Service, c.Day, c.Person), c => (c.S, c.Nd));
        Assert.Empty(all.Problems);
        Assert.Equal(one.Count, all.Cells.Count);
        Assert.All(all.Cells, c => Assert.Equal(one[(c.Service, c.Day, c.Person)], (c.S, c.Nd)));
    }

    /// <summary>All attacks of one person one upon the other: the hardest history to keep straight.</summary>
    private static TeamScene Everything()
    {
        var (scene, who) = ProofWorlds.Gamer;
        foreach (var attack in AttackBook.All.Where(a => a.Key is "A6" or "A6.move-in-two" or "A6.rewrite" or "A14.drip")) scene = attack.Apply(scene, who, Math.Min(5, attack.Most(scene, who))) with { };
        return scene with { Plans = [.. scene.Plans.GroupBy(p => p.Number).Select(g => g.First())] };
    }

    private static void Apply(Dictionary<string, List<LineText>> files, FilePatch file)
    {
        var old = file.OldPath is { } path ? files[path] : [];
        List<LineText> now = [];
        var from = 0;
        foreach (var hunk in file.Hunks)
        {
            var at = hunk.OldCount == 0 ? hunk.OldStart : hunk.OldStart - 1;
            now.AddRange(old.GetRange(from, at - from));
            Assert.Equal(file.Deleted(hunk).ToArray(), old.GetRange(at, hunk.OldCount));
            Assert.Equal(hunk.NewStart, hunk.NewCount == 0 ? now.Count : now.Count + 1);
            now.AddRange(file.Added(hunk).ToArray());
            from = at + hunk.OldCount;
        }

        now.AddRange(old.GetRange(from, old.Count - from));
        files[file.NewPath!] = now;
    }
}
