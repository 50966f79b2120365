using Shiprank.Core.Delivery.Lines;

namespace Shiprank.Store.Delivery;

/// <summary>
/// A checkpoint of the ledger as one body. Neighbours are much alike (lines of one hunk, ids that follow each other), so runs and
/// differences are written, not values. The same checkpoint gives the same bytes.
/// </summary>
internal static class LedgerCodec
{
    /// <summary>The way of writing; a body of another is not read.</summary>
    public const short Format = 1;

    public static void Write(PackWriter to, LedgerCheckpoint checkpoint)
    {
        to.Signed(checkpoint.UnknownLines);
        to.Count(checkpoint.Changes.Count);
        foreach (var change in checkpoint.Changes)
        {
            to.Count(change.Lines);
            to.Count(change.Deletions);
            to.Count(change.Eligible);
            to.Count(change.Services.Length);
            foreach (var service in change.Services) to.Signed(service);
        }

        WriteLines(to, checkpoint.Lines);
        WriteDeletions(to, checkpoint.Deletions);
        to.Count(checkpoint.Reverts.Count);
        foreach (var revert in checkpoint.Reverts)
        {
            to.Count(revert.Target);
            to.Count(revert.By);
            WriteTime(to, revert.RestoredAt);
        }

        WriteFiles(to, checkpoint.Files);
        WriteLost(to, checkpoint.Lost);
        WriteAsked(to, checkpoint.Asked);
        to.Count(checkpoint.Sections.Count);
        foreach (var (name, body) in checkpoint.Sections.OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            to.Text(name);
            to.Bytes(body);
        }
    }

    /// <exception cref="InvalidDataException">The body is not what was written.</exception>
    public static LedgerCheckpoint Read(CheckpointName name, ReadOnlySpan<byte> body)
    {
        var from = new PackReader(body);
        var unknown = from.Signed();
        var changes = new ChangeLines[from.Count()];
        for (var i = 0; i < changes.Length; i++) changes[i] = new(from.Count(), from.Count(), from.Count(), ReadServices(ref from));
        return new()
        {
            Name = name,
            UnknownLines = unknown,
            Changes = changes,
            Lines = ReadLines(ref from),
            Deletions = ReadDeletions(ref from),
            Reverts = ReadReverts(ref from),
            Files = ReadFiles(ref from),
            Lost = ReadLost(ref from),
            Asked = ReadAsked(ref from),
            Sections = ReadSections(ref from),
        };
    }

    private static short[] ReadServices(ref PackReader from)
    {
        var services = new short[from.Count()];
        for (var i = 0; i < services.Length; i++) services[i] = (short)from.Signed();
        return services;
    }

    private static void WriteLines(PackWriter to, IReadOnlyList<LineRun> runs)
    {
        to.Count(runs.Count);
        var commit = 0;
        foreach (var run in runs)
        {
            to.Count(run.Count);
            to.Signed(run.Commit - commit);
            to.Count(run.Death + 1);
            to.Signed(run.Service);
            to.Number(run.State);
            commit = run.Commit;
        }
    }

    private static LineRun[] ReadLines(ref PackReader from)
    {
        var runs = new LineRun[from.Count()];
        var commit = 0;
        for (var i = 0; i < runs.Length; i++)
        {
            var count = from.Count();
            commit += (int)from.Signed();
            runs[i] = new(count, commit, from.Count() - 1, (short)from.Signed(), (byte)from.Number());
        }

        return runs;
    }

    private static void WriteDeletions(PackWriter to, IReadOnlyList<CountedDeletion> deletions)
    {
        to.Count(deletions.Count);
        var commit = 0;
        foreach (var deletion in deletions)
        {
            to.Signed(deletion.Commit - commit);
            to.Signed(deletion.Service);
            WriteTime(to, deletion.RestoredAt);
            commit = deletion.Commit;
        }
    }

    private static CountedDeletion[] ReadDeletions(ref PackReader from)
    {
        var deletions = new CountedDeletion[from.Count()];
        var commit = 0;
        for (var i = 0; i < deletions.Length; i++)
        {
            commit += (int)from.Signed();
            deletions[i] = new(commit, (short)from.Signed(), ReadTime(ref from));
        }

        return deletions;
    }

    private static KnownRevert[] ReadReverts(ref PackReader from)
    {
        var reverts = new KnownRevert[from.Count()];
        for (var i = 0; i < reverts.Length; i++) reverts[i] = new(from.Count(), from.Count(), ReadTime(ref from));
        return reverts;
    }

    private static void WriteFiles(PackWriter to, IReadOnlyDictionary<string, int[]> files)
    {
        to.Count(files.Count);
        foreach (var (path, owners) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            to.Text(path);
            OwnerRuns.Write(to, owners);
        }
    }

    private static Dictionary<string, int[]> ReadFiles(ref PackReader from)
    {
        var count = from.Count();
        var files = new Dictionary<string, int[]>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var path = from.Text();
            files[path] = OwnerRuns.Read(ref from);
        }

        return files;
    }

    private static void WriteLost(PackWriter to, IReadOnlyDictionary<string, LostLine[]> lost)
    {
        to.Count(lost.Count);
        foreach (var (path, lines) in lost.OrderBy(l => l.Key, StringComparer.Ordinal))
        {
            to.Text(path);
            to.Count(lines.Length);
            var last = default(LostLine);
            foreach (var line in lines)
            {
                to.Word(line.Text);
                to.Signed(line.Line - last.Line);
                to.Signed(line.Change - last.Change);
                to.Signed(line.Order - last.Order);
                to.Signed(line.Deletion < 0 ? 0 : line.Deletion + 1);
                last = line;
            }
        }
    }

    private static Dictionary<string, LostLine[]> ReadLost(ref PackReader from)
    {
        var count = from.Count();
        var lost = new Dictionary<string, LostLine[]>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var path = from.Text();
            var lines = lost[path] = new LostLine[from.Count()];
            var last = default(LostLine);
            for (var k = 0; k < lines.Length; k++)
            {
                lines[k] = last = new(
                    from.Word(), last.Line + (int)from.Signed(), last.Change + (int)from.Signed(), last.Order + (int)from.Signed(), (int)from.Signed() - 1);
            }
        }

        return lost;
    }

    private static void WriteAsked(PackWriter to, IReadOnlyList<AskedHorizon> asked)
    {
        to.Count(asked.Count);
        foreach (var answer in asked)
        {
            to.Count(answer.Change);
            to.Signed(answer.Service);
            WriteTime(to, answer.OpenAt);
            WriteTime(to, answer.Horizon);
            to.Number(answer.RolledBack switch { null => 0UL, false => 1, true => 2 });
        }
    }

    private static AskedHorizon[] ReadAsked(ref PackReader from)
    {
        var asked = new AskedHorizon[from.Count()];
        for (var i = 0; i < asked.Length; i++)
        {
            asked[i] = new(from.Count(), (short)from.Signed(), ReadTime(ref from), ReadTime(ref from), from.Number() switch { 0 => null, 1 => false, _ => true });
        }

        return asked;
    }

    private static Dictionary<string, byte[]> ReadSections(ref PackReader from)
    {
        var count = from.Count();
        var sections = new Dictionary<string, byte[]>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var name = from.Text();
            sections[name] = from.Take(from.Count()).ToArray();
        }

        return sections;
    }

    private static void WriteTime(PackWriter to, DateTimeOffset? time)
    {
        to.Flag(time is not null);
        if (time is { } known) to.Time(known);
    }

    private static DateTimeOffset? ReadTime(ref PackReader from) => from.Flag() ? from.Time() : null;
}
