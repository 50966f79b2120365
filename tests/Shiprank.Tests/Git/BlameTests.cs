using System.Globalization;
using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;

namespace Shiprank.Tests.Git;

/// <summary>Line ownership spliced from the patches must be what <c>git blame --first-parent</c> says, on random histories.</summary>
public sealed class BlameTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Ownership_from_the_patches_is_that_of_blame(int seed)
    {
        using var repository = new TemporaryRepository();
        new RandomHistory(repository, new Random(seed)).Grow(40);

        var owners = Ownership.Of(repository.Patches());

        var files = repository.Run("ls-tree", "-r", "-z", "--name-only", "HEAD").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEmpty(files);
        var compared = 0;
        foreach (var file in files)
        {
            var owned = owners.GetValueOrDefault(file, []);
            if (owned is null) continue;
            Assert.Equal(Blame(repository, file), owned);
            compared += owned.Count;
        }

        Assert.True(compared > 10, "too little to compare");
    }

    private static List<string> Blame(TemporaryRepository repository, string file) =>
        [.. repository.Run("blame", "--first-parent", "--line-porcelain", "HEAD", "--", file).Split('\n').Where(IsBlameHeader).Select(l => l[..40])];

    private static bool IsBlameHeader(string line) =>
        line.Length > 41 && line[40] == ' ' && line[..40].All(char.IsAsciiHexDigitLower);

    private static class Ownership
    {
        /// <summary>Null for a file that was binary on one side: git says no lines for it until it is made anew.</summary>
        public static Dictionary<string, List<string>?> Of(IEnumerable<CommitPatch> patches)
        {
            var owners = new Dictionary<string, List<string>?>(StringComparer.Ordinal);
            foreach (var patch in patches)
            {
                var before = patch.Files.Where(f => f.OldPath is not null).Select(f => f.OldPath!).Distinct().ToDictionary(p => p, p => owners.GetValueOrDefault(p, []), StringComparer.Ordinal);
                foreach (var path in before.Keys.Where(p => patch.Files.Any(f => f.OldPath == p))) owners.Remove(path);
                foreach (var file in patch.Files)
                {
                    if (file.NewPath is null) continue;
                    if (((file.OldTraits | file.NewTraits) & FileTraits.Binary) != FileTraits.None || (file.OldPath is not null && before[file.OldPath] is null))
                    {
                        owners[file.NewPath] = null;
                        continue;
                    }

                    var lines = file.OldPath is null ? [] : new List<string>(before[file.OldPath]!);
                    var shift = 0;
                    foreach (var hunk in file.Hunks)
                    {
                        var at = hunk.OldStart + shift - (hunk.OldCount == 0 ? 0 : 1);
                        lines.RemoveRange(at, hunk.OldCount);
                        lines.InsertRange(at, Enumerable.Repeat(patch.Sha, hunk.NewCount));
                        shift += hunk.NewCount - hunk.OldCount;
                    }

                    owners[file.NewPath] = lines;
                }
            }

            return owners;
        }
    }

    /// <summary>Edits, renames, deletions, re-creations, binary turns, line ends, odd names and merges, from one seed.</summary>
    private sealed class RandomHistory(TemporaryRepository repository, Random random)
    {
        private static readonly string[] Names = ["a.cs", "src/b.cs", "src/deep/c d.txt", "quo\"te.txt", "tab\there.txt", "ünï/ö.md", "-dash"];
        private int lineNumber;

        public void Grow(int commits)
        {
            repository.Write("a.cs", Text(12));
            repository.Commit();
            for (var i = 0; i < commits; i++)
            {
                if (random.Next(6) == 0) Branch(i);
                else Step();
            }
        }

        private void Branch(int i)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"topic-{i}");
            repository.Run("checkout", "-q", "-b", name);
            for (var steps = random.Next(1, 4); steps > 0; steps--) Step();
            repository.Run("checkout", "-q", "main");
            if (random.Next(2) == 0) Step();
            repository.Merge(name, "-X", "ours");
        }

        private void Step()
        {
            var there = Names.Where(n => File.Exists(Path.Combine(repository.Path, n))).ToArray();
            var name = Names[random.Next(Names.Length)];
            var full = Path.Combine(repository.Path, name);
            switch (random.Next(10))
            {
                case 0 when there.Length > 1:
                    File.Delete(Path.Combine(repository.Path, there[random.Next(there.Length)]));
                    break;
                case 1 or 2 when there.Length > 0 && !File.Exists(full):
                    Directory.CreateDirectory(Path.GetDirectoryName(full)!);
                    File.Move(Path.Combine(repository.Path, there[random.Next(there.Length)]), full);
                    break;
                case 3:
                    repository.Write(name, [0, 1, 2, (byte)random.Next(256)]);
                    break;
                case 4 when there.Length > 0:
                    var file = there[random.Next(there.Length)];
                    var text = File.ReadAllText(Path.Combine(repository.Path, file));
                    repository.Write(file, text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal) : text.Replace("\n", "\r\n", StringComparison.Ordinal));
                    break;
                default:
                    if (File.Exists(full)) Edit(name, full);
                    else repository.Write(name, Text(random.Next(20)));
                    break;
            }

            repository.Commit();
        }

        private void Edit(string name, string full)
        {
            var lines = File.ReadAllText(full).Split('\n').ToList();
            for (var edits = random.Next(1, 4); edits > 0; edits--)
            {
                var at = random.Next(lines.Count);
                switch (random.Next(3))
                {
                    case 0:
                        lines.RemoveAt(at);
                        break;
                    case 1:
                        lines.InsertRange(at, Text(random.Next(1, 5)).TrimEnd('\n').Split('\n'));
                        break;
                    default:
                        lines[at] = Line();
                        break;
                }

                if (lines.Count == 0) lines.Add("");
            }

            repository.Write(name, string.Join('\n', lines));
        }

        private string Text(int lines)
        {
            var text = new StringBuilder();
            for (var i = 0; i < lines; i++) text.Append(Line()).Append('\n');
            return text.ToString();
        }

        private string Line() => random.Next(5) switch
        {
            0 => "}",
            1 => "",
            2 => "-- a/" + Names[random.Next(Names.Length)],
            _ => string.Create(CultureInfo.InvariantCulture, $"line {lineNumber++}"),
        };
    }
}
