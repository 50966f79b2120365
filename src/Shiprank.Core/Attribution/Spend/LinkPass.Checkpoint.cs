using System.Text;
using Shiprank.Core.Delivery.Lines;
using Shiprank.Core.Score;

namespace Shiprank.Core.Attribution.Spend;

/// <content>How the links found so far go into a checkpoint, so that a later run need not read their commits' patches again.</content>
internal sealed partial class LinkPass
{
    private const byte Format = 1;

    /// <summary>The links as a part of the ledger's checkpoints.</summary>
    public CheckpointPart Part(CommitPlaces places) => new("links", DigestOf, () => Write(places), body => Read(body, places));

    private byte[] Write(CommitPlaces places)
    {
        using var body = new MemoryStream();
        using var to = new BinaryWriter(body, Encoding.UTF8);
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        to.Write(Format);
        to.Write7BitEncodedInt(links.Count);
        foreach (var (commit, found) in links.OrderBy(l => places.Of(l.Key)))
        {
            to.Write7BitEncodedInt(places.Of(commit));
            to.Write7BitEncodedInt(found.Count);
            foreach (var link in found)
            {
                Text(link.Session.Tool);
                Text(link.Session.Session);
                to.Write((byte)link.Evidence);
                to.Write(link.InWindow);
                to.Write7BitEncodedInt(link.Files.Count);
                foreach (var file in link.Files) Text(file);
                to.Write7BitEncodedInt(link.Lines.Count);
                foreach (var line in link.Lines) to.Write(line);
            }
        }

        to.Flush();
        return body.ToArray();

        void Text(string text)
        {
            // Written in full the first time, then by its number.
            var known = texts.TryGetValue(text, out var number);
            to.Write7BitEncodedInt(known ? number : 0);
            if (known) return;
            texts.Add(text, texts.Count + 1);
            to.Write(text);
        }
    }

    /// <returns>False for a body that this version did not write.</returns>
    private bool Read(byte[] body, CommitPlaces places)
    {
        links.Clear();
        if (body.Length == 0) return true;
        try
        {
            using var from = new BinaryReader(new MemoryStream(body, writable: false), Encoding.UTF8);
            if (from.ReadByte() != Format) return false;
            var texts = new List<string>();
            for (var commits = from.Read7BitEncodedInt(); commits > 0; commits--)
            {
                var commit = places.Commit(from.Read7BitEncodedInt());
                links[commit] = [.. Enumerable.Range(0, from.Read7BitEncodedInt()).Select(_ => ReadLink(from, texts))];
            }

            return true;
        }
        catch (Exception e) when (e is EndOfStreamException or FormatException or InvalidDataException or ArgumentOutOfRangeException)
        {
            links.Clear();
            return false;
        }
    }

    private static CommitLink ReadLink(BinaryReader from, List<string> texts)
    {
        var session = new SessionId(Text(), Text());
        var (evidence, inWindow) = ((LinkEvidence)from.ReadByte(), from.ReadBoolean());
        string[] files = [.. Enumerable.Range(0, from.Read7BitEncodedInt()).Select(_ => Text())];
        ulong[] lines = [.. Enumerable.Range(0, from.Read7BitEncodedInt()).Select(_ => from.ReadUInt64())];
        return new(session, evidence, files, lines, inWindow);

        string Text()
        {
            var number = from.Read7BitEncodedInt();
            if (number == 0) texts.Add(from.ReadString());
            return number == 0 ? texts[^1] : texts[number - 1];
        }
    }
}
