using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Attribution.Content;

namespace Shiprank.Core.Attribution.Spend;

/// <content>What the links of a commit derive from, so that an earlier pass's result can be told from one that has become untrue.</content>
internal sealed partial class LinkPass
{
    private readonly Lazy<EditDigests> digests;

    /// <summary>
    /// Digest of everything besides its patch that <see cref="Take"/> reads for the commit: sessions that its marks and notes name, those in its
    /// window with their files, and what was written in the days before it. The same digest and the same patch give the same links; 0: no
    /// session has to do with it.
    /// </summary>
    public UInt128 DigestOf(int commit)
    {
        var it = graph.Commits[commit];
        StringBuilder? text = null;
        foreach (var session in it.Message.Sessions.SelectMany(m => marks.Of(m, checkpoints))) Add(text ??= new(), 'm', session);
        if (!StandsForBranch(commit)) AddOwn(commit, ref text);
        return text is null ? 0 : BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private void AddOwn(int commit, ref StringBuilder? text)
    {
        var it = graph.Commits[commit];
        foreach (var range in records[it.Sha].SelectMany(r => r.Ranges))
        {
            foreach (var session in range.Human ? [] : marks.OfNote(range.Session))
            {
                Add(text ??= new(), 'n', session);
                text.Append(CultureInfo.InvariantCulture, $"{range.Path}\n{range.First}-{range.Last}\n");
            }
        }

        foreach (var session in InWindow(commit)) Add(text ??= new(), 'w', session);
        var written = digests.Value.Between(it.CommittedAt - WrittenLines.Window, it.CommittedAt + WrittenLines.Skew);
        if (written == 0) return;
        text ??= new();
        text.Append(CultureInfo.InvariantCulture, $"c{written}\n");

        // Of several sessions that wrote a line, the commit's own people's goes first.
        foreach (var (person, parts) in splits.Of(commit)?.Parts ?? []) text.Append(CultureInfo.InvariantCulture, $"p{person} {parts}\n");
    }

    private static void Add(StringBuilder text, char kind, WorkSession session)
    {
        text.Append(CultureInfo.InvariantCulture, $"{kind}{session.Trace.Tool}\n{session.Trace.Session}\n{session.Trace.Project}\n");
        foreach (var file in session.Trace.EditedFiles) text.Append(file).Append('\n');
    }
}
