namespace Shiprank.Bench.Public;

/// <summary><c>bench traces REPOSITORY…</c>: what the product takes from <c>.agent-trace/traces.jsonl</c> of public repositories.</summary>
internal static class TraceTrial
{
    public static int Run(string[] arguments)
    {
        var say = new Figures();
        foreach (var path in arguments)
        {
            var clone = PublicClone.Open(path);
            var lines = clone.Lines("show", "HEAD:.agent-trace/traces.jsonl").Count;
            say.Say($"{Path.GetFileNameWithoutExtension(Path.TrimEndingDirectorySeparator(path))} {clone.Git.Head}: {lines} lines, not read as traces {clone.Reading.Warnings.Count(w => w.Line > 0)}");
            say.Say($"  lines proven by their hash {clone.History.LineRecords.Sum(r => r.Ranges.Sum(a => a.Last - a.First + 1))}, commits with a session {clone.History.Commits.Count(c => c.Message.Sessions.Count > 0)} of {clone.History.Commits.Count}, sessions {clone.History.Commits.SelectMany(c => c.Message.Sessions).Distinct().Count()}");
            foreach (var reason in clone.Reading.Warnings.GroupBy(w => w.Reason).OrderByDescending(g => g.Count())) say.Say($"  {reason.Count()} × {reason.Key}");
        }

        return say.Failed;
    }
}
