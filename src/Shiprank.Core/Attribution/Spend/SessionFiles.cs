using Shiprank.Core.Attribution.Content;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Attribution.Spend;

/// <summary>The files that a session edited, comparable with the paths of a commit (<see cref="LoggedPath"/>).</summary>
internal sealed class SessionFiles
{
    private readonly ILookup<string, LoggedPath> byName;

    public SessionFiles(SessionTrace trace) => byName = trace.EditedFiles
        .Select(file => LoggedPath.Of(trace.Project, file)).OfType<LoggedPath>().ToLookup(p => p.Name, StringComparer.Ordinal);

    /// <param name="path">From the repository's root, with <c>/</c>.</param>
    public bool Contains(string path) => byName[path[(path.LastIndexOf('/') + 1)..]].Any(p => p.Is(path));
}
