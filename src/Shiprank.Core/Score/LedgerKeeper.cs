using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines;

namespace Shiprank.Core.Score;

/// <summary>
/// Lets the ledger of one repository go on where an earlier run left it, when everything that it came from is still the same; and leaves
/// checkpoints for the next run.
/// </summary>
internal sealed class LedgerKeeper
{
    /// <summary>A last stretch of more lines than this is kept whatever the plan says: to follow it again costs more than to write it down.</summary>
    private const long ManyLines = 20_000;

    private readonly CheckpointShelf? shelf;
    private readonly string repository;
    private readonly bool isWhole;
    private readonly IReadOnlyList<Change> changes;
    private readonly LedgerRules rules;
    private readonly IReadOnlyList<CheckpointPart> parts;
    private readonly CommitPlaces places;
    private readonly UInt128[] chain;
    private readonly IReadOnlySet<int> plan;
    private readonly Dictionary<int, CheckpointName> kept = [];
    private IReadOnlyList<CheckpointName> found = [];
    private long seen;

    /// <param name="shelf">Null: every run starts from nothing.</param>
    /// <param name="isWhole">False when as-of cuts the history: then nothing is written.</param>
    /// <param name="setting">As <see cref="LedgerChain.Of"/> wants it.</param>
    public LedgerKeeper(
        CheckpointShelf? shelf, string repository, bool isWhole, CommitGraph graph, IReadOnlyList<Change> changes, LedgerRules rules, IEnumerable<string> setting, IReadOnlyList<CheckpointPart> parts)
    {
        (this.shelf, this.repository, this.isWhole, this.changes, this.rules, this.parts) = (shelf, repository, isWhole, changes, rules, parts);
        places = new(shelf is null ? [] : changes, graph.Commits.Count);
        chain = shelf is null ? [] : LedgerChain.Of(changes, graph, rules, setting, [.. parts.Select(p => p.DigestOf)]);
        plan = shelf?.Plan(changes.Count) ?? new HashSet<int>();
    }

    /// <summary>The ledger behind the newest checkpoint that holds; an empty one when none does. The parts stand at the same change.</summary>
    public LineLedger Resume()
    {
        found = shelf?.List(repository) ?? [];
        var usable = found.Where(n => n.Changes >= 1 && n.Changes <= chain.Length && chain[n.Changes - 1] == n.Chain).OrderByDescending(n => n.Changes).ToList();
        for (var i = 0; i < usable.Count; i++)
        {
            if (Open(usable[i]) is not { } ledger) continue;
            foreach (var name in usable[i..]) kept[name.Changes] = name;
            seen = ledger.LinesSeen;
            return ledger;
        }

        foreach (var part in parts) part.Read([]);
        return new(changes, rules);
    }

    /// <summary>To be told after each change that the ledger took.</summary>
    public void Passed(LineLedger ledger)
    {
        if (plan.Contains(ledger.Taken)) Save(ledger);
    }

    /// <summary>To be told when the ledger has taken all: clears away what no run will look at again.</summary>
    public void Finish(LineLedger ledger)
    {
        if (shelf is null || !isWhole) return;
        if (ledger.LinesSeen - seen > ManyLines) Save(ledger);
        var newest = kept.Count > 0 ? kept.Keys.Max() : 0;
        var gone = found.Where(n => !(kept.TryGetValue(n.Changes, out var name) && name == n) || (n.Changes != newest && !plan.Contains(n.Changes))).ToList();
        if (gone.Count > 0) shelf.Drop(repository, gone);
    }

    private LineLedger? Open(CheckpointName name)
    {
        try
        {
            if (shelf!.Read(repository, name) is not { } checkpoint || !Horizons.Hold(checkpoint.Asked, rules)) return null;
            foreach (var part in parts)
            {
                if (!checkpoint.Sections.TryGetValue(part.Name, out var body) || !part.Read(body)) return null;
            }

            return LineLedger.From(checkpoint, changes, rules, places);
        }
        catch (InvalidDataException)
        {
            // What does not fit together is as good as gone: the run starts from an older one.
            return null;
        }
    }

    private void Save(LineLedger ledger)
    {
        if (shelf is null || !isWhole || ledger.Taken == 0) return;
        var name = new CheckpointName(ledger.Taken, chain[ledger.Taken - 1]);
        shelf.Save(repository, ledger.Save(name, places, parts.ToDictionary(p => p.Name, p => p.Write(), StringComparer.Ordinal)));
        kept[name.Changes] = name;
        seen = ledger.LinesSeen;
    }
}
