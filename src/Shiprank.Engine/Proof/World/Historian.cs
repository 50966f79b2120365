using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo;

namespace Shiprank.Engine.Proof.World;

/// <summary>
/// Plays a team's requests in the order of their merges: commits with patches that fit the files as they stand, and what forge, deployer and
/// agents tell of it. What comes out is what a sync would have read.
/// </summary>
internal sealed class Historian
{
    /// <summary>Of each so many requests one begins a new file.</summary>
    private const int NewFileOf = 4;

    private readonly TeamScene scene;
    private readonly FileTree tree;
    private readonly Dictionary<int, List<string>> touched = [];
    private readonly Dictionary<int, LineText[]> takenOut = [];
    private readonly List<Commit> commits = [];
    private readonly Dictionary<string, CommitPatch> patches = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Path, LineText[] Lines)>> written = new(StringComparer.Ordinal);

    private Historian(TeamScene scene) => (this.scene, tree) = (scene, scene.Base.Copy());

    public static PlayedTeam Play(TeamScene scene) => new Historian(scene).Play();

    private PlayedTeam Play()
    {
        Commit(scene.BasePatch.Sha, new("import", "import[bot]"), Calendar.AsOf.AddDays(-300), Calendar.AsOf.AddDays(-300), MessageFacts.None, scene.BasePatch);
        var merged = scene.Plans.Where(p => p.MergedAt <= Calendar.AsOf).OrderBy(p => p.MergedAt).ThenBy(p => p.Number).ToList();
        foreach (var plan in merged)
        {
            var files = Files(plan);
            if (files.Count == 0) continue;
            touched[plan.Mark] = [.. touched.GetValueOrDefault(plan.Mark, []).Union(files.Select(f => f.NewPath!), StringComparer.Ordinal)];
            Commit(plan.Sha, scene.Person(plan.Author).Identity, plan.StartedAt, plan.MergedAt!.Value, plan.Message, new(plan.Sha, [.. files.OrderBy(f => f.NewPath, StringComparer.Ordinal)]));
            Remember(plan, files);
        }

        return new()
        {
            Scene = scene,
            History = new() { Repository = scene.Repository, Commits = commits, FirstParents = [.. commits.Select(c => c.Sha)] },
            Patches = patches,
            Events = Forge.Events(scene, commits),
            Sessions = [.. scene.Sessions.Where(s => s.Metered).Select(Session)],
            Edits = [.. scene.Sessions.Where(s => s.Metered).SelectMany(Edits)],
        };
    }

    private void Commit(string sha, GitIdentity author, DateTimeOffset authored, DateTimeOffset committed, MessageFacts message, CommitPatch patch)
    {
        commits.Add(new(sha, commits.Count > 0 ? [commits[^1].Sha] : [], author, authored, author, committed, message));
        patches[sha] = patch;
    }

    private List<FilePatch> Files(Plan plan) => plan.Kind switch
    {
        WorkKind.Write => [Write(plan, plan.Lines)],
        WorkKind.Rework => [.. Replace(plan, plan.Of, touched.GetValueOrDefault(plan.Of, []))],
        WorkKind.Respell => [.. Replace(plan, 0, OldFiles(plan))],
        WorkKind.Clear => [.. Replace(plan, plan.Of, plan.Of == 0 ? OldFiles(plan) : touched.GetValueOrDefault(plan.Of, []))],
        WorkKind.Revert => [.. Revert(plan)],
        WorkKind.Copy => Block(plan) is { Length: > 0 } block ? [tree.Create(NewPath(plan), block, plan.Mark)] : [],
        WorkKind.PutIn => takenOut.TryGetValue(plan.Of, out var moved) ? [tree.Create(NewPath(plan), moved, plan.Mark)] : [],
        WorkKind.Restore => takenOut.TryGetValue(plan.Of, out var gone) ? [tree.Edit(touched[plan.Of][0], [new(0, 0, gone)], plan.Mark)] : [],
        _ => throw new InvalidOperationException($"nobody knows how to {plan.Kind}"),
    };

    private FilePatch Write(Plan plan, LineText[] lines)
    {
        var chance = scene.Requests.Stream(plan.Number, "place");
        if (chance.Below(NewFileOf) == 0) return tree.Create(NewPath(plan), lines, plan.Mark);
        var path = chance.Pick(tree.Paths);
        return tree.Edit(path, [new((int)(chance.Unit() * tree.Lines(path).Count), 0, lines)], plan.Mark);
    }

    /// <summary>
    /// Takes lines of a request, wherever what came since has left them, until there are enough, and puts the plan's where the first ones were. Of what was
    /// there at the start it takes one piece a file: there is enough of it.
    /// </summary>
    private List<FilePatch> Replace(Plan plan, int of, List<string> where)
    {
        var left = plan.Take;
        List<LineText> gone = [];
        List<FilePatch> done = [];
        foreach (var path in where)
        {
            if (left <= 0) break;
            List<FileEdit> edits = of > 0 ? [.. tree.Runs(path, of, left)] : tree.Run(path, of, left) is (var at, > 0 and var take) ? [new(at, take, [])] : [];
            if (edits.Count == 0) continue;
            var lines = edits.SelectMany(e => tree.Lines(path).GetRange(e.At, e.Take)).Select(l => l.Text).ToList();
            gone.AddRange(lines);
            left -= lines.Count(l => l.Alnum >= 4);
            if (done.Count == 0) edits[0] = edits[0] with { Put = plan.Lines };
            done.Add(tree.Edit(path, edits, plan.Mark));
        }

        if (plan.Kind == WorkKind.Clear) takenOut[plan.Number] = [.. gone];
        return done;
    }

    private List<FilePatch> Revert(Plan plan)
    {
        List<LineText> gone = [];
        List<FilePatch> done = [];
        foreach (var path in touched.GetValueOrDefault(plan.Of, []))
        {
            if (tree.All(path, plan.Of).ToList() is not { Count: > 0 } edits) continue;
            gone.AddRange(edits.SelectMany(e => tree.Lines(path).GetRange(e.At, e.Take)).Select(l => l.Text));
            done.Add(tree.Edit(path, edits, plan.Mark));
        }

        takenOut[plan.Number] = [.. gone];
        return done;
    }

    /// <summary>Some files that were there at the start, another first one for each plan.</summary>
    private List<string> OldFiles(Plan plan)
    {
        var from = scene.Requests.Stream(plan.Number, "place").Below(scene.BasePatch.Files.Count);
        return [.. Enumerable.Range(0, scene.BasePatch.Files.Count).Select(i => scene.BasePatch.Files[(from + i) % scene.BasePatch.Files.Count].NewPath!)];
    }

    private LineText[] Block(Plan plan)
    {
        foreach (var path in OldFiles(plan))
        {
            var (at, take) = tree.Run(path, 0, plan.Take);
            if (take >= plan.Take) return [.. tree.Lines(path).GetRange(at, take).Select(l => l.Text)];
        }

        return [];
    }

    private static string NewPath(Plan plan) => FormattableString.Invariant($"src/part{plan.Number:000000}.cs");

    private void Remember(Plan plan, List<FilePatch> files)
    {
        if (plan.Session.Length == 0 || plan.AgentLines == 0) return;
        if (!written.TryGetValue(plan.Session, out var list)) written[plan.Session] = list = [];
        list.Add((files[0].NewPath!, [.. plan.Lines.Take(plan.AgentLines)]));
    }

    private WorkSession Session(AgentSession session)
    {
        var files = written.GetValueOrDefault(session.Id, []);
        return new(
            new(AgentSession.Tool, session.Id, $"/code/{scene.Repository}", "", session.StartedAt, session.EndedAt, files.Count, EditsKnown: true, [.. files.Select(f => f.Path).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]),
            scene.Person(session.Engineer).Id, scene.Repository, []);
    }

    private IEnumerable<SessionEdit> Edits(AgentSession session) =>
        written.GetValueOrDefault(session.Id, []).Select(f => new SessionEdit(AgentSession.Tool, session.Id, f.Path, session.StartedAt, f.Lines));
}
