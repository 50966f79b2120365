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
    /// window with their files, and what was written in the days before it. The same digest and the same patch give the same links.
    /// </summary>
    public UInt128 DigestOf(int commit)
    {
        var it = graph.Commits[commit];
        var text = new StringBuilder();
        foreach (var session in Named(commit)) Add(text, 'm', session);
        if (!StandsForBranch(commit))
        {
            foreach (var range in records[it.Sha].SelectMany(r => r.Ranges))
            {
                text.Append(CultureInfo.InvariantCulture, $"r{range.Path}\n{range.First}-{range.Last} {range.Human} {range.Session}\n");
                foreach (var session in marks.OfNote(range.Session)) Add(text, 'n', session);
            }

            foreach (var (person, parts) in splits.Of(commit)?.Parts ?? []) text.Append(CultureInfo.InvariantCulture, $"p{person} {parts}\n");
            foreach (var session in InWindow(commit)) Add(text, 'w', session);
            text.Append(CultureInfo.InvariantCulture, $"c{digests.Value.Between(it.CommittedAt - WrittenLines.Window, it.CommittedAt + WrittenLines.Skew)}");
        }

        return text.Length == 0 ? 0 : BinaryPrimitives.ReadUInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static void Add(StringBuilder text, char kind, WorkSession session)
    {
        text.Append(CultureInfo.InvariantCulture, $"{kind}{session.Trace.Tool}\n{session.Trace.Session}\n{session.Trace.Project}\n");
        foreach (var file in session.Trace.EditedFiles) text.Append(file).Append('\n');
    }
}
