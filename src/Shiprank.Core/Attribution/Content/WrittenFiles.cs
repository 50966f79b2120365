using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Organisation;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Attribution.Content;

/// <summary>Everything that sessions wrote until as-of, by session and file. Trivial lines are left out: they match anywhere.</summary>
public sealed class WrittenFiles
{
    public static readonly WrittenFiles None = new([]);

    private readonly ILookup<SessionId, WrittenFile> bySession;

    private WrittenFiles(IReadOnlyList<WrittenFile> all)
    {
        All = all;
        bySession = all.ToLookup(f => f.Session.Id);
    }

    /// <summary>In the order of the sessions, then of the edits.</summary>
    public IReadOnlyList<WrittenFile> All { get; }

    public IEnumerable<WrittenFile> Of(SessionId session) => bySession[session];

    /// <param name="edits">In any order; those of sessions that are not given or later than as-of are left out.</param>
    /// <param name="minAlnum">Fewest letters and digits of a substantive line.</param>
    public static WrittenFiles Build(IEnumerable<SessionEdit> edits, IReadOnlyList<WorkSession> sessions, OrganisationFile organisation, int minAlnum, DateTimeOffset asOf)
    {
        var known = sessions.ToDictionary(s => s.Id);
        var resolver = new ProjectResolver(organisation);
        var files = new Dictionary<(SessionId Session, string Path), WrittenFile?>();
        foreach (var edit in edits)
        {
            if (edit.At > asOf || !known.TryGetValue(new(edit.Tool, edit.Session), out var session)) continue;
            var key = (session.Id, edit.Path);
            if (!files.TryGetValue(key, out var file)) files[key] = file = Of(session, edit.Path, resolver);
            if (file is not null && edit.Lines.Where(l => l.Alnum >= minAlnum).ToArray() is { Length: > 0 } lines) file.Add(new(edit.At, lines));
        }

        return files.Count == 0 ? None : new([.. files
            .OrderBy(f => f.Key.Session.Tool, StringComparer.Ordinal).ThenBy(f => f.Key.Session.Session, StringComparer.Ordinal).ThenBy(f => f.Key.Path, StringComparer.Ordinal)
            .Select(f => f.Value).OfType<WrittenFile>()]);
    }

    /// <summary>A session may write into several repositories: a file's own folder tells before the session's.</summary>
    private static WrittenFile? Of(WorkSession session, string path, ProjectResolver resolver) =>
        LoggedPath.Of(session.Trace.Project, path) is { } logged
            ? new(session, logged, (logged.Folder is { Length: > 0 } folder ? resolver.Repository(folder) : null) ?? session.Repository)
            : null;
}
