using System.Runtime.InteropServices;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.Codex;

/// <summary>A usage object as Codex writes it: cached and cache-write tokens inside <see cref="Input"/>, reasoning inside <see cref="Output"/>.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CodexCounts(long Input, long Cached, long Written, long Output, long Reasoning, long Total)
{
    public bool IsZero => (Input | Cached | Written | Output) == 0;

    /// <summary>What was added since an earlier total; a smaller total is a reset (compaction), then all of it is new.</summary>
    public CodexCounts Since(in CodexCounts earlier) =>
        Input < earlier.Input || Cached < earlier.Cached || Written < earlier.Written || Output < earlier.Output
            ? this
            : new(Input - earlier.Input, Cached - earlier.Cached, Written - earlier.Written, Output - earlier.Output, Math.Max(0, Reasoning - earlier.Reasoning), Total - earlier.Total);

    /// <summary>
    /// The disjoint buckets. Cached tokens are a part of the input unless the record's own total says that they stand beside it (agent-logs rule 1.3).
    /// </summary>
    public TokenCounts ToTokens()
    {
        var beside = Cached + Written > Input && Total == Input + Cached + Written + Output;
        var cached = beside ? Cached : Math.Min(Cached, Input);
        var written = beside ? Written : Math.Min(Written, Input - cached);
        return new(beside ? Input : Input - cached - written, cached, written, 0, Output, Math.Min(Reasoning, Output));
    }
}

/// <summary>One counted usage record of a file: the thread's total after it and, mostly, the amount of the last response.</summary>
/// <param name="Stream">True for a record of a saved exec stream, whose <paramref name="Last"/> is all there is.</param>
internal readonly record struct CodexSample(long Ticks, CodexCounts? Total, CodexCounts? Last, string Model, string Project, string Tier, bool Stream)
{
    public bool Repeats(in CodexSample other) => Total is null ? other.Total is null && Last == other.Last : Total == other.Total;
}
