namespace Shiprank.Core.Usage;

/// <summary>One piece of input that was left out. <paramref name="Line"/> is 1-based; 0 when the whole file is meant.</summary>
public sealed record SkippedInput(string File, long Line, string Reason);

/// <summary>What reading saw and what it had to leave out; every omission is a row here (rule 5: unknown is a row, not a silence).</summary>
public sealed class IngestReport
{
    private readonly List<SkippedInput> skipped = [];
    private readonly Lock gate = new();

    public int Files { get; private set; }

    public long Bytes { get; private set; }

    public long LinesRead { get; private set; }

    public IReadOnlyList<SkippedInput> Skipped => skipped;

    public void Read(long bytes, long lines)
    {
        lock (gate)
        {
            Files++;
            Bytes += bytes;
            LinesRead += lines;
        }
    }

    public void Skip(string file, long line, string reason)
    {
        lock (gate) skipped.Add(new(file, line, reason));
    }
}
