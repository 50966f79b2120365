using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Homes;

/// <summary>Builds the traces of sessions from their rows and edits.</summary>
internal static class SessionTraces
{
    /// <param name="sessionOf">Session that a tool's thread belongs to (a sub-agent's is its parent's).</param>
    public static IReadOnlyList<SessionTrace> Build(RowList rows, EditLog edits, Func<string, string, string> sessionOf)
    {
        var traces = new SortedDictionary<(string Tool, string Session), Trace>(Comparer<(string Tool, string Session)>.Create(Compare));
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows.Data(i);
            if (row.Session.Length > 0) At(row.Tool, row.Session).See(row.Ticks, row.Project, row.Branch);
        }

        foreach (var seen in edits.Seen) At(seen.Tool, sessionOf(seen.Tool, seen.Session)).See(seen.Ticks, seen.Project, "");
        foreach (var edit in edits.Calls)
        {
            var trace = At(edit.Tool, sessionOf(edit.Tool, edit.Session));
            trace.See(edit.Ticks, edit.Project, "");
            trace.Edits++;
            trace.Files.UnionWith(edit.Files.Select(f => f.Path));
        }

        return [.. traces.Select(t => t.Value.ToTrace(t.Key.Tool, t.Key.Session))];

        Trace At(string tool, string session)
        {
            if (!traces.TryGetValue((tool, session), out var trace)) traces[(tool, session)] = trace = new Trace();
            return trace;
        }
    }

    private static int Compare((string Tool, string Session) a, (string Tool, string Session) b) =>
        string.CompareOrdinal(a.Tool, b.Tool) is var order and not 0 ? order : string.CompareOrdinal(a.Session, b.Session);

    private sealed class Trace
    {
        private long first = long.MaxValue;
        private long last = long.MinValue;
        private string project = "";
        private string branch = "";

        public int Edits { get; set; }

        public SortedSet<string> Files { get; } = new(StringComparer.Ordinal);

        public void See(long ticks, string inProject, string onBranch)
        {
            if (ticks < first || project.Length == 0) project = inProject.Length > 0 ? inProject : project;
            if (ticks < first || branch.Length == 0) branch = onBranch.Length > 0 ? onBranch : branch;
            first = Math.Min(first, ticks);
            last = Math.Max(last, ticks);
        }

        public SessionTrace ToTrace(string tool, string session) => new(
            tool, session, project, branch, new(first, TimeSpan.Zero), new(last, TimeSpan.Zero), Edits, EditsKnown: tool != "kiro", [.. Files]);
    }
}
