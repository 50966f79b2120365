using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Delivery.Graph;

namespace Shiprank.Core.Delivery.Lines;

/// <summary>
/// A fingerprint of everything that a ledger reads besides patches and deployments, change by change, each hashed over the one before: two
/// runs whose chains are equal behind a change went through the same history to there, by the same rules. A patch is a function of its sha
/// and its parent; what deployments said is kept as answers (<see cref="Horizons"/>).
/// </summary>
internal sealed class LedgerChain
{
    /// <summary>To be raised with every change in what a ledger makes of the same input: older checkpoints are worth nothing then.</summary>
    private const int Version = 1;

    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly CommitGraph graph;
    private readonly LedgerRules rules;

    /// <param name="rules">The same as the ledger's.</param>
    /// <param name="setting">All that decides on paths: globs of files that count, paths of services.</param>
    private LedgerChain(CommitGraph graph, LedgerRules rules, IEnumerable<string> setting)
    {
        (this.graph, this.rules) = (graph, rules);
        Number(Version);
        Number(rules.MinAlnum);
        Number(rules.Survival.Ticks);
        Number(rules.Restore.Ticks);
        Number(rules.OldLine.Ticks);
        Number((rules.Moves ? 1 : 0) + (rules.Restores ? 2 : 0));
        if (rules.BlockLines > 0)
        {
            Number(rules.BlockLines);
            Number(rules.MoveAcross.Ticks);
        }

        foreach (var text in setting) Text(text);
    }

    /// <summary>The chain behind each change.</summary>
    /// <param name="digests">What others read of a commit on the same way; 0 for nothing.</param>
    public static UInt128[] Of(IReadOnlyList<Change> changes, CommitGraph graph, LedgerRules rules, IEnumerable<string> setting, IReadOnlyList<Func<int, UInt128>> digests)
    {
        var chain = new LedgerChain(graph, rules, setting);
        var links = new UInt128[changes.Count];
        var before = chain.Link();
        for (var i = 0; i < links.Length; i++)
        {
            chain.Wide(before);
            chain.Take(changes[i], digests);
            links[i] = before = chain.Link();
        }

        return links;
    }

    private void Take(Change change, IReadOnlyList<Func<int, UInt128>> digests)
    {
        Number(change.At.UtcTicks);
        Number(rules.RevertTarget(change.Index));
        Number(change.BranchCommits.Count);
        foreach (var commit in change.BranchCommits) Take(commit, digests);
        Take(change.Commit, digests);
    }

    private void Take(int index, IReadOnlyList<Func<int, UInt128>> digests)
    {
        var commit = graph.Commits[index];
        Text(commit.Sha);
        Text(commit.Parents.Count > 0 ? commit.Parents[0] : "");
        Number((commit.IsMerge ? 1 : 0) + (rules.HasSplit(index) ? 2 : 0));
        Wide(rules.RecordsOf(index));
        foreach (var digest in digests) Wide(digest(index));
    }

    private UInt128 Link()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        buffer.ResetWrittenCount();
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Number(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(sizeof(long)), value);
        buffer.Advance(sizeof(long));
    }

    private void Wide(UInt128 value)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(buffer.GetSpan(16), value);
        buffer.Advance(16);
    }

    private void Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Number(length);
        buffer.Advance(Encoding.UTF8.GetBytes(text, buffer.GetSpan(length)));
    }
}
