using System.Text;
using Shiprank.Core.Delivery;

namespace Shiprank.Tests.Git;

/// <summary>Files rebuilt from the patches' hashes must be the files that git holds, whatever stands in their lines.</summary>
public sealed class PatchContentTests
{
    private static readonly string[] Vocabulary =
    [
        "", "\r", "-", "+", "-- a/x", "++ b/x", "--- a/x", "+++ b/x", "@@ -1,2 +3,4 @@", "@@", "diff --git a/x b/x", "index 0..1 100644", "new file mode 100644",
        "Binary files a/x and b/x differ", "\\ No newline at end of file", "rename from x", "0123456789abcdef0123456789abcdef01234567", "text", "text\r", " text", "\ttext", "ünï", "{", "}", "\u0001",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_lines_survive_the_way_through_the_patch(int seed)
    {
        var random = new Random(seed);
        using var repository = new TemporaryRepository();
        var expected = new List<Dictionary<string, LineText[]>>();
        for (var commit = 0; commit < 25; commit++)
        {
            foreach (var name in (string[])["a", "b.cs", "c d"])
            {
                if (random.Next(3) == 0) continue;
                var content = string.Join('\n', Enumerable.Range(0, random.Next(12)).Select(_ => Vocabulary[random.Next(Vocabulary.Length)])) + (random.Next(2) == 0 ? "\n" : "");
                repository.Write(name, content);
            }

            repository.Commit();
            expected.Add(Directory.GetFiles(repository.Path).ToDictionary(f => Path.GetFileName(f), f => Lines(File.ReadAllBytes(f)), StringComparer.Ordinal));
        }

        var rebuilt = new Dictionary<string, List<LineText>>(StringComparer.Ordinal);
        foreach (var (patch, files) in repository.Patches().Zip(expected))
        {
            var before = rebuilt.ToDictionary(StringComparer.Ordinal);
            foreach (var file in patch.Files.Where(f => f.OldPath is not null)) rebuilt.Remove(file.OldPath!);
            foreach (var file in patch.Files.Where(f => f.NewPath is not null)) rebuilt[file.NewPath!] = Spliced(file.OldPath is null ? [] : before[file.OldPath], file);
            Assert.Equal(files.Keys.Order(StringComparer.Ordinal), rebuilt.Keys.Order(StringComparer.Ordinal));
            foreach (var (name, lines) in files) Assert.Equal(lines, rebuilt[name]);
        }
    }

    [Fact]
    public void A_line_of_megabytes_is_one_line()
    {
        using var repository = new TemporaryRepository();
        var text = new string('x', 5_500_000);
        repository.Write("big.txt", "a\n" + text + "\nb\n");
        repository.Commit();

        var file = Assert.Single(Assert.Single(repository.Patches()).Files);

        Assert.Equal([TemporaryRepository.Line("a"), TemporaryRepository.Line(text), TemporaryRepository.Line("b")], file.Lines);
    }

    private static List<LineText> Spliced(IEnumerable<LineText> old, FilePatch file)
    {
        var lines = old.ToList();
        var shift = 0;
        foreach (var hunk in file.Hunks)
        {
            var at = hunk.OldStart + shift - (hunk.OldCount == 0 ? 0 : 1);
            Assert.Equal(lines.GetRange(at, hunk.OldCount), file.Deleted(hunk).ToArray());
            lines.RemoveRange(at, hunk.OldCount);
            lines.InsertRange(at, file.Added(hunk).ToArray());
            shift += hunk.NewCount - hunk.OldCount;
        }

        return lines;
    }

    private static LineText[] Lines(byte[] content)
    {
        if (content.Length == 0) return [];
        var text = Encoding.UTF8.GetString(content);
        return [.. (text.EndsWith('\n') ? text[..^1] : text).Split('\n').Select(TemporaryRepository.Line)];
    }
}
