using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>Repositories of every shape: right figures, or one sentence with what to do.</summary>
public sealed class ShapeTests
{
    private static TemporaryRepository Grown(int commits = 3)
    {
        var repository = new TemporaryRepository();
        Grow(repository, commits);
        return repository;
    }

    private static void Grow(TemporaryRepository repository, int commits)
    {
        for (var i = 0; i < commits; i++)
        {
            repository.Write("a.txt", string.Concat(Enumerable.Range(0, i + 1).Select(n => $"line {n}\n")));
            repository.Commit();
        }
    }

    private static string Git(TemporaryRepository repository, string name) => Path.Combine(repository.Path, ".git", name);

    [Fact]
    public void Object_ids_of_sha_256_are_read_like_the_others()
    {
        using var repository = new TemporaryRepository();
        Directory.Delete(Git(repository, ""), recursive: true);
        repository.Run("init", "-q", "-b", "main", "--object-format=sha256");
        repository.Write(".gitattributes", "gen/** linguist-generated\n");
        repository.Write("gen/x.txt", "generated\n");
        Grow(repository, 3);
        repository.Run("notes", "--ref=ai", "add", "-m", "a.txt\n  s_0123456789abcd::t_1 1-9\n---\n{}");
        repository.Run("tag", "-a", "-m", "x", "v1.0.0");
        repository.Run("checkout", "-q", "-b", "topic");
        repository.Write("b.txt", "b\n");
        repository.Commit();
        repository.Run("checkout", "-q", "main");
        repository.Merge("topic");

        var read = Reading.Of(repository).Whole();

        Assert.All(read.History!.Commits, c => Assert.Equal(64, c.Sha.Length));
        Assert.Equal((4, 5), (read.History.FirstParents.Count, read.History.Commits.Count));
        Assert.Equal(read.History.FirstParents[2], Assert.Single(read.History.LineRecords).Sha);
        Assert.Equal(read.History.FirstParents[2], Assert.Single(read.History.Tags).Sha);
        Assert.Contains(read.Patches[0].Files, f => f.NewTraits == FileTraits.Generated);
        Assert.Equal([0, 1, 2], read.Ledger().OwnersOf("a.txt")!);
    }

    [Theory]
    [InlineData("[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefstorage = reftable\n", "newer git")]
    [InlineData("[core]\n\trepositoryformatversion = 99\n", "newer git")]
    [InlineData("[core\n", "config")]
    [InlineData("[core]\n\tbare = perhaps\n", "config")]
    [InlineData("[core]\n\tbigFileThreshold = much\n", "config")]
    [InlineData("[include]\n\tpath = config\n", "config")]
    public void A_configuration_that_git_does_not_understand_is_said(string config, string remedy)
    {
        using var repository = Grown();
        File.WriteAllText(Git(repository, "config"), config);
        Assert.Contains(remedy, Reading.Of(repository).Refused().Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_the_place_of_a_repository_is_said()
    {
        using var repository = Grown();
        var head = repository.Head();
        Directory.Move(Git(repository, ""), Path.Combine(repository.Path, "elsewhere"));
        foreach (var content in new[] { "", "gitdir:", "gitdir: ", "gitdir: /nowhere", "gitdir: .git", "\0\0", new string('g', 100_000) })
        {
            File.WriteAllText(Path.Combine(repository.Path, ".git"), content);
            Reading.Of(repository).Refused();
        }

        File.WriteAllText(Path.Combine(repository.Path, ".git"), "gitdir: elsewhere\n");
        Assert.Equal(head, Reading.Of(repository).Whole().History!.FirstParents[^1]);
    }

    [Fact]
    public void An_alternate_that_is_missing_counts_only_where_its_objects_are_needed()
    {
        using var repository = Grown();
        repository.Write(".git/objects/info/alternates", "/nowhere/objects\n../../nowhere\n");
        Assert.Equal(3, Reading.Of(repository).Whole().Patches.Count);
        var clone = Git(repository, "clone");
        repository.Run("clone", "-q", "--shared", repository.Path, clone);
        Assert.Equal(3, Reading.Of(clone).Whole().Patches.Count);
        File.WriteAllText(Path.Combine(clone, ".git/objects/info/alternates"), "/nowhere/objects\n");
        Reading.Of(clone).Refused();
    }

    [Fact]
    public void A_pack_that_is_damaged_or_cut_off_is_said()
    {
        foreach (var damage in (Action<string>[])[p => Cut(p, ".pack", 40), p => Flip(p, ".pack"), p => Cut(p, ".idx", 40), p => Flip(p, ".idx"), p => File.Delete(Directory.GetFiles(p, "*.pack")[0])])
        {
            using var repository = Grown();
            repository.Run("repack", "-q", "-a", "-d");
            damage(Git(repository, "objects/pack"));
            Reading.Of(repository).Refused();
        }

        static void Cut(string folder, string kind, int bytes)
        {
            using var file = Open(folder, kind);
            file.SetLength(file.Length - bytes);
        }

        static void Flip(string folder, string kind)
        {
            using var file = Open(folder, kind);
            var content = new byte[file.Length];
            file.ReadExactly(content);
            for (var i = 12; i < content.Length - 20; i++) content[i] ^= 0x5a;
            file.Position = 0;
            file.Write(content);
        }

        static FileStream Open(string folder, string kind)
        {
            var path = Directory.GetFiles(folder, "*" + kind)[0];
            File.SetAttributes(path, FileAttributes.Normal);
            return File.Open(path, FileMode.Open);
        }
    }

    [Fact]
    public void A_head_that_leads_nowhere_is_said_and_a_detached_one_read()
    {
        using var repository = Grown();
        var head = repository.Head();
        foreach (var content in new[] { "ref: refs/heads/gone\n", "ref: refs/heads/HEAD\n", new string('1', 40) + "\n", "ref: HEAD\n" })
        {
            File.WriteAllText(Git(repository, "HEAD"), content);
            Reading.Of(repository).Refused();
        }

        File.WriteAllText(Git(repository, "HEAD"), head + "\n");
        Assert.Equal(head, Reading.Of(repository).Whole().History!.FirstParents[^1]);
    }

    [Fact]
    public void A_default_branch_that_was_renamed_is_said_by_its_old_name()
    {
        using var repository = Grown();
        repository.Run("branch", "-m", "main", "trunk");
        var problem = GitRepository.Open(repository.Path, "shop", "main").Problem;
        Assert.Contains("no branch main", problem.Reason, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Remedy);
        foreach (var name in new[] { "-x", "a b", "main\nmain", "", "..", "refs/heads/trunk", "trunk:a.txt", "*" }) Assert.NotEmpty(GitRepository.Open(repository.Path, "shop", name).Problem.Reason);
    }

    [Fact]
    public void Refs_with_odd_names_and_broken_refs_do_not_count()
    {
        using var repository = Grown();
        var head = repository.Head();
        foreach (var name in new[] { "refs/tags/-v1", "refs/tags/v1@{x}y", "refs/tags/ünïcödé", "refs/tags/a/b/c", "refs/heads/HEAD", "refs/odd", "refs/notes/ai/below", "refs/tags/" + new string('t', 200) })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Git(repository, name))!);
            File.WriteAllText(Git(repository, name), head + "\n");
        }

        foreach (var name in new[] { "refs/tags/empty", "refs/tags/text", "refs/tags/a..b", "refs/tags/sp ace", "refs/tags/x.lock" })
        {
            File.WriteAllText(Git(repository, name), name.EndsWith("empty", StringComparison.Ordinal) ? "" : name.EndsWith("text", StringComparison.Ordinal) ? "text" : head + "\n");
        }

        var read = Reading.Of(repository).Whole();
        Assert.Equal(3, read.Patches.Count);
        Assert.Contains(read.History!.Tags, t => t.Name == "ünïcödé");
        Assert.DoesNotContain(read.History.Tags, t => t.Name is "empty" or "text");
    }

    [Fact]
    public void Tags_on_trees_contents_and_other_tags_are_followed_to_a_commit_or_left_out()
    {
        using var repository = Grown();
        repository.Run("tag", "-a", "-m", "x", "on-tree", "HEAD^{tree}");
        repository.Run("tag", "on-blob", "HEAD:a.txt");
        repository.Run("tag", "-a", "-m", "x", "level-0");
        for (var i = 1; i <= 60; i++) repository.Run("tag", "-a", "-m", "x", $"level-{i}", $"level-{i - 1}");
        var noTagger = repository.Add("tag", Encoding.ASCII.GetBytes($"object {repository.Head()}\ntype commit\ntag v9\n\nold\n"));
        repository.Point(noTagger, "refs/tags/v9");
        var lying = repository.Add("tag", Encoding.ASCII.GetBytes($"object {repository.Head()}\ntype tree\ntag lie\ntagger {RawObjects.Ada}\n\nx\n"));
        repository.Point(lying, "refs/tags/lie");

        var read = Reading.Of(repository);

        if (read.Problem is null)
        {
            Assert.Equal(62, read.History!.Tags.Count(t => t.Name.StartsWith("level-", StringComparison.Ordinal) || t.Name == "v9"));
            Assert.DoesNotContain(read.History.Tags, t => t.Name.StartsWith("on-", StringComparison.Ordinal));
        }
        else
        {
            read.Refused();
        }

        repository.Run("update-ref", "-d", "refs/tags/lie");
        Assert.Equal(62, Reading.Of(repository).Whole().History!.Tags.Count);
    }

    [Fact]
    public void A_tag_on_an_object_that_is_missing_is_said()
    {
        using var repository = Grown();
        File.WriteAllText(Git(repository, "refs/tags/gone"), new string('1', 40) + "\n");
        Reading.Of(repository).Refused();
    }

    [Fact]
    public void Several_roots_unrelated_histories_and_a_merge_of_many_keep_their_lines()
    {
        using var repository = Grown();
        var heads = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            repository.Run("checkout", "-q", "--orphan", $"root-{i}");
            repository.Run("rm", "-q", "-r", "-f", ".");
            repository.Write($"r{i}.txt", $"of root {i}\n");
            heads.Add(repository.Commit());
        }

        repository.Run("checkout", "-q", "main");
        // git's own merge refuses so many roots: the commit is made by hand.
        var tree = repository.Tree(heads.Select((h, i) => ("100644", $"r{i}.txt", repository.Blob($"of root {i}\n"))).Append(("100644", "a.txt", repository.Run("rev-parse", "main:a.txt").Trim()))
            .OrderBy(e => e.Item2, StringComparer.Ordinal).Select(e => (e.Item1, Encoding.ASCII.GetBytes(e.Item2), e.Item3)));
        var parents = string.Concat(heads.Prepend(repository.Head()).Select(h => $"parent {h}\n"));
        repository.Point(repository.Add("commit", Encoding.ASCII.GetBytes($"tree {tree}\n{parents}author {RawObjects.Ada}\ncommitter {RawObjects.Ada}\n\nMerge all\n")));

        var read = Reading.Of(repository).Whole();

        Assert.Equal(4, read.History!.FirstParents.Count);
        Assert.Equal(13, read.History.Commits[^1].Parents.Count);
        Assert.Equal(16, read.Patches.Count);
        var score = read.Score(DateTimeOffset.FromUnixTimeSeconds(1_760_000_000));
        Assert.Equal((4, 15), (score.Changes.Count, score.Changes.Sum(c => c.Eligible)));
    }

    [Fact]
    public void Linked_work_trees_bare_repositories_and_submodules_are_their_own_repository()
    {
        using var repository = Grown();
        var linked = Git(repository, "linked");
        repository.Run("worktree", "add", "-q", "-b", "topic", linked);
        File.WriteAllText(Path.Combine(linked, "b.txt"), "b\n");
        TemporaryRepository.RunIn(linked, 1_750_009_000, [], "add", "-A");
        TemporaryRepository.RunIn(linked, 1_750_009_000, [], "commit", "-q", "-m", "Linked");
        Assert.Equal(4, Reading.Of(linked).Whole().Patches.Count);
        Assert.Equal(3, Reading.Of(repository).Whole().Patches.Count);
        var bare = Git(repository, "bare");
        repository.Run("clone", "-q", "--bare", repository.Path, bare);
        Assert.Equal(3, Reading.Of(bare).Whole().Patches.Count);
        repository.Run("submodule", "--quiet", "add", bare, "sub");
        repository.Commit();
        Assert.Equal(3, Reading.Of(Path.Combine(repository.Path, "sub")).Whole().Patches.Count);
        Assert.Contains(Reading.Of(repository).Whole().Patches[^1].Files, f => f.NewTraits == FileTraits.Submodule);
        Directory.Delete(linked, recursive: true);
        Assert.Equal(4, Reading.Of(repository).Whole().Patches.Count);
    }

    [Fact]
    public void A_shallow_file_that_is_damaged_is_said()
    {
        using var repository = Grown();
        var border = repository.Run("rev-parse", "HEAD~1");
        repository.Write(".git/shallow", "nonsense\n");
        Reading.Of(repository).Refused();
        repository.Write(".git/shallow", border);
        Assert.Contains("shallow", Assert.Single(Reading.Of(repository).Whole().Warnings).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_that_are_no_notes_take_nothing_from_the_lines()
    {
        foreach (var target in new[] { "blob", "commit", "missing", "folder" })
        {
            using var repository = Grown();
            var notes = target switch
            {
                "blob" => repository.Blob("not a tree"),
                "commit" => repository.Head(),
                "folder" => repository.RawCommit(repository.Tree("40000", "aa", repository.Tree("100644", new string('b', 38), repository.Blob("\0\xff"))), null),
                _ => new string('1', 40),
            };
            Directory.CreateDirectory(Git(repository, "refs/notes"));
            File.WriteAllText(Git(repository, "refs/notes/ai"), notes + "\n");
            Assert.Equal(3, Reading.Of(repository).Whole().Patches.Count);
        }
    }
}
