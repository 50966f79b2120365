using Shiprank.Cli;
using Shiprank.Tests.Cli;
using Shiprank.Tests.EndToEnd;
using Shiprank.Tests.Git;

namespace Shiprank.Tests.Hostile;

/// <summary>Dates of commits, tags, usage and events that can't be: nothing later than as-of is read, and what hides others says so.</summary>
public sealed class ClockTests
{
    [Fact]
    public void A_commit_from_the_future_hides_what_follows_it_until_then_and_is_named()
    {
        using var site = new Site();
        site.SyncWhole();
        var before = site.Told();
        var last = site.Shas[^1];
        site.Commit("src/ahead.py", "ahead", 5, new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero));
        var ahead = Redate(site, 4_102_444_800);
        site.Commit("src/after.py", "after", 5, new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero));

        Assert.Equal(ExitCode.Partial, site.Sync());
        Assert.Contains($"commit {ahead} is dated 2100-01-01", site.Run.Error, StringComparison.Ordinal);
        Assert.Equal(before, site.Told());
        site.Ask("score --json --as-of 2101-01-01T00:00:00Z --since 2100-01-01 --until 2100-12-31");
        Assert.Equal(2, site.Run.Document.GetProperty("changes").GetArrayLength());

        // The bare command sees the same line.
        using var bare = new CliRun { WorkingDirectory = site.At("repos/shop") };
        Assert.Equal(ExitCode.Partial, bare.Run("--json"));
        var repository = bare.Document.GetProperty("repository");
        Assert.Equal(last, repository.GetProperty("changes")[0].GetProperty("sha").GetString());
        Assert.Contains(ahead, repository.GetProperty("problems")[0].GetProperty("reason").GetString()!, StringComparison.Ordinal);
    }

    [Fact]
    public void Commits_dated_before_their_predecessors_keep_their_order()
    {
        using var site = new Site();
        for (var i = 0; i < 6; i++) site.Shas.Add(site.Commit($"src/back_{i}.py", $"back {i}", 12, new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero).AddYears(-9 * i)));
        site.SyncWhole();
        site.Ask($"score --json --as-of {Site.Until} --window 52w");
        var changes = site.Run.Document.GetProperty("changes").EnumerateArray().ToDictionary(c => c.GetProperty("sha").GetString()!, c => c.GetProperty("mergedAt").GetString());
        Assert.All(site.Shas[^6..], sha => Assert.Equal("2026-09-01T00:00:00Z", changes[sha]));
        using var bare = new CliRun { WorkingDirectory = site.At("repos/shop") };
        Assert.Equal(ExitCode.Ok, bare.Run("--json"));
        Assert.Equal(Enumerable.Reverse(site.Shas), bare.Document.GetProperty("repository").GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("sha").GetString()));
    }

    [Fact]
    public void An_as_of_in_the_past_sees_the_same_tail_that_was_there_then()
    {
        using var site = new Site();
        for (var week = 2; week <= 5; week++) site.Grow(week);
        using var bare = new CliRun { WorkingDirectory = site.At("repos/shop") };
        Assert.Equal(ExitCode.Ok, bare.Run("--json", "--as-of", "2026-06-20T00:00:00Z"));
        Assert.Equal(Enumerable.Reverse(site.Shas[..3]), bare.Document.GetProperty("repository").GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("sha").GetString()));
    }

    [Fact]
    public void Usage_and_events_at_the_ends_of_time_count_where_they_are_or_are_refused()
    {
        using var site = new Site();
        site.SyncWhole();
        var before = site.Told();
        string[] times = ["0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z", "9999-12-31T23:59:59Z"];
        foreach (var (time, i) in times.Select((t, i) => (t, i)))
        {
            site.Append("homes/ada/.claude/projects/-w-shop/odd.jsonl", CliRun.Claude($"odd-{i}", time, "claude-sonnet-4-5", 10, 5, "s-odd").TrimEnd('\n'));
            site.Append(
                "events.jsonl",
                $$$"""{"type":"deployment","id":"odd{{{i}}}","repository":"shop","environment":"production","sha":"{{{site.Shas[0]}}}","status":"failure","finished_at":"{{{time}}}"}""",
                $$$"""{"type":"incident","id":"odd{{{i}}}","severity":"sev1","opened_at":"{{{time}}}","changes":[]}""",
                $$$"""{"type":"usage","id":"odd{{{i}}}","at":"{{{time}}}","person":"bob","tool":"copilot","model":"claude-sonnet-4-5","session":"e-odd","repository":"shop","input":1,"cache_read":0,"cache_write_5m":0,"cache_write_1h":0,"output":1,"updated_at":"{{{time}}}"}""");
        }

        Assert.True(site.Sync() is ExitCode.Partial or ExitCode.Ok, site.Run.Error);
        Assert.Equal(before.Select(Cells), site.Told().Select(Cells));
        foreach (var asOf in times)
        {
            foreach (var command in (string[])["score", "board", "board --level person", "usage", ""])
            {
                var code = command.Length > 0 && command != "usage" ? site.Ask($"{command} --json --as-of {asOf}") : site.Run.Run([.. command.Length > 0 ? new[] { command } : [], "--json", "--as-of", asOf]);
                Assert.True(code is ExitCode.Ok or ExitCode.Partial or ExitCode.Usage, $"{command} {asOf}: {site.Run.Error}");
                Assert.DoesNotContain("a bug", site.Run.Error, StringComparison.Ordinal);
            }
        }

        static string Cells(string told) => told.Split("\"changes\": [")[0];
    }

    [Fact]
    public void Tags_at_the_ends_of_time_deliver_at_their_own_time()
    {
        using var repository = new TemporaryRepository();
        repository.Write("a.txt", "a line of it\n");
        var first = repository.Commit();
        foreach (var (name, at) in new[] { ("v1.0.0", "0"), ("v2.0.0", "1750000100"), ("v3.0.0", "4102444800"), ("v4.0.0", "99999999999999999999") })
        {
            var tag = repository.Add("tag", System.Text.Encoding.ASCII.GetBytes($"object {first}\ntype commit\ntag {name}\ntagger Ada Example <ada@example.com> {at} +0000\n\nx\n"));
            repository.Point(tag, $"refs/tags/{name}");
        }

        var tags = Reading.Of(repository).Whole().History!.Tags.ToDictionary(t => t.Name, t => t.At.Year, StringComparer.Ordinal);
        // git tells no date that it can't count: such a tag has its commit's.
        Assert.Equal((1970, 2025, 2100, 2025), (tags["v1.0.0"], tags["v2.0.0"], tags["v3.0.0"], tags["v4.0.0"]));
        Assert.Single(Reading.Of(repository).Score(DateTimeOffset.MaxValue).Changes);
    }

    /// <summary>Gives the head another date, one that git's own commands refuse.</summary>
    private static string Redate(Site site, long at)
    {
        var text = site.Shop.Run("cat-file", "commit", "HEAD");
        File.WriteAllText(site.At("redated"), System.Text.RegularExpressions.Regex.Replace(text, "> [0-9]+ ", $"> {at} ") + "\n");
        var sha = site.Shop.Run("hash-object", "-t", "commit", "-w", site.At("redated"));
        site.Shop.Run("update-ref", "HEAD", sha);
        return sha;
    }
}
