using System.Text.Json;
using System.Text.RegularExpressions;
using Shiprank.Core.Attribution;
using Shiprank.Core.Usage;
using Shiprank.Engine.Demo;
using Shiprank.Sources.Homes;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Demo;

/// <summary>The demo is read by the ordinary readers, and they find exactly what was written.</summary>
[Collection(SmallDemo.Name)]
public sealed partial class DemoReadingTests(SmallDemo small)
{
    private readonly DemoFolder demo = small.Folder;

    [Theory]
    [InlineData("claude-code")]
    [InlineData("codex")]
    [InlineData("openclaw")]
    [InlineData("kiro")]
    public void Logs_hold_what_the_generator_says_it_wrote(string tool)
    {
        var expected = demo.Facts.Homes.Where(h => h.Value.ContainsKey(tool)).ToDictionary(h => h.Key, h => h.Value[tool]);
        var read = demo.Facts.Homes.Keys.Select(home => (Home: home, Rows: Read(home).Reading.Rows.Where(r => r.Tool == tool).ToList()))
            .Where(h => h.Rows.Count > 0)
            .ToDictionary(h => h.Home, h => h.Rows.Aggregate(default(UsageFacts), (sum, row) => sum + new UsageFacts(1, row.Tokens, row.Credits ?? 0)));
        Assert.NotEmpty(expected);
        Assert.Equal(expected.OrderBy(e => e.Key), read.OrderBy(r => r.Key));
    }

    [Fact]
    public void No_line_of_a_log_is_left_out()
    {
        foreach (var home in demo.Facts.Homes.Keys) Assert.Empty(Read(home).Report.Skipped);
    }

    [Fact]
    public void The_organisation_file_has_no_problem_and_a_home_for_everybody()
    {
        var read = OrganisationReader.Read(demo.Facts.OrganisationFile);
        Assert.Empty(read.Problems);
        var organisation = read.Value!;
        Assert.Equal(8, organisation.Teams.Count);
        Assert.Equal(6, organisation.Repositories.Sum(r => r.Services.Count));
        Assert.Equal(4, organisation.Repositories.SelectMany(r => r.Services).Select(s => s.Mode).Distinct().Count());
        Assert.Equal(organisation.People.Select(p => p.Id), organisation.Usage.Where(u => u.Person is not null).Select(u => u.Person));
        Assert.All(organisation.Usage, u => Assert.True(Directory.Exists(u.Path)));
    }

    [Fact]
    public void Everything_in_the_events_is_read_and_placed()
    {
        var score = DemoScore.Of(demo.Facts, TestContext.Current.CancellationToken);
        Assert.Empty(score.Report.Skipped);
        Assert.Empty(score.Score.Problems);
        Assert.Empty(score.Histories.SelectMany(h => h.Warnings));
        Assert.Equal(demo.Facts.Events["request"], score.Events.Requests.Count);
        Assert.Equal(demo.Facts.Events["deployment"], score.Events.Deployments.Count);
        Assert.Equal(demo.Facts.Events["work_item"], score.Events.WorkItems.Count);
        Assert.Equal(demo.Facts.Repositories.Single(r => r.Name == "ledger").Notes, score.Histories.Single(h => h.History.Repository == "ledger").History.LineRecords.Count);
    }

    [Fact]
    public void Sessions_on_a_branch_edit_files_that_the_repository_has_known()
    {
        var known = demo.Facts.Repositories.ToDictionary(
            r => r.Name, r => demo.Git(r.Name, "log", "--name-only", "--format=", "--no-renames", "main").Split('\n').ToHashSet(StringComparer.Ordinal));
        var edited = 0;
        foreach (var session in demo.Facts.Homes.Keys.SelectMany(h => Read(h).Reading.Sessions).Where(s => s.Branch is not ("" or "main")))
        {
            var repository = Path.GetFileName(session.Project);
            foreach (var file in session.EditedFiles)
            {
                Assert.Contains(file.Replace(session.Project + "/", ""), known[repository]);
                edited++;
            }
        }

        Assert.NotEqual(0, edited);
    }

    /// <summary>What the window rule asks for: same repository, branch and person, within four hours, a file in common.</summary>
    [Fact]
    public void A_session_on_a_merged_branch_meets_its_commit_within_the_window()
    {
        var scored = DemoScore.Of(demo.Facts, TestContext.Current.CancellationToken);
        var people = new PeopleDirectory(scored.Organisation);
        var requests = scored.Events.Requests.Where(r => r.MergeSha is not null).ToLookup(r => (r.Repository, r.HeadBranch));
        var commits = scored.Histories.SelectMany(h => h.History.Commits).ToDictionary(c => c.Sha, StringComparer.Ordinal);
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (home, session) in demo.Facts.Homes.Keys.Where(h => h != "ci-agent").SelectMany(h => Read(h).Reading.Sessions.Select(s => (h, s))))
        {
            var repository = Path.GetFileName(session.Project);
            if (requests[(repository, session.Branch)].FirstOrDefault() is not { } request) continue;

            // Its sessions are two people's on two days: notes link them.
            if (session.Branch.Contains("PAY-2001", StringComparison.Ordinal)) continue;
            var change = commits[request.MergeSha!];
            var commit = change.IsMerge ? commits[change.Parents[1]] : change;
            Assert.Equal(home, people.Of(commit.Author).Id);
            Assert.InRange(commit.AuthoredAt, session.EndedAt, session.EndedAt.AddHours(4));
            var touched = demo.Git(repository, "diff", "--name-only", "--no-renames", $"{change.Sha}^", change.Sha).Split('\n');
            Assert.NotEmpty(session.EditedFiles.Select(f => f.Replace(session.Project + "/", "")).Intersect(touched));
            met[session.Tool] = met.GetValueOrDefault(session.Tool) + 1;
        }

        Assert.Equal(["claude-code", "codex"], met.Keys.Order());
    }

    /// <summary>What the content match asks for: a log has most lines of its commit, word for word, and some that a person changed since.</summary>
    [Theory]
    [InlineData(".claude")]
    [InlineData(".codex")]
    [InlineData(".openclaw")]
    public void Logs_have_most_lines_of_their_commits_and_not_all(string folder)
    {
        var requests = File.ReadLines(demo.Facts.EventsFile).Select(l => JsonDocument.Parse(l).RootElement)
            .Where(e => e.GetProperty("type").GetString() == "request" && e.TryGetProperty("merge_sha", out _))
            .Select(e => (Repository: e.GetProperty("repository").GetString()!, Branch: e.GetProperty("head_branch").GetString()!, Sha: e.GetProperty("merge_sha").GetString()!))
            .ToList();
        var (written, kept, added) = (0, 0, 0);
        foreach (var log in Directory.EnumerateFiles(Path.Combine(demo.Path, "homes"), "*.jsonl", SearchOption.AllDirectories).Where(f => f.Contains($"/{folder}/", StringComparison.Ordinal)))
        {
            var text = File.ReadAllText(log);
            var lines = Written(text).ToHashSet(StringComparer.Ordinal);
            if (lines.Count == 0) continue;

            // OpenClaw logs no branch: its session belongs to the change that has its lines.
            var own = requests.Where(r => folder == ".openclaw" ? text.Contains($"/src/{r.Repository}", StringComparison.Ordinal) : text.Contains($"\"{r.Branch}\"", StringComparison.Ordinal));
            var commit = own.Select(r => demo.Git(r.Repository, "diff", "-U0", $"{r.Sha}^", r.Sha).Split('\n').Where(l => l.StartsWith('+')).Select(l => Bare(l[1..])).Where(IsSubstantive).ToHashSet(StringComparer.Ordinal))
                .OrderByDescending(c => c.Intersect(lines).Count()).FirstOrDefault();
            if (commit is null || !commit.Overlaps(lines)) continue;
            (written, kept, added) = (written + lines.Count, kept + commit.Intersect(lines).Count(), added + commit.Count);
        }

        Assert.True(written > 100, $"{written} lines");
        Assert.InRange((double)kept / written, 0.85, 0.99);
        Assert.InRange((double)kept / added, 0.5, 0.95);
    }

    [Fact]
    public void Runs_without_a_human_are_told_from_sessions_with_one()
    {
        Assert.All(Read("ci-agent").Reading.Rows, r => Assert.True(r.Autonomous));
        var loops = demo.Facts.Cast.Single(c => c.Role == CastRole.Tokenmaxxer).Id;
        Assert.All(Read(loops).Reading.Rows.Where(r => r.Tool == "openclaw"), r => Assert.True(r.Autonomous));
        Assert.All(Read("ada").Reading.Rows, r => Assert.False(r.Autonomous));
    }

    /// <summary>An equal line would be taken for a moved or restored one, and the demo would show something by accident.</summary>
    [Fact]
    public void No_line_of_code_stands_twice_in_a_repository()
    {
        foreach (var repository in demo.Facts.Repositories)
        {
            var paths = demo.Git(repository.Name, "ls-tree", "-r", "--name-only", "main").Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(p => Code().IsMatch(p) && !Generated().IsMatch(p));
            var lines = paths.SelectMany(p => demo.Git(repository.Name, "show", $"main:{p}").Split('\n'))
                .Select(l => l.Replace(" ", "").Replace("\t", "")).Where(l => l.Count(char.IsLetterOrDigit) >= 4).ToList();
            Assert.NotEmpty(lines);
            Assert.Empty(lines.GroupBy(l => l).Where(g => g.Count() > 1).Select(g => $"{repository.Name}: {g.Key}"));
        }
    }

    /// <summary>The lines that a log says were written: of patches, of Codex's patch texts, of OpenClaw's edits.</summary>
    private static IEnumerable<string> Written(string log)
    {
        foreach (var line in log.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var record = JsonDocument.Parse(line).RootElement;
            IEnumerable<string> lines =
                record.TryGetProperty("toolUseResult", out var result) ? result.GetProperty("structuredPatch").EnumerateArray().SelectMany(h => h.GetProperty("lines").EnumerateArray()).Select(l => l.GetString()!)
                : record.TryGetProperty("payload", out var payload) && payload.TryGetProperty("input", out var patch) ? patch.GetString()!.Split('\n')
                : record.TryGetProperty("message", out var message) && message.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Array
                    ? content.EnumerateArray().Where(c => c.TryGetProperty("arguments", out _)).SelectMany(c => c.GetProperty("arguments").GetProperty("newText").GetString()!.Split('\n')).Select(l => "+" + l)
                    : [];
            foreach (var added in lines.Where(l => l.StartsWith('+')).Select(l => Bare(l[1..])).Where(IsSubstantive)) yield return added;
        }
    }

    private static string Bare(string line) => line.Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);

    private static bool IsSubstantive(string line) => line.Count(char.IsLetterOrDigit) >= 4;

    private (UsageReading Reading, IngestReport Report) Read(string home)
    {
        var report = new IngestReport();
        var request = new HomeRequest(Path.Combine(demo.Path, "homes", home), new Dictionary<string, string>(), WithSessions: true, new Usage.StoppedClock(demo.Facts.Options.AsOf));
        return (HomeReader.Read(request, report, TestContext.Current.CancellationToken), report);
    }

    [GeneratedRegex(@"\.(cs|ts|java|go|py|rs)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();

    [GeneratedRegex(@"generated|\.g\.cs$|\.pb\.go$|_pb2\.py$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Generated();
}
