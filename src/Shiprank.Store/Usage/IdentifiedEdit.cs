using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.Usage;

/// <summary>An edit as it is stored (clean texts, whole microseconds) with what it is known again by.</summary>
internal readonly record struct IdentifiedEdit(Guid Identity, SessionEdit Edit)
{
    public static IReadOnlyList<IdentifiedEdit> Of(IReadOnlyList<SessionEdit> edits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var seen = new HashSet<Guid>(edits.Count);
        var identified = new List<IdentifiedEdit>(edits.Count);
        foreach (var edit in edits)
        {
            var clean = edit with
            {
                Tool = StoredText.Clean(edit.Tool),
                Session = StoredText.Clean(edit.Session),
                Path = StoredText.Clean(edit.Path),
                At = DuckTime.Time(DuckTime.Micros(edit.At)),
            };
            var identity = Identify(hash, clean);
            if (seen.Add(identity)) identified.Add(new(identity, clean));
        }

        return identified;
    }

    /// <summary>Names the list as a whole, whatever its order.</summary>
    public static Guid Ledger(IReadOnlyList<IdentifiedEdit> edits)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("edits\n"u8);
        Span<byte> bytes = stackalloc byte[16];
        foreach (var identity in edits.Select(e => e.Identity).Order())
        {
            identity.TryWriteBytes(bytes);
            hash.AppendData(bytes);
        }

        return ContentHash.Of(hash);
    }

    private static Guid Identify(IncrementalHash hash, SessionEdit edit)
    {
        Span<byte> number = stackalloc byte[8];
        foreach (var text in (ReadOnlySpan<string>)[edit.Tool, edit.Session, edit.Path])
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        BinaryPrimitives.WriteInt64LittleEndian(number, edit.At.UtcTicks);
        hash.AppendData(number);
        foreach (var line in edit.Lines)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(number, line.Value);
            hash.AppendData(number);
        }

        return ContentHash.Of(hash);
    }
}
