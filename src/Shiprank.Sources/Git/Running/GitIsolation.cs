using System.Diagnostics;
using Shiprank.Sources.Git.Fetching;

namespace Shiprank.Sources.Git.Running;

/// <summary>
/// What every git process gets: no system or user configuration, no attributes of a work tree, no locks, no questions, no network, no lazy fetch.
/// What remains is the repository's own configuration; what of it could change a diff is set on the command line.
/// </summary>
internal static class GitIsolation
{
    private static readonly string[] Options =
    [
        "--no-pager",
        "-c", "safe.directory=*",
        "-c", "core.quotePath=false",
        "-c", "core.attributesFile=/dev/null",
        "-c", "attr.tree=",
        "-c", "core.bigFileThreshold=512m",
        // A commit graph is a second account of parents and dates, which nothing holds to the first.
        "-c", "core.commitGraph=false",
        "-c", "core.deltaBaseCacheLimit=96m",
        "-c", "core.fsmonitor=false",
        "-c", "core.hooksPath=/dev/null",
        "-c", "core.precomposeUnicode=false",
        "-c", "log.showSignature=false",
        "-c", "mailmap.file=",
    ];

    /// <param name="userHome">Home folder whose user's configuration counts after all, for what only it knows (who the user is); null for none.</param>
    /// <param name="transport">What a process that fetches may use; null for no network at all.</param>
    public static void Apply(ProcessStartInfo info, string folder, string? gitDir, string? userHome = null, GitTransport? transport = null)
    {
        foreach (var name in info.Environment.Keys.Where(k => k.StartsWith("GIT_", StringComparison.OrdinalIgnoreCase)).ToList()) info.Environment.Remove(name);
        var set = info.Environment;
        set["LC_ALL"] = "C";
        set["GIT_CONFIG_NOSYSTEM"] = "1";
        if (userHome is null) set["GIT_CONFIG_GLOBAL"] = "/dev/null";
        else set["HOME"] = userHome;
        set["GIT_ATTR_NOSYSTEM"] = "1";
        set["GIT_OPTIONAL_LOCKS"] = "0";
        set["GIT_TERMINAL_PROMPT"] = "0";
        set["GIT_NO_LAZY_FETCH"] = "1";
        // Before 2.45 git does not know GIT_NO_LAZY_FETCH: without a transport it can't fetch either.
        set["GIT_ALLOW_PROTOCOL"] = "none";
        if (gitDir is null)
        {
            set["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(Path.GetFullPath(folder)) ?? "/";
        }
        else
        {
            // The work tree is said to be the git directory, and there is no index: no .gitattributes can be found there.
            set["GIT_DIR"] = gitDir;
            set["GIT_WORK_TREE"] = gitDir;
            set["GIT_INDEX_FILE"] = Path.Combine(gitDir, "shiprank-reads-no-index");
        }

        foreach (var option in Options) info.ArgumentList.Add(option);
        transport?.Apply(info);
    }
}
