using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Score;

namespace Shiprank.Tests.Scoring.Properties;

/// <summary>Property 5: what creates nothing earns nothing, and takes nothing from anybody.</summary>
public sealed class NothingForNothingTests
{
    private const string Idler = "eve";

    private static readonly Arbitrary<(Step[] Before, int Choice, Step[] After)> Histories = Arb.From(
        from before in Step.Lists(Step.Everything, 12).Generator
        from choice in Gen.Choose(0, 999)
        from after in Step.Lists([StepKind.AddFile, StepKind.Insert, StepKind.Delete, StepKind.Replace, StepKind.Deploy], 8).Generator
        select (before, choice, after));

    [Fact]
    public void Blanks_at_the_ends_and_within_lines_earn_nothing() => EarnsNothing(Idler, (_, tree, choice) =>
    {
        foreach (var path in tree.Files.Keys.ToList())
        {
            tree.Write(path, tree.Lines(path).Select((l, i) => ((i + choice) % 3) switch { 0 => "\t" + l, 1 => l.Replace("=", " \t= ", StringComparison.Ordinal) + "  ", _ => l }));
        }
    }, keepsFiles: true);

    [Fact]
    public void Moves_within_a_change_earn_nothing() => EarnsNothing(Idler, (_, tree, choice) =>
    {
        var from = tree.Files.Keys.ElementAt(choice % tree.Files.Count);
        var lines = tree.Lines(from);
        tree.Write(from, lines.Take(lines.Count / 2));
        tree.Append(from + "_part.py", lines.Skip(lines.Count / 2));
    });

    [Fact]
    public void Turning_a_file_upside_down_earns_nothing() => EarnsNothing(Idler, (_, tree, choice) =>
    {
        var path = tree.Files.Keys.ElementAt(choice % tree.Files.Count);
        tree.Write(path, tree.Lines(path).Reverse());
    });

    [Fact]
    public void Renames_earn_nothing() => EarnsNothing(Idler, (_, tree, _) =>
    {
        foreach (var path in tree.Files.Keys.ToList()) tree.Rename(path, path + ".renamed.py");
    }, keepsFiles: true);

    [Fact]
    public void Generated_vendored_and_lock_files_earn_nothing() => EarnsNothing(Idler, (world, tree, choice) =>
    {
        string[] paths = ["api/vendor/lib.py", "src/Model.g.cs", "src/node_modules/x/index.js", "yarn.lock", "package-lock.json", "src/generated/stub.py", "src/rows.csv", "web/dist/app.js", "src/x_pb2.py"];
        tree.Append(paths[choice % paths.Length], world.NewLines(1 + (choice % 60)));
    });

    [Fact]
    public void Braces_and_short_lines_earn_nothing() => EarnsNothing(Idler, (_, tree, choice) =>
        tree.Append(World.Web + "short.py", Enumerable.Range(0, 1 + (choice % 40)).Select(i => (i % 4) switch { 0 => "}", 1 => "  {", 2 => "x = 1", _ => "" })));

    [Fact]
    public void Changes_of_bots_earn_nothing() => EarnsNothing(People.Bot, (world, tree, choice) => tree.Append(World.Api + "bot.py", world.NewLines(1 + (choice % 60))));

    /// <param name="keepsFiles">True when every line stands at the same place of the same file afterwards, so that whatever follows can be the same in both worlds; else only new files follow.</param>
    private static void EarnsNothing(string who, Action<World, MemoryTree, int> edit, bool keepsFiles = false) => Property.Holds(Histories, h =>
    {
        World Ship(bool withIt, string policy)
        {
            var world = new World(policy: policy).Run(h.Before);
            world.Pass(TimeSpan.FromHours(1));
            world.Deploy();
            world.Pass(TimeSpan.FromHours(5));
            if (withIt) world.Commit(who, "Busy work", t => edit(world, t, h.Choice));
            world.Deploy();
            return world.Run(h.After.Select(s => keepsFiles || s.Kind is StepKind.Deploy ? s : s with { Kind = StepKind.AddFile }));
        }

        foreach (var policy in new[] { Policy.One.Name, Policy.Two.Name })
        {
            var (without, with) = (Ship(withIt: false, policy).Score(), Ship(withIt: true, policy).Score());
            Assert.DoesNotContain(with.Cells, c => c.Person is Idler or People.Bot || c.Person.Contains("eve", StringComparison.Ordinal));
            Assert.Equal(without.Earned(), with.Earned());
        }
    }, times: 60);
}
