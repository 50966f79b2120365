using Shiprank.Core.Delivery;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Lets steps happen in a world. A step that finds nothing to work on passes the time only.</summary>
internal static class StepRunner
{
    public static World Run(this World world, IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            world.Pass(TimeSpan.FromHours(step.Hours));
            world.Do(step);
        }

        return world;
    }

    private static void Do(this World world, Step step)
    {
        var who = People.Humans[step.Who];
        switch (step.Kind)
        {
            case StepKind.AddFile: world.Commit(who, "Add a file", t => t.Append(world.NewPath(step.A), world.NewLines(1 + (step.B % 25)))); break;
            case StepKind.Insert: world.Commit(who, "Insert", t => world.Insert(t, step)); break;
            case StepKind.Delete: world.Commit(who, "Delete", t => world.Delete(t, step)); break;
            case StepKind.Replace: world.Commit(who, "Replace", t => world.Replace(t, step)); break;
            case StepKind.Move: world.Commit(who, "Move", t => world.Move(t, step)); break;
            case StepKind.Rename: world.Commit(who, "Rename", t => t.Rename(t.Path(step.A), world.NewPath(step.A))); break;
            case StepKind.Reindent: world.Commit(who, "Indent", t => Reindent(t, step)); break;
            case StepKind.Bot: world.Commit(People.Bot, "Update", t => world.Insert(t, step)); break;
            case StepKind.Agent: world.Commit(People.Agent, "By an agent", t => world.Insert(t, step), step.B % 3 == 0 ? null : who); break;
            case StepKind.CoAuthor: world.Commit(who, $"Together\n\n{People.Trailer(CoAuthor(step))}", t => world.Insert(t, step)); break;
            case StepKind.Merge: world.Merge(step, who); break;
            case StepKind.Revert: world.Revert(step, who); break;
            case StepKind.ReLand: world.ReLand(step, who); break;
            case StepKind.Copy: world.Commit(who, "Copy", t => world.Copy(t, step)); break;
            case StepKind.LandElsewhere: world.LandElsewhere(step, who); break;
            default: world.Operate(step, who); break;
        }
    }

    private static void Operate(this World world, Step step, string who)
    {
        var change = world.Repository.Line[step.A % world.Repository.Line.Count];
        switch (step.Kind)
        {
            case StepKind.Deploy: world.Deploy(); break;
            case StepKind.DeployOne: world.Deploy(service: step.B % 2 == 0 ? "api" : "web"); break;
            case StepKind.FailedDeploy: world.Deploy(status: step.B % 2 == 0 ? DeploymentStatus.Failure : DeploymentStatus.Cancelled); break;
            case StepKind.Rollback: world.Deploy(change.Sha); break;
            case StepKind.Redeploy when world.Deployments.Count > 0: world.Deploy(world.Deployments[^1].Sha); break;
            case StepKind.Incident: world.Incidents.Add(new("events", $"i{world.Incidents.Count}", 1 + (step.B % 4), world.Now, null, [change.Sha], null, null)); break;
            case StepKind.Review: world.Review(change, who, People.Humans[step.B % People.Humans.Count]); break;
        }
    }

    /// <summary>The request is known from now on only, as if it were imported late.</summary>
    public static void Review(this World world, MemoryCommit change, string author, string approver) => world.Requests.Add(new(
        "events", $"{1000 + world.Requests.Count}", "shop", MemoryRepository.Title(change.Title), author, world.Now, change.At, null, change.Sha, null, null, null,
        [new(approver, change.At.AddMinutes(-5))], true, [], []));

    private static string CoAuthor(Step step) => step.B % 5 == 0 ? People.Agent : People.Humans[step.B % People.Humans.Count];

    /// <summary>One of the files; those under <see cref="World.Untouched"/> are left alone.</summary>
    private static string Path(this MemoryTree tree, int choice)
    {
        var paths = tree.Files.Keys.Where(p => !p.StartsWith(World.Untouched, StringComparison.Ordinal)).ToList();
        return paths[choice % paths.Count];
    }

    private static void Insert(this World world, MemoryTree tree, Step step) => tree.Insert(tree.Path(step.A), step.B % 17, world.NewLines(1 + (step.B % 12)));

    private static HashSet<string> Some(this MemoryTree tree, string path, int choice)
    {
        var lines = tree.Lines(path);
        return lines.Count == 0 ? [] : lines.Skip(choice % lines.Count).Take(1 + (choice % 9)).ToHashSet(StringComparer.Ordinal);
    }

    private static void Delete(this World world, MemoryTree tree, Step step)
    {
        _ = world;
        var path = tree.Path(step.A);
        tree.Remove(path, tree.Some(path, step.B));
    }

    private static void Replace(this World world, MemoryTree tree, Step step)
    {
        world.Delete(tree, step);
        tree.Insert(tree.Path(step.A), step.B % 7, world.NewLines(1 + (step.B % 6)));
    }

    private static void Move(this World world, MemoryTree tree, Step step)
    {
        var from = tree.Path(step.A);
        var moved = tree.Some(from, step.B);
        var kept = tree.Lines(from).Where(moved.Contains).ToList();
        tree.Remove(from, moved);
        tree.Append(step.B % 2 == 0 ? tree.Path(step.B) : world.NewPath(step.A), kept);
    }

    private static void Reindent(MemoryTree tree, Step step)
    {
        var path = tree.Path(step.A);
        tree.Write(path, tree.Lines(path).Select((l, i) => (i + step.B) % 3 == 0 ? "\t" + l.Replace(" ", "  ", StringComparison.Ordinal) : l));
    }

    private static void Merge(this World world, Step step, string who)
    {
        var branch = Enumerable.Range(0, 1 + (step.B % 3)).Select(i => (
            Author: (step.A + i) % 7 == 0 ? People.Agent : (step.A + i) % 11 == 0 ? People.Bot : People.Humans[(step.A + i) % People.Humans.Count],
            Message: "Part",
            Edit: (Action<MemoryTree>)(t => world.Insert(t, step with { A = step.A + i, B = step.B + (31 * i) }))));
        world.Repository.Merge(who, world.Now, "Merge a branch", [.. branch]);
    }

    private static void Revert(this World world, Step step, string who)
    {
        var target = world.Repository.Line[step.A % world.Repository.Line.Count];
        if (target.Before is null) return;
        world.Commit(who, $"Revert \"{target.Title}\"\n\nThis reverts commit {target.Sha}.", t => Undo(t, target));
    }

    private static void Undo(MemoryTree tree, MemoryCommit target)
    {
        foreach (var path in tree.Files.Keys.ToList())
        {
            var after = target.After.Has(path) ? target.After.Lines(path) : [];
            var before = target.Before!.Has(path) ? target.Before.Lines(path) : [];
            tree.Remove(path, after.Except(before, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal));
            var all = tree.Files.Values.SelectMany(f => f.Lines).ToHashSet(StringComparer.Ordinal);
            tree.Append(path, before.Except(after, StringComparer.Ordinal).Where(l => !all.Contains(l)));
        }
    }

    private static void Copy(this World world, MemoryTree tree, Step step)
    {
        var lines = tree.Lines(tree.Path(step.A));
        var block = lines.Skip(step.B % Math.Max(1, lines.Count)).Take(3 + (step.B % 14)).ToList();
        if (block.Count > 0) tree.Insert(step.B % 3 == 0 ? tree.Path(step.B) : world.NewPath(step.A), step.A % 9, block);
    }

    private static void LandElsewhere(this World world, Step step, string who)
    {
        if (world.Dead.Count == 0) return;
        var back = world.Dead.Skip(step.A % world.Dead.Count).Take(2 + (step.B % 14)).Select(d => d.Text).Distinct(StringComparer.Ordinal).ToList();
        world.Commit(who, "Land elsewhere", t => t.Append(step.B % 3 == 0 ? t.Path(step.B) : world.NewPath(step.B), back));
    }

    private static void ReLand(this World world, Step step, string who)
    {
        if (world.Dead.Count == 0) return;
        var from = step.A % world.Dead.Count;
        var back = world.Dead.Skip(from).Take(1 + (step.B % 10)).ToList();
        world.Commit(who, "Land again", t =>
        {
            foreach (var (path, text, _) in back)
            {
                if (t.Has(path) && !t.Files.Values.Any(f => f.Lines.Contains(text, StringComparer.Ordinal))) t.Append(path, [text]);
            }
        });
    }
}
