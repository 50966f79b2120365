using System.Runtime.InteropServices;
using Shiprank.Core.Delivery.Graph;
using Shiprank.Core.Delivery.Lines.Blocks;

namespace Shiprank.Core.Delivery.Lines;

/// <content>How a ledger is kept between runs.</content>
public sealed partial class LineLedger
{
    private const int FlagsShift = 4;
    private const byte MarkBits = (1 << FlagsShift) - 1;

    /// <summary>How many changes were taken.</summary>
    public int Taken => firstLine.Count;

    /// <summary>The state as it is now, to be read before the next change is taken.</summary>
    internal LedgerCheckpoint Save(CheckpointName name, CommitPlaces places, IReadOnlyDictionary<string, byte[]> sections)
    {
        if (blocks is null) return State(name, places, sections);
        var now = changes[Taken - 1].At;
        blocks.Settle(files);
        var body = BlockBody.Write(blocks, files, c => IsYoung(c, now));
        return State(name, places, new Dictionary<string, byte[]>(sections, StringComparer.Ordinal) { [BlockBody.Section] = body });
    }

    private LedgerCheckpoint State(CheckpointName name, CommitPlaces places, IReadOnlyDictionary<string, byte[]> sections) => new()
    {
        Name = name,
        Changes = [.. Enumerable.Range(0, Taken).Select(PerChange)],
        Lines = Runs(places),
        Deletions = [.. deletions.Select(d => new CountedDeletion(places.Of(d.Commit), d.Service, d.RestoredAt))],
        Reverts = Reverts.Known(),
        Files = files,
        Lost = deaths.Young(changes[Taken - 1].At),
        Asked = horizons.Asked,
        UnknownLines = UnknownLines,
        Sections = sections,
    };

    /// <summary>A ledger that goes on behind the checkpoint.</summary>
    /// <exception cref="InvalidDataException">The checkpoint contradicts itself or the changes.</exception>
    internal static LineLedger From(LedgerCheckpoint checkpoint, IReadOnlyList<Change> changes, LedgerRules rules, CommitPlaces places)
    {
        var ledger = new LineLedger(changes, rules) { UnknownLines = checkpoint.UnknownLines };
        ledger.LoadChanges(checkpoint);
        ledger.LoadLines(checkpoint, places);
        ledger.LoadDeletions(checkpoint, places);
        ledger.Reverts.Load(checkpoint.Reverts, changes);
        foreach (var (path, owners) in checkpoint.Files) ledger.files.Add(path, owners);
        ledger.deaths.Load(checkpoint.Lost);
        ledger.horizons.Load(checkpoint.Asked);
        if (ledger.blocks is { } blocks) BlockBody.Read(blocks, checkpoint.Sections.GetValueOrDefault(BlockBody.Section, []), ledger.lines.Count, checkpoint.Changes.Count);
        return ledger;
    }

    private ChangeLines PerChange(int change)
    {
        var ((first, end), (from, to)) = (LinesOf(change), DeletionsOf(change));
        return new(end - first, to - from, eligible[change], touched[change]);
    }

    private List<LineRun> Runs(CommitPlaces places)
    {
        var runs = new List<LineRun>(lines.Count / 6);
        for (var change = 0; change < Taken; change++)
        {
            var (first, end) = LinesOf(change);
            for (var id = first; id < end;)
            {
                var line = lines[id];
                var start = id++;
                while (id < end && lines[id].Equals(line)) id++;
                runs.Add(new(id - start, places.Of(line.Commit), line.Death, line.Service, (byte)((byte)line.Mark | ((byte)line.Flags << FlagsShift))));
            }
        }

        return runs;
    }

    private void LoadChanges(LedgerCheckpoint checkpoint)
    {
        Require(checkpoint.Changes.Count == checkpoint.Name.Changes && checkpoint.Changes.Count <= changes.Count);
        var (line, deletion) = (0, 0);
        foreach (var change in checkpoint.Changes)
        {
            firstLine.Add(line);
            firstDeletion.Add(deletion);
            eligible.Add(change.Eligible);
            touched.Add(change.Services);
            (line, deletion) = (checked(line + change.Lines), checked(deletion + change.Deletions));
        }

        Require(deletion == checkpoint.Deletions.Count);
    }

    private void LoadLines(LedgerCheckpoint checkpoint, CommitPlaces places)
    {
        var (change, left) = (-1, 0);
        foreach (var run in checkpoint.Lines)
        {
            while (left == 0 && change + 1 < checkpoint.Changes.Count) left = checkpoint.Changes[++change].Lines;
            Require(run.Count > 0 && run.Count <= left && run.Death >= -1 && run.Death < checkpoint.Changes.Count);
            left -= run.Count;
            lines.Add(
                new()
                {
                    Birth = change,
                    Commit = places.Commit(run.Commit),
                    Death = run.Death,
                    Service = run.Service,
                    Mark = (LineMark)(run.State & MarkBits),
                    Flags = (LineFlags)(run.State >> FlagsShift),
                },
                run.Count);
        }

        Require(lines.Count == checkpoint.Changes.Sum(c => (long)c.Lines));
    }

    private void LoadDeletions(LedgerCheckpoint checkpoint, CommitPlaces places)
    {
        for (var change = 0; change < checkpoint.Changes.Count; change++)
        {
            for (var i = checkpoint.Changes[change].Deletions; i > 0; i--)
            {
                var deletion = checkpoint.Deletions[deletions.Count];
                deletions.Add(new(change, places.Commit(deletion.Commit), deletion.Service) { RestoredAt = deletion.RestoredAt });
            }
        }
    }

    private static void Require(bool holds)
    {
        if (!holds) throw new InvalidDataException("a checkpoint of the ledger contradicts itself");
    }
}
