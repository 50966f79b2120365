using System.Collections.Concurrent;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Which files of one repository count (normalised-deployments.md, sections 2.1 and 9; interfaces.md, section 1).
/// Attributes, binary files, links and submodules are out whatever the globs say; else an include at either level
/// wins over an exclude at either level and over the defaults. Safe for use from several threads.
/// </summary>
public sealed class PathRules
{
    private readonly ConcurrentDictionary<string, bool> judged = new(StringComparer.Ordinal);
    private readonly Glob[] excludes;
    private readonly Glob[] includes;

    public PathRules(OrganisationFile file, RepositoryEntry repository)
        : this([.. file.Exclude, .. repository.Exclude], [.. file.Include, .. repository.Include])
    {
    }

    /// <param name="exclude">Added to <see cref="DefaultExclusions"/>.</param>
    public PathRules(IEnumerable<string> exclude, IEnumerable<string> include)
    {
        string[] out_ = [.. DefaultExclusions.Globs, .. exclude], in_ = [.. include];
        excludes = Array.ConvertAll(out_, Glob.Path);
        includes = Array.ConvertAll(in_, Glob.Path);
        Setting = [.. out_.Select(g => "exclude " + g), .. in_.Select(g => "include " + g)];
    }

    /// <summary>All that is decided by, as texts.</summary>
    public IReadOnlyList<string> Setting { get; }

    /// <param name="path">From the repository's root, with <c>/</c>.</param>
    public bool IsExcluded(string path, FileTraits traits) =>
        traits != FileTraits.None || judged.GetOrAdd(path, static (p, rules) => rules.Judge(p), this);

    private bool Judge(string path) =>
        !Array.Exists(includes, glob => glob.IsMatch(path)) && Array.Exists(excludes, glob => glob.IsMatch(path));
}
