using Shiprank.Core.Caps;
using Shiprank.Core.Usage;
using Shiprank.Engine.Privacy;
using Shiprank.Sources.Runs;
using Shiprank.Store;

namespace Shiprank.Engine.Import;

/// <summary>Reads traces of runs out of files into the store; any number of times, in any order: each entry has an id, and counts once.</summary>
public sealed class RunImport(IStore store, Workspace workspace)
{
    /// <summary>The kind of a usage source that is a folder of such files.</summary>
    public const string Kind = "runs";

    /// <returns>How many entries there were, and how many of them were new.</returns>
    public (long Entries, long Added) Read(string path, IngestReport report, CancellationToken cancel = default)
    {
        var (entries, added) = (0L, 0L);
        foreach (var batch in RunTraces.Read(path, report, cancel))
        {
            entries += batch.Count;
            added += store.AddCapEvents([.. batch.Select(Known)], cancel);
        }

        return (entries, added);
    }

    /// <summary>With the id that the organisation file has for the person; nobody's where there is none, or where they were forgotten.</summary>
    private CapEvent Known(CapEvent entry)
    {
        if (entry.Person.Length == 0) return entry;
        var id = workspace.People.Named(entry.Person).Id;
        return ErasedPeople.IsOne(id) ? entry with { Person = "", Branch = "" } : entry with { Person = id };
    }
}
