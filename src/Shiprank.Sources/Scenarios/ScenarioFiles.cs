using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Scenarios;

/// <summary>Finds the scenario files that an organisation keeps.</summary>
public static class ScenarioFiles
{
    /// <param name="pattern">Absolute; <c>*</c> in the file's name alone.</param>
    /// <returns>Absolute paths in order; none where the folder is not there.</returns>
    public static IReadOnlyList<string> Find(string? pattern)
    {
        if (pattern is null || Path.GetDirectoryName(pattern) is not { } folder || !Directory.Exists(folder)) return [];
        var name = Glob.Tag(Path.GetFileName(pattern));
        return [.. Directory.EnumerateFiles(folder).Where(f => name.IsMatch(Path.GetFileName(f))).Order(StringComparer.Ordinal)];
    }
}
