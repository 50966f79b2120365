using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Usage.Marks;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.DuckDb.UsageTables;

namespace Shiprank.Store.DuckDb.MarkTables;

/// <summary>Marks of prompts. As with usage rows there is no unique index: identities are compared when marks come in.</summary>
internal sealed class PromptTable(Names names)
{
    private const string Staging = "create or replace temp table wanted_marks (identity bigint not null)";
    private const string Known = "select w.identity from wanted_marks w join prompt_marks p on p.identity = w.identity and p.person_id = $1";

    private const string Rows =
        "select s.tool_id, s.name, p.marked_at, p.letters, p.bands from prompt_marks p join sessions s on s.session_id = p.session_id where p.person_id = $1 order by p.marked_at, p.number";

    /// <returns>How many were new.</returns>
    public int Save(DuckConnection connection, string person, IReadOnlyList<PromptMark> marks)
    {
        var id = names.People.Id(StoredText.Clean(person));
        var fresh = new Dictionary<long, PromptMark>(marks.Count);
        foreach (var mark in marks)
        {
            var clean = mark with { Tool = StoredText.Clean(mark.Tool), Session = StoredText.Clean(mark.Session), At = DuckTime.Time(DuckTime.Micros(mark.At)) };
            fresh.TryAdd(Identity(clean), clean);
        }

        Drop(connection, id, fresh);
        if (fresh.Count == 0) return 0;
        var sessions = SessionTable.Ids(connection, [.. fresh.Values.Select(Session)]);
        var number = (long)connection.Scalar("select coalesce(max(number), 0) from prompt_marks")!;
        Span<byte> bands = stackalloc byte[64];
        using var appender = connection.Append("prompt_marks");
        var rows = new AppendedRows(appender);
        foreach (var (identity, mark) in fresh.OrderBy(f => f.Value.At).ThenBy(f => f.Key))
        {
            for (var band = 0; band < 16; band++) BinaryPrimitives.WriteUInt32LittleEndian(bands[(band * 4)..], mark.Bands[band]);
            rows.Value(0, ++number);
            rows.Value(1, sessions[Session(mark)]);
            rows.Value(2, id);
            rows.Day(3, DateOnly.FromDateTime(mark.At.UtcDateTime));
            rows.Time(4, mark.At);
            rows.Value(5, mark.Letters);
            rows.Value(6, identity);
            rows.Bytes(7, bands);
            rows.Next();
        }

        rows.Flush();
        return fresh.Count;
    }

    public IReadOnlyList<PromptMark> Read(Reader reader, string person)
    {
        names.Load(reader.Connection);
        List<PromptMark> marks = [];
        if (names.People.Find(StoredText.Clean(person)) is not { } id) return marks;
        using var statement = reader.Connection.Prepare(Rows);
        using var result = statement.Bind(id).Run();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++)
            {
                marks.Add(new(names.Tools.Name(result.Span<int>(0)[i]), result.Text(1, i), DuckTime.Time(result.Span<long>(2)[i]), result.Span<int>(3)[i], Bands(result.Bytes(4, i))));
            }
        }

        return marks;
    }

    public static uint[] Bands(ReadOnlySpan<byte> body)
    {
        var bands = new uint[body.Length / 4];
        for (var band = 0; band < bands.Length; band++) bands[band] = BinaryPrimitives.ReadUInt32LittleEndian(body[(band * 4)..]);
        return bands;
    }

    /// <summary>A copy of a log (a fork, a resumed session) has other sessions and the same instants.</summary>
    private static long Identity(PromptMark mark)
    {
        if (mark.Bands.Count != 16) throw new ArgumentException("a mark has 16 bands", nameof(mark));
        var tool = Encoding.UTF8.GetBytes(mark.Tool);
        var text = new byte[tool.Length + 12 + (mark.Bands.Count * 4)];
        tool.CopyTo(text, 0);
        var rest = text.AsSpan(tool.Length);
        BinaryPrimitives.WriteInt64LittleEndian(rest, mark.At.UtcTicks);
        BinaryPrimitives.WriteInt32LittleEndian(rest[8..], mark.Letters);
        for (var band = 0; band < mark.Bands.Count; band++) BinaryPrimitives.WriteUInt32LittleEndian(rest[(12 + (band * 4))..], mark.Bands[band]);
        return BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(text));
    }

    /// <summary>Takes out what is stored already.</summary>
    private static void Drop(DuckConnection connection, int person, Dictionary<long, PromptMark> fresh)
    {
        if (fresh.Count == 0) return;
        connection.Run(Staging);
        using (var appender = connection.Append("wanted_marks"))
        {
            var rows = new AppendedRows(appender);
            foreach (var identity in fresh.Keys)
            {
                rows.Value(0, identity);
                rows.Next();
            }

            rows.Flush();
        }

        List<long> known = [];
        using (var statement = connection.Prepare(Known))
        using (var result = statement.Bind(person).Run())
        {
            while (result.NextChunk()) known.AddRange(result.Span<long>(0));
        }

        foreach (var identity in known) fresh.Remove(identity);
    }

    private (int Tool, string Name) Session(PromptMark mark) => (names.Tools.Id(mark.Tool), mark.Session);
}
