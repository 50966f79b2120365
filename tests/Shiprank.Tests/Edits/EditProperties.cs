using FsCheck;
using FsCheck.Fluent;
using Shiprank.Tests.Usage;
using static Shiprank.Tests.Edits.Written;

namespace Shiprank.Tests.Edits;

/// <summary>What holds for any transcripts that repeat each other's edits.</summary>
public sealed class EditProperties
{
    [Fact]
    public void The_order_of_files_and_copies_of_them_change_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(30),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var files = Transcripts(random);
            using var plain = new TemporaryHome();
            using var shuffled = new TemporaryHome();
            foreach (var (name, lines) in files) plain.Write($".claude/projects/-w-app/{name}.jsonl", lines);
            foreach (var (name, lines) in files.Concat(files.Where(_ => random.Next(2) == 0)))
            {
                shuffled.Write($".claude/projects/-w-{random.Next()}/{random.Next():x8}-{name}.jsonl", lines);
            }

            var (once, again) = (Read(plain.Path).Reading, Read(shuffled.Path).Reading);
            Assert.Equal(By(once.Edits), By(again.Edits));
            Assert.Equal(once.Edits.Select(e => e.Tool), again.Edits.Select(e => e.Tool));
            Assert.Equal(By(once.Edits.OrderBy(e => e.Session, StringComparer.Ordinal).ThenBy(e => e.At).ThenBy(e => e.Path, StringComparer.Ordinal)), By(once.Edits));
            Assert.Equal(
                files.SelectMany(f => f.Lines).Where(l => l.Contains("structuredPatch", StringComparison.Ordinal)).Select(Id).Distinct().Count(),
                once.Edits.Count);
        }));

    [Fact]
    public void Every_fixture_read_in_one_home_gives_what_each_gives_alone()
    {
        using var all = new TemporaryHome();
        List<string> expected = [];
        foreach (var agent in (string[])["claude-code", "codex", "gemini", "openclaw", "opencode"])
        {
            Copy(Fixtures.Of("edits", agent, "home"), all.Path);
            expected.AddRange(By(Fixture(agent).Edits));
        }

        var (reading, report) = Read(all.Path);
        Assert.Equal(expected, By(reading.Edits));
        Assert.Empty(report.Skipped);
    }

    /// <summary>Sessions of edits; some begin with a copy of an earlier one, as a resumed session does.</summary>
    private static List<(string Name, List<string> Lines)> Transcripts(Random random)
    {
        var files = new List<(string Name, List<string> Lines)>();
        var made = 0;
        for (var s = random.Next(1, 5); s > 0; s--)
        {
            var session = $"s-{s}";
            var lines = files.Count > 0 && random.Next(2) == 0
                ? files[random.Next(files.Count)].Lines.Select(l => System.Text.RegularExpressions.Regex.Replace(l, "\"s-[0-9]\"", $"\"{session}\"")).ToList()
                : [];
            for (var i = random.Next(0, 6); i > 0; i--)
            {
                made++;
                lines.Add(ClaudeEditTests.Patch($"toolu_{made}", $"line = {random.Next(3)}", session, $"00:{made:00}:{random.Next(60):00}"));
            }

            files.Add((session, lines));
        }

        return files;
    }

    private static string Id(string line) => line[line.IndexOf("toolu_", StringComparison.Ordinal)..][..9];

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
