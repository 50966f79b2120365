using System.Text;

namespace Shiprank.Core.Delivery.Lines.Blocks;

/// <summary>
/// Blocks as a section of a checkpoint: the texts of the lines that are alive (8 bytes each: keyed hashes have no pattern) and the young
/// blocks. What can be counted from the files is not in it. The same state gives the same bytes.
/// </summary>
internal static class BlockBody
{
    public const string Section = "blocks";
    private const byte Format = 1;

    public static byte[] Write(BlockState state, IReadOnlyDictionary<string, int[]> files, Func<int, bool> isYoung)
    {
        using var body = new MemoryStream();
        using var to = new BinaryWriter(body, Encoding.UTF8);
        to.Write(Format);
        List<int> alive = [.. files.Values.SelectMany(ids => ids.Where(id => id >= 0))];
        alive.Sort();
        to.Write7BitEncodedInt(alive.Count);
        var last = 0;
        foreach (var id in alive)
        {
            to.Write7BitEncodedInt(id - last);
            to.Write(state.Texts[id]);
            last = id;
        }

        Write(to, state.Dead.Young(isYoung));
        Write(to, state.Copied.Young(isYoung));
        to.Flush();
        return body.ToArray();
    }

    /// <exception cref="InvalidDataException">The body is not one that this version wrote, or names what is not there.</exception>
    public static void Read(BlockState state, byte[] body, int lines, int changes)
    {
        try
        {
            using var from = new BinaryReader(new MemoryStream(body, writable: false), Encoding.UTF8);
            Require(from.ReadByte() == Format);
            var id = 0;
            for (var i = from.Read7BitEncodedInt(); i > 0; i--)
            {
                id += from.Read7BitEncodedInt();
                Require((uint)id < (uint)lines);
                state.Texts[id] = from.ReadUInt64();
            }

            state.Dead.Load(Blocks(from, lines, changes));
            state.Copied.Load(Blocks(from, lines, changes));
            Require(from.BaseStream.Position == body.Length);
            state.Forget();
        }
        catch (Exception broken) when (broken is EndOfStreamException or FormatException)
        {
            throw new InvalidDataException("a checkpoint's blocks are damaged", broken);
        }
    }

    private static void Write(BinaryWriter to, IReadOnlyList<YoungBlock> blocks)
    {
        to.Write7BitEncodedInt(blocks.Count);
        foreach (var block in blocks)
        {
            to.Write7BitEncodedInt(block.Change);
            to.Write7BitEncodedInt(block.Lines.Length);
            foreach (var line in block.Lines)
            {
                to.Write(line.Text);
                to.Write7BitEncodedInt(line.Line + 1);
                to.Write7BitEncodedInt(line.Order);
                to.Write7BitEncodedInt(line.Deletion + 1);
            }
        }
    }

    private static List<YoungBlock> Blocks(BinaryReader from, int lines, int changes)
    {
        var blocks = new List<YoungBlock>();
        for (var i = from.Read7BitEncodedInt(); i > 0; i--)
        {
            var (change, block) = (from.Read7BitEncodedInt(), new List<LostLine>());
            Require((uint)change < (uint)changes);
            for (var k = from.Read7BitEncodedInt(); k > 0; k--)
            {
                block.Add(new(from.ReadUInt64(), from.Read7BitEncodedInt() - 1, change, from.Read7BitEncodedInt(), from.Read7BitEncodedInt() - 1));
                Require(block[^1].Line < lines);
            }

            Require(block.Count > 0);
            blocks.Add(new(change, [.. block]));
        }

        return blocks;
    }

    private static void Require(bool holds)
    {
        if (!holds) throw new InvalidDataException("a checkpoint's blocks contradict themselves");
    }
}
