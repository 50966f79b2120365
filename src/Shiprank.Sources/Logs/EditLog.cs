using Shiprank.Sources.Edits;

namespace Shiprank.Sources.Logs;

/// <summary>One edit call of an agent, as the session that made it first has it.</summary>
internal readonly record struct EditAction(string Tool, string Session, string Project, long Ticks, IReadOnlyList<FileEdit> Files)
{
    /// <summary>Earlier, then by names: which of two copies stands, whatever order they were read in.</summary>
    public bool Precedes(in EditAction other)
    {
        if (Ticks != other.Ticks) return Ticks < other.Ticks;
        var order = string.CompareOrdinal(Session, other.Session);
        return order != 0 ? order < 0 : string.CompareOrdinal(Project, other.Project) < 0;
    }
}

/// <summary>
/// Edit calls by the id of their tool call, over all files and stores: a copied transcript repeats them, each counts once, for the session that made it
/// first. Adding in any order, from any thread, gives the same.
/// </summary>
internal sealed class EditLog
{
    private readonly Dictionary<(string Tool, string Id), EditAction> tried = [];
    private readonly Dictionary<(string Tool, string Id, ulong Content), EditAction> applied = [];
    private readonly HashSet<(string Tool, string Id)> refused = [];
    private readonly Dictionary<(string Tool, string Session, string Project), (long First, long Last)> seen = [];
    private readonly Lock gate = new();

    /// <summary>Calls whose result says that they were carried out, ordered.</summary>
    public IReadOnlyList<EditAction> Applied => Ordered(applied.Values);

    /// <summary>Calls that count as edits of their session: the applied ones, and those whose result the log does not have. Ordered.</summary>
    public IReadOnlyList<EditAction> Calls
    {
        get
        {
            var settled = applied.Keys.Select(k => (k.Tool, k.Id)).Concat(refused).ToHashSet();
            return Ordered(applied.Values.Concat(tried.Where(t => !settled.Contains(t.Key)).Select(t => t.Value)));
        }
    }

    /// <summary>First and last instants at which sessions without usage rows were at work; no edits. Ordered.</summary>
    public IReadOnlyList<EditAction> Seen =>
        Ordered(seen.SelectMany(s => new[] { s.Value.First, s.Value.Last }.Select(at => new EditAction(s.Key.Tool, s.Key.Session, s.Key.Project, at, []))));

    /// <summary>A call was made; whether it was carried out is not known yet.</summary>
    public void Try(string tool, string id, string session, string project, long ticks, IReadOnlyList<FileEdit> files)
    {
        lock (gate) Keep(tried, (tool, Named(id, session, ticks, files)), new(tool, session, project, ticks, files));
    }

    /// <summary>The call's result says that nothing was done.</summary>
    public void Refuse(string tool, string id)
    {
        lock (gate) refused.Add((tool, id));
    }

    /// <summary>
    /// The call's result says that it was carried out. Calls of one id that do different things are different calls: some models number
    /// theirs from zero in every session.
    /// </summary>
    public void Apply(string tool, string id, string session, string project, long ticks, IReadOnlyList<FileEdit> files)
    {
        lock (gate) Keep(applied, (tool, Named(id, session, ticks, files), Content(files)), new(tool, session, project, ticks, files));
    }

    public void See(string tool, string session, string project, long ticks)
    {
        lock (gate)
        {
            var span = seen.TryGetValue((tool, session, project), out var known) ? known : (First: ticks, Last: ticks);
            seen[(tool, session, project)] = (Math.Min(span.First, ticks), Math.Max(span.Last, ticks));
        }
    }

    private static void Keep<TKey>(Dictionary<TKey, EditAction> actions, TKey key, in EditAction action)
        where TKey : notnull
    {
        if (!actions.TryGetValue(key, out var known) || action.Precedes(known)) actions[key] = action;
    }

    private static string Named(string id, string session, long ticks, IReadOnlyList<FileEdit> files) =>
        id.Length > 0 ? id : $"{session}:{ticks}:{string.Join(':', files.Select(f => f.Path))}";

    private static ulong Content(IReadOnlyList<FileEdit> files)
    {
        var hash = 14695981039346656037UL;
        foreach (var file in files)
        {
            foreach (var c in file.Path) hash = (hash ^ c) * 1099511628211UL;
            foreach (var line in file.Lines) hash = ulong.RotateLeft((hash ^ line.Value) * 0x9E3779B97F4A7C15UL, 29);
        }

        return hash;
    }

    private static List<EditAction> Ordered(IEnumerable<EditAction> actions) => [.. actions
        .OrderBy(a => a.Tool, StringComparer.Ordinal).ThenBy(a => a.Session, StringComparer.Ordinal).ThenBy(a => a.Ticks).ThenBy(a => a.Project, StringComparer.Ordinal)];
}
