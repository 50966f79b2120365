using System.Text;
using Shiprank.Cli;
using Shiprank.Tests.EndToEnd;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>One hostile repository among others costs itself and nothing else: the others' figures are as they would be without it.</summary>
public sealed class OrganisationTests
{
    [Fact]
    public void Repositories_that_can_not_be_read_leave_the_others_figures_alone()
    {
        using var site = new Site();
        site.Grow(2);
        site.SyncWhole("alone");
        var alone = site.Told("alone");
        var made = new List<TemporaryRepository>();
        try
        {
            var hostile = new Dictionary<string, Action<TemporaryRepository>>
            {
                ["circle"] = r => r.Write(".git/info/grafts", $"{r.Run("rev-parse", "HEAD~1").Trim()} {r.Head()}\n"),
                ["config"] = r => File.WriteAllText(Path.Combine(r.Path, ".git/config"), "[core\n"),
                ["future-format"] = r => r.Run("config", "core.repositoryformatversion", "99"),
                ["damaged"] = r => Damage(r, r.Run("rev-parse", "HEAD:a.txt").Trim()),
                ["no-parent"] = r => r.Point(r.RawCommit(r.Run("rev-parse", "HEAD^{tree}").Trim(), new string('1', 40))),
                ["no-name"] = r => r.CommitAt(r.Tree("100644", "", r.Blob("x\n")), 1_750_100_000, r.Head()),
                ["attributes"] = r => Commit(r, ".gitattributes", string.Concat(Enumerable.Repeat("*.gen linguist-generated\n", 120_000))),
                ["tag"] = r => r.Write(".git/refs/tags/v1", new string('1', 40) + "\n"),
                ["head"] = r => r.Write(".git/HEAD", "ref: refs/heads/gone\n"),
            };
            foreach (var make in hostile.Values)
            {
                var repository = new TemporaryRepository();
                made.Add(repository);
                Commit(repository, "a.txt", "one\n");
                Commit(repository, "a.txt", "one\ntwo\n");
                make(repository);
            }

            site.Configure(string.Concat(hostile.Keys.Zip(made, (name, r) => $"  - {{ name: {name}, path: {r.Path} }}\n")));
            foreach (var round in (int[])[1, 2])
            {
                Assert.Equal(ExitCode.Partial, site.Sync());
                Assert.DoesNotContain("a bug", site.Run.Error, StringComparison.Ordinal);
                Assert.All(made, r => Assert.Contains(r.Path, site.Run.Error, StringComparison.Ordinal));
                Assert.Equal(alone.Select(Figures), site.Told().Select(Figures));
                Assert.Equal(hostile.Count, site.Told()[0].Split("was never read whole").Length - 1);
            }
        }
        finally
        {
            made.ForEach(r => r.Dispose());
        }
    }

    private static string Figures(string told) => told[told.IndexOf('{', StringComparison.Ordinal)..].Split("\"problems\"")[0];

    private static void Commit(TemporaryRepository repository, string path, string text)
    {
        repository.Write(path, Encoding.UTF8.GetBytes(text));
        repository.Commit();
    }

    private static void Damage(TemporaryRepository repository, string id)
    {
        var file = Path.Combine(repository.Path, ".git/objects", id[..2], id[2..]);
        File.SetAttributes(file, FileAttributes.Normal);
        File.WriteAllText(file, "damaged");
    }
}
