using Shiprank.Core.Attribution;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Git.Notes;

namespace Shiprank.Bench.Public;

/// <summary>
/// <c>bench notes REPOSITORY</c>: git-ai's notes on its own history. Keys of sessions recomputed from their metadata; attested lines against the lines
/// that git says the commit adds; what the product leaves out.
/// </summary>
internal static class NoteTrial
{
    private sealed class Tally
    {
        public long Inside;
        public long Outside;
    }

    public static int Run(string[] arguments)
    {
        var (clone, say) = (PublicClone.Open(arguments[0]), new Figures());
        var commits = clone.History.Commits.ToDictionary(c => c.Sha, StringComparer.Ordinal);
        var onHead = clone.Lines("rev-list", "HEAD").ToHashSet(StringComparer.Ordinal);
        var inClone = clone.Lines("rev-list", "--all").ToHashSet(StringComparer.Ordinal);
        var notes = clone.Tree("refs/notes/ai").Select(n => (Sha: n.Path.Replace("/", "", StringComparison.Ordinal), n.Blob)).ToList();
        say.Say($"HEAD {clone.Git.Head}");
        say.Say($"notes {notes.Count:N0}, of commits in the clone {notes.Count(n => inClone.Contains(n.Sha)):N0}, on HEAD {notes.Count(n => onHead.Contains(n.Sha)):N0}");

        var sessions = new List<NoteMetadata.Session>();
        var missing = new Dictionary<string, int>(StringComparer.Ordinal);
        var releases = new Dictionary<string, string>(StringComparer.Ordinal);
        var raw = new Dictionary<string, IReadOnlyList<AttestedRange>>(StringComparer.Ordinal);
        var (damaged, empty) = (0, 0);
        using (var blobs = clone.Blobs())
        {
            foreach (var (sha, blob) in notes)
            {
                if (!blobs.TryRead(blob, out var content) || !Note.TryParse(content, out var ranges, out _, out _))
                {
                    damaged++;
                    continue;
                }

                var metadata = NoteMetadata.Read(content);
                sessions.AddRange(metadata.Sessions);
                releases[sha] = metadata.Release;
                raw[sha] = ranges;
                if (content.StartsWith("---"u8)) empty++;
                foreach (var key in ranges.Select(r => r.Session).Where(k => k.Length > 0 && !metadata.Keys.Contains(k)).Distinct(StringComparer.Ordinal))
                {
                    var form = key.StartsWith("s_", StringComparison.Ordinal) ? "s_" : GitAiKey.Digits(key) is { } digits ? $"{digits.Length} hex" : key.Contains('-') ? "uuid" : "word";
                    missing[form] = missing.GetValueOrDefault(form) + 1;
                }
            }
        }

        say.Check(damaged == 0, $"notes that can't be read: {damaged}; without attested lines: {empty:N0}");
        Keys(say, sessions);
        say.Say($"keys that the metadata lacks, once a note: {string.Join(", ", missing.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key} {m.Value:N0}"))}");
        Lines(say, clone, commits, onHead, raw, releases);
        return say.Failed;
    }

    private static void Keys(Figures say, List<NoteMetadata.Session> sessions)
    {
        foreach (var group in sessions.GroupBy(s => (s.IsPrompt, s.Key.Length)).OrderBy(g => g.Key))
        {
            var equal = group.Count(s => s.IsKeyOfItsSession);
            var uuid = group.Key is { IsPrompt: true, Length: 36 };
            say.Check(uuid || equal > 0.999 * group.Count(), $"keys of {group.Key.Length} signs ({(group.Key.IsPrompt ? "prompts" : "sessions")}) recomputed from tool and id: {Figures.Of(equal, group.Count())}{(uuid ? $"; equal to the id itself {group.Count(s => s.Key == s.Id)}" : "")}");
        }

        // What the product computes of a usage log's session, which knows the tool by its own name only.
        var names = new Dictionary<string, string>(StringComparer.Ordinal) { ["claude"] = "claude-code", ["github-copilot"] = "copilot", ["gemini"] = "gemini-cli", ["cursor-agent"] = "cursor" };
        foreach (var tool in sessions.Where(s => s.IsKeyOfItsSession).GroupBy(s => s.Tool).OrderByDescending(g => g.Count()))
        {
            var found = tool.Count(s => GitAiKey.Of(new SessionId(names.GetValueOrDefault(tool.Key, tool.Key), s.Id)).Any(digits => GitAiKey.Digits(s.Key) is { } key && digits.StartsWith(key, StringComparison.Ordinal)));
            say.Check(found == tool.Count(), $"  {tool.Key}: found from a log's tool and session {Figures.Of(found, tool.Count())}");
        }
    }

    private static void Lines(
        Figures say, PublicClone clone, Dictionary<string, Commit> commits, HashSet<string> onHead, Dictionary<string, IReadOnlyList<AttestedRange>> raw, Dictionary<string, string> releases)
    {
        var records = clone.History.LineRecords.Where(r => onHead.Contains(r.Sha)).ToList();
        var merges = records.Where(r => commits[r.Sha].IsMerge).ToList();
        say.Say($"read by the product on HEAD: {records.Count:N0}, of merges {merges.Count}, of these not empty {merges.Count(m => m.Ranges.Count > 0)}");
        var index = new LineRecordIndex(clone.History.LineRecords);
        var own = records.Where(r => !commits[r.Sha].IsMerge).Select(r => commits[r.Sha]).ToList();
        var byRelease = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        var (added, recorded, attested) = (0L, 0L, 0L);
        foreach (var (commit, patch) in own.Zip(clone.Patches(own)))
        {
            var lines = new HashSet<(string, int)>();
            foreach (var file in patch.Files.Where(f => f.NewPath is not null))
            {
                foreach (var hunk in file.Hunks)
                {
                    for (var i = 0; i < hunk.NewCount; i++)
                    {
                        added++;
                        lines.Add((file.NewPath!, hunk.NewStart + i));
                        if (index.Of(commit.Sha, file.NewPath!, hunk.NewStart + i) == Evidence.Recorded) recorded++;
                    }
                }
            }

            if (!byRelease.TryGetValue(releases[commit.Sha], out var tally)) byRelease[releases[commit.Sha]] = tally = new();
            foreach (var line in raw[commit.Sha].Where(r => !r.Human).SelectMany(r => Enumerable.Range(r.First, r.Last - r.First + 1).Select(n => (r.Path, n))).Distinct())
            {
                attested++;
                if (lines.Contains(line)) tally.Inside++;
                else tally.Outside++;
            }
        }

        say.Say($"lines attested to AI by notes of non-merge commits on HEAD: {attested:N0}; lines that these commits add: {added:N0}");
        say.Check(recorded == byRelease.Values.Sum(t => t.Inside), $"lines that the product takes as recorded: {recorded:N0} (attested and added)");
        foreach (var (release, tally) in byRelease) say.Say($"  git-ai {release}: inside the commit's own lines {tally.Inside:N0}, outside {tally.Outside:N0}");
    }
}
