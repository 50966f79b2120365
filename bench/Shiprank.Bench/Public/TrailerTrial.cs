using System.Text.RegularExpressions;
using Shiprank.Core.Delivery;

namespace Shiprank.Bench.Public;

/// <summary>
/// <c>bench trailers REPOSITORY…</c>: session ids that the product reads out of all commits of all refs, against the exact lines that the tools write
/// (each on a line of its own, from its first sign to its last).
/// </summary>
internal static partial class TrailerTrial
{
    public static int Run(string[] arguments)
    {
        var say = new Figures();
        foreach (var path in arguments)
        {
            var clone = PublicClone.Open(path);
            say.Say($"{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path))} {clone.Git.Head}");
            var marks = new List<(string Sha, SessionMark Mark)>();
            var exact = new List<(string Sha, SessionMark Mark)>();
            var mentioned = 0;
            foreach (var commit in clone.Log("--exclude=refs/heads/entire/*", "--exclude=refs/notes/*", "--all"))
            {
                if (Mention().IsMatch(commit.Message)) mentioned++;
                marks.AddRange(PublicClone.Facts(commit.Message).Sessions.Select(m => (commit.Sha, m)));
                exact.AddRange(Exact(commit.Message).Distinct().Select(m => (commit.Sha, m)));
            }

            foreach (var tool in marks.Concat(exact).GroupBy(m => m.Mark.Tool).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var (read, written) = (marks.Where(m => m.Mark.Tool == tool.Key).ToHashSet(), exact.Where(m => m.Mark.Tool == tool.Key).ToHashSet());
                say.Check(written.IsSubsetOf(read), $"  {tool.Key}: commits {read.Select(m => m.Sha).Distinct().Count()}, ids {read.Select(m => m.Mark.Id).Distinct().Count()}; read of what is written {Figures.Of(written.Count(read.Contains), written.Count)}; read otherwise {read.Except(written).Count()}");
            }

            say.Say($"  commits that speak of one of the trailers {mentioned}, with a session {marks.Select(m => m.Sha).Distinct().Count()}");
        }

        return say.Failed;
    }

    private static IEnumerable<SessionMark> Exact(string message)
    {
        foreach (Match line in ExactLine().Matches(message))
        {
            var id = line.Groups["id"].Value;
            yield return line.Groups["key"].Value switch
            {
                "Claude-Session" => new("claude-code", id),
                "Amp-Thread-ID" => new("amp", id),
                "Entire-Checkpoint" => new("entire", id),
                _ => new("copilot", id),
            };
        }
    }

    [GeneratedRegex(
        @"^((?<key>Copilot-Session): (?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<key>Agent-Logs-Url): https://github\.com/[^/\s]+/[^/\s]+/sessions/(?<id>[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<key>Claude-Session): https://claude\.ai/code/(?<id>session_[0-9A-Za-z]{24})|(?<key>Amp-Thread-ID): https://ampcode\.com/threads/(?<id>T-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<key>Entire-Checkpoint): (?<id>[0-9a-f]{12}))$",
        RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex ExactLine();

    [GeneratedRegex("Copilot-Session|Agent-Logs-Url|Claude-Session|Amp-Thread-ID|Entire-Checkpoint", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Mention();
}
