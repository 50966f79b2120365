using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Reconcile;

/// <summary>Files behind a path of <c>bills:</c>, by name: <c>*</c> is anything within a name, <c>**</c> any folders.</summary>
internal static class BillFilePaths
{
    private static readonly EnumerationOptions options = new() { RecurseSubdirectories = true, IgnoreInaccessible = true, MatchType = MatchType.Simple, AttributesToSkip = FileAttributes.System };

    public static IReadOnlyList<string> Of(string path)
    {
        var star = path.AsSpan().IndexOfAny('*', '?');
        if (star < 0) return File.Exists(path) ? [path] : [];
        var folder = path[..path.LastIndexOf(Path.DirectorySeparatorChar, star)];
        if (folder.Length == 0) folder = Path.DirectorySeparatorChar.ToString();
        if (!Directory.Exists(folder)) return [];
        var glob = Glob.Path(path.Replace('\\', '/'));
        return [.. Directory.EnumerateFiles(folder, "*", options).Where(f => glob.IsMatch(f.Replace('\\', '/'))).Order(StringComparer.Ordinal)];
    }
}
