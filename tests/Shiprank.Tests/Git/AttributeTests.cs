using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Sources.Git.Attributes;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Tests.Git;

public sealed class AttributeTests
{
    private static readonly string[] Pieces = ["*", "**", "?", "a", "b", "ab", ".cs", "src", "/", "/", "[ab]", "[!a]", "[a-c]", "[[:alpha:]]", "\\*", "\\a", "[^[:digit:]]", "[]a]", "x y", "-", "["];
    private static readonly string[] Attributes = ["linguist-generated", "-linguist-generated", "!linguist-generated", "linguist-generated=true", "linguist-generated=false", "-diff", "diff", "!diff", "diff=csharp", "binary", "-binary", "gen", "linguist-vendored", "-linguist-vendored=x", "mine"];
    private static readonly string[] Folders = ["", "src/", "src/a/", "b/"];
    private static readonly string[] Paths =
    [
        "a", "b", "ab", "a.cs", "ab.cs", "src/a", "src/ab.cs", "src/a/b", "src/a/b.cs", "src/a/ab/b.cs", "b/a", "b/src/a.cs", "abc/a/b", "*", "x y", "src/x y", "-", "src/-", "[", "src/src/src", "b/ab/ab/ab.cs", "a/src/b",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Attributes_are_those_of_git_check_attr(int seed)
    {
        var random = new Random(seed);
        using var repository = new TemporaryRepository();
        for (var round = 0; round < 12; round++)
        {
            var files = Folders.Select(f => (Folder: f, Text: Content(random, f.Length == 0))).ToList();
            foreach (var (folder, text) in files) repository.Write(folder + ".gitattributes", text);
            var tree = AttributeTree.Empty.With(files.Select(f => (f.Folder, (AttributeFile?)AttributeFile.Parse(Encoding.UTF8.GetBytes(f.Text), f.Folder.Length == 0))));

            var said = repository.Run(Encoding.UTF8.GetBytes(string.Join('\0', Paths) + '\0'), "check-attr", "--stdin", "-z", "linguist-generated", "linguist-vendored", "diff").Split('\0');

            for (var i = 0; i + 2 < said.Length; i += 3)
            {
                var known = tree.Values(said[i]).TryGetValue(said[i + 1], out var setting) ? setting : new(said[i + 1], AttributeState.Unspecified);
                var ours = known.State switch
                {
                    AttributeState.Set => "set",
                    AttributeState.Unset => "unset",
                    AttributeState.Value => known.Text,
                    _ => "unspecified",
                };
                Assert.True(said[i + 2] == ours, $"{said[i]}: {said[i + 1]} is {said[i + 2]} for git, {ours} for us, with\n{string.Join("\n---\n", files)}");
            }
        }
    }

    [Fact]
    public void Traits_follow_the_attributes_of_each_commits_own_tree()
    {
        using var repository = new TemporaryRepository();
        repository.Write("gen/a.cs", "a\n");
        repository.Commit();
        repository.Write(".gitattributes", "[attr]made linguist-generated\n*.cs made\nthird/** linguist-vendored=true\n*.dat binary\n");
        repository.Write("gen/a.cs", "b\n");
        repository.Write("third/b.txt", "b\n");
        repository.Write("c.dat", "c\n");
        repository.Commit();
        repository.Write("gen/.gitattributes", "*.cs -linguist-generated\n");
        repository.Write("gen/a.cs", "c\n");
        repository.Commit();
        repository.Run("rm", "-q", ".gitattributes", "gen/.gitattributes");
        repository.Write("third/b.txt", "c\n");
        repository.Commit();
        File.Move(Path.Combine(repository.Path, "c.dat"), Path.Combine(repository.Path, "d.dat"));
        repository.Commit();

        var traits = repository.Patches().Select(p => p.Files.Where(f => !f.Path().EndsWith(".gitattributes", StringComparison.Ordinal)).ToDictionary(f => f.Path(), f => f.NewTraits)).ToList();

        Assert.Equal(FileTraits.None, traits[0]["gen/a.cs"]);
        Assert.Equal(FileTraits.Generated, traits[1]["gen/a.cs"]);
        Assert.Equal(FileTraits.Vendored, traits[1]["third/b.txt"]);
        Assert.Equal(FileTraits.NoDiff, traits[1]["c.dat"]);
        Assert.Equal(FileTraits.None, traits[2]["gen/a.cs"]);
        Assert.Equal(FileTraits.None, traits[3]["third/b.txt"]);
        Assert.Equal(FileTraits.None, traits[4]["d.dat"]);
    }

    [Fact]
    public void Reading_from_the_middle_judges_like_reading_from_the_start()
    {
        using var repository = new TemporaryRepository();
        repository.Write(".gitattributes", "*.cs linguist-generated\n");
        repository.Write("deep/er/.gitattributes", "b.cs -linguist-generated\n");
        var root = repository.Commit();
        repository.Write("a.cs", "a\n");
        repository.Write("deep/er/b.cs", "b\n");
        var second = repository.Commit();

        var patch = Assert.Single(TemporaryRepository.Read(repository.Open(), [new PatchRequest(second, root)]));

        Assert.Equal([FileTraits.Generated, FileTraits.None], patch.Files.Select(f => f.NewTraits));
    }

    [Fact]
    public void A_branch_commit_whose_parent_was_not_asked_for_is_judged_by_its_own_tree()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a/b/.gitattributes", "*.cs linguist-generated\n");
        repository.Write("a/b/x.cs", "x\n");
        var root = repository.Commit();
        repository.Run("checkout", "-q", "-b", "topic");
        repository.Write("a/.gitattributes", "*.txt linguist-vendored\n");
        var unasked = repository.Commit();
        repository.Write("a/b/x.cs", "y\n");
        repository.Write("a/b/y.txt", "y\n");
        var topic = repository.Commit();
        repository.Run("checkout", "-q", "main");
        repository.Write("a/b/y.txt", "y\n");
        var main = repository.Commit();

        var patches = TemporaryRepository.Read(repository.Open(), [new(root, null), new(topic, unasked), new(main, root)]);

        Assert.Equal([FileTraits.Generated, FileTraits.Vendored], patches[1].Files.Select(f => f.NewTraits));
        Assert.Equal([FileTraits.None], patches[2].Files.Select(f => f.NewTraits));
    }

    [Fact]
    public void Attributes_and_settings_of_the_clone_change_nothing()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a.txt", "a\n");
        repository.Commit();
        repository.Write(".gitattributes", "*.txt -diff\n");
        repository.Run("config", "diff.external", "false");
        repository.Run("config", "diff.noprefix", "true");
        repository.Run("config", "diff.context", "5");
        repository.Run("config", "diff.algorithm", "patience");
        repository.Run("config", "core.worktree", repository.Path);

        var file = Assert.Single(Assert.Single(repository.Patches()).Files);

        Assert.Equal(FileTraits.None, file.NewTraits);
        Assert.Equal([TemporaryRepository.Line("a")], file.Lines);
    }

    private static string Content(Random random, bool root)
    {
        var text = new StringBuilder();
        if (root && random.Next(2) == 0) text.Append("[attr]gen linguist-generated -diff\n");
        if (root && random.Next(4) == 0) text.Append("[attr]binary diff linguist-vendored\n");
        if (random.Next(8) == 0) text.Append("[attr]mine linguist-generated\n");
        for (var lines = random.Next(6); lines > 0; lines--)
        {
            var pattern = string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => Pieces[random.Next(Pieces.Length)]));
            if (pattern.Contains(' ') || random.Next(6) == 0) pattern = "\"" + pattern.Replace("\\", "\\\\", StringComparison.Ordinal) + "\"";
            text.Append(random.Next(10) == 0 ? " " : "").Append(pattern);
            for (var attributes = random.Next(1, 4); attributes > 0; attributes--) text.Append(random.Next(4) == 0 ? "\t" : " ").Append(Attributes[random.Next(Attributes.Length)]);
            text.Append(random.Next(6) == 0 ? "\r\n" : "\n");
        }

        if (random.Next(4) == 0) text.Append("# comment\n!a diff\n*.cs bad*name\n");
        return text.ToString();
    }
}

file static class FilePatches
{
    public static string Path(this FilePatch file) => (file.NewPath ?? file.OldPath)!;
}
