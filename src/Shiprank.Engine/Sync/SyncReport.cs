using Shiprank.Core;
using Shiprank.Core.Score.Restating;
using Shiprank.Core.Usage;
using Shiprank.Store;

namespace Shiprank.Engine.Sync;

/// <summary>What one sync read, what was new, and what stands in the way of knowing more.</summary>
public sealed class SyncReport
{
    /// <summary>Files, lines and what was skipped in logs and event files.</summary>
    public IngestReport Ingest { get; } = new();

    public int UsageAdded { get; set; }

    public int UsageReplaced { get; set; }

    public int UsageKnown { get; set; }

    public int Sessions { get; set; }

    public int EditsAdded { get; set; }

    public int EventsAdded { get; set; }

    /// <summary>Entries of runs' traces.</summary>
    public long RunEntriesAdded { get; set; }

    /// <summary>Lines of vendors' reports, and invoices.</summary>
    public int BillsAdded { get; set; }

    public int BillsReplaced { get; set; }

    public int BillsKnown { get; set; }

    /// <summary>Rows that stood more than once in one export.</summary>
    public int BillCopies { get; set; }

    public int PatchesAdded { get; set; }

    public int Changes { get; set; }

    /// <summary>Repositories of which a part of the stored history is no longer there: a push by force, a rebase.</summary>
    public List<Rewriting> Rewritten { get; } = [];

    /// <summary>Figures that had been told and are others now, and those of them that had been final.</summary>
    public int Restated { get; private set; }

    public int RestatedClosed { get; private set; }

    /// <summary>Homes and event files that were read.</summary>
    public List<string> Sources { get; } = [];

    public List<Problem> Problems { get; } = [];

    /// <summary>Repositories whose history could not be read whole; of each a problem tells why.</summary>
    public List<string> Unread { get; } = [];

    public void Take(IReadOnlyList<Restatement> restated) => (Restated, RestatedClosed) = (restated.Count, restated.Count(r => r.Closed));

    /// <summary>The entry of the log of runs.</summary>
    public SyncRun Run(DateTimeOffset started, DateTimeOffset finished, string program) => new(
        started,
        finished,
        program,
        new Dictionary<string, long>(StringComparer.Ordinal)
        {
            ["usage.added"] = UsageAdded,
            ["usage.replaced"] = UsageReplaced,
            ["usage.known"] = UsageKnown,
            ["sessions"] = Sessions,
            ["edits.added"] = EditsAdded,
            ["events.added"] = EventsAdded,
            ["bills.added"] = BillsAdded,
            ["bills.replaced"] = BillsReplaced,
            ["patches.added"] = PatchesAdded,
            ["changes"] = Changes,
            ["changes.replaced"] = Rewritten.Sum(r => r.Replaced),
            ["restated"] = Restated,
            ["restated.closed"] = RestatedClosed,
            ["files"] = Ingest.Files,
            ["skipped"] = Ingest.Skipped.Count,
        }.Concat(Unread.Distinct(StringComparer.Ordinal).Select(SyncRun.UnreadCount)).Concat(SkippedReasons.Marks(Sources, Ingest.Skipped)).ToDictionary(StringComparer.Ordinal),
        Problems);

    /// <summary>Whether anything was new, whatever stood in the way of more.</summary>
    public bool HasNews => UsageAdded + UsageReplaced + EditsAdded + EventsAdded + BillsAdded + BillsReplaced + RunEntriesAdded + PatchesAdded + Rewritten.Count + Restated > 0;

    /// <summary>True when something that the configuration names could not be read whole (exit code 6).</summary>
    public bool IsPartial => Problems.Count > 0 || Ingest.Skipped.Count > 0;
}
