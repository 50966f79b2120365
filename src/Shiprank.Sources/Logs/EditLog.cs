namespace Shiprank.Sources.Logs;

/// <summary>One edit action of an agent.</summary>
internal readonly record struct EditAction(string Tool, string Session, string Project, long Ticks, string[] Paths);

/// <summary>Edit actions by the id of their tool call: a copied transcript repeats them, each counts once, for the session that made it first.</summary>
internal sealed class EditLog
{
    private readonly Dictionary<(string Tool, string Id), EditAction> actions = [];
    private readonly Lock gate = new();

    public IReadOnlyCollection<EditAction> Actions => actions.Values;

    public void Add(string tool, string id, string session, string project, long ticks, string[] paths)
    {
        lock (gate)
        {
            var key = (tool, id.Length > 0 ? id : $"{session}:{ticks}:{string.Join(':', paths)}");
            if (!actions.TryGetValue(key, out var known)
                || ticks < known.Ticks || (ticks == known.Ticks && string.CompareOrdinal(session, known.Session) < 0))
            {
                actions[key] = new(tool, session, project, ticks, paths);
            }
        }
    }
}
