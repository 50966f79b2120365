using System.Text;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Store;

namespace Shiprank.Engine.Telemetry;

/// <summary>What was received, as bytes of the spool. Its first byte is the version of this form.</summary>
public static class ReceivedCodec
{
    private const byte Version = 1;

    public static byte[] Write(ReceivedTelemetry received)
    {
        using var bytes = new MemoryStream();
        using (var to = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            to.Write(Version);
            to.Write(received.ReceivedAt.UtcTicks);
            Write(to, received.Person);
            to.Write((short)received.Origin);
            List(to, received.Rows, Row);
            List(to, received.Counters, Counter);
            List(to, received.Controls, Control);
            List(to, received.Sessions, Session);
            to.Write7BitEncodedInt(received.Counts.Count);
            foreach (var (kind, count) in received.Counts)
            {
                to.Write(kind.Client);
                to.Write((short)kind.Outcome);
                to.Write(kind.Reason);
                to.Write(count);
            }
        }

        return bytes.ToArray();
    }

    /// <exception cref="InvalidDataException">Written by a newer version.</exception>
    public static ReceivedTelemetry Read(ReadOnlyMemory<byte> bytes)
    {
        using var from = new BinaryReader(new MemoryStream(bytes.ToArray(), writable: false), Encoding.UTF8);
        if (from.ReadByte() is var version && version != Version) throw new InvalidDataException($"the spool was written by a newer version (form {version})");
        return new()
        {
            ReceivedAt = Time(from),
            Person = Text(from),
            Origin = from.ReadInt16() == (short)UsageOrigin.Read ? UsageOrigin.Read : UsageOrigin.Sent,
            Rows = List(from, Row),
            Counters = List(from, Counter),
            Controls = List(from, Control),
            Sessions = List(from, Session),
            Counts = List(from, f => (Kind: new TelemetryKind(f.ReadString(), (TelemetryOutcome)f.ReadInt16(), f.ReadString()), Count: f.ReadInt64())).ToDictionary(c => c.Kind, c => c.Count),
        };
    }

    private static void Row(BinaryWriter to, UsageRow row)
    {
        to.Write(row.Tool);
        to.Write(row.Key);
        to.Write(row.OccurredAt.UtcTicks);
        to.Write(row.Session);
        to.Write(row.Model);
        to.Write(row.Tier);
        to.Write(row.Tokens.Input);
        to.Write(row.Tokens.CacheRead);
        to.Write(row.Tokens.CacheWrite5m);
        to.Write(row.Tokens.CacheWrite1h);
        to.Write(row.Tokens.Output);
        to.Write(row.Tokens.Reasoning);
        to.Write((short)row.Quality);
        to.Write(row.Autonomous);
        Write(to, row.Person);
        Write(to, row.Repository);
        Write(to, row.Ticket);
        to.Write(row.Join);
        to.Write(row.Project);
        to.Write(row.Branch);
        Write(to, row.Credits);
        Write(to, row.ReportedCostUsd);
    }

    private static UsageRow Row(BinaryReader from) => new()
    {
        Tool = from.ReadString(),
        Key = from.ReadString(),
        OccurredAt = Time(from),
        Session = from.ReadString(),
        Model = from.ReadString(),
        Tier = from.ReadString(),
        Tokens = new(from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64(), from.ReadInt64()),
        Quality = (UsageQuality)from.ReadInt16(),
        Autonomous = from.ReadBoolean(),
        Person = Text(from),
        Repository = Text(from),
        Ticket = Text(from),
        Join = from.ReadInt64(),
        Project = from.ReadString(),
        Branch = from.ReadString(),
        Credits = Amount(from),
        ReportedCostUsd = Amount(from),
    };

    private static void Counter(BinaryWriter to, CounterPoint point)
    {
        to.Write(point.Stream);
        to.Write(point.Start.UtcTicks);
        to.Write(point.At.UtcTicks);
        to.Write((short)point.Bucket);
        to.Write(point.Value);
        Row(to, point.Row);
    }

    private static CounterPoint Counter(BinaryReader from) => new(from.ReadInt64(), Time(from), Time(from), (TokenBucket)from.ReadInt16(), from.ReadInt64(), Row(from));

    private static void Control(BinaryWriter to, ControlPoint point)
    {
        to.Write(point.Identity);
        to.Write(point.Tool);
        to.Write(point.Session);
        to.Write(point.Model);
        to.Write((short)point.Bucket);
        to.Write(point.At.UtcTicks);
        to.Write(point.Value);
        Write(to, point.Person);
        Write(to, point.Ticket);
    }

    private static ControlPoint Control(BinaryReader from) =>
        new(from.ReadInt64(), from.ReadString(), from.ReadString(), from.ReadString(), (TokenBucket)from.ReadInt16(), Time(from), from.ReadInt64(), Text(from), Text(from));

    private static void Session(BinaryWriter to, SessionTrace session)
    {
        to.Write(session.Tool);
        to.Write(session.Session);
        to.Write(session.Project);
        to.Write(session.Branch);
        to.Write(session.StartedAt.UtcTicks);
        to.Write(session.EndedAt.UtcTicks);
        to.Write(session.Edits);
        to.Write(session.EditsKnown);
        List(to, session.EditedFiles, (t, file) => t.Write(file));
    }

    private static SessionTrace Session(BinaryReader from) =>
        new(from.ReadString(), from.ReadString(), from.ReadString(), from.ReadString(), Time(from), Time(from), from.ReadInt32(), from.ReadBoolean(), List(from, f => f.ReadString()));

    private static void List<T>(BinaryWriter to, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        to.Write7BitEncodedInt(items.Count);
        foreach (var item in items) write(to, item);
    }

    private static List<T> List<T>(BinaryReader from, Func<BinaryReader, T> read)
    {
        var items = new List<T>();
        for (var left = from.Read7BitEncodedInt(); left > 0; left--) items.Add(read(from));
        return items;
    }

    private static DateTimeOffset Time(BinaryReader from) => new(from.ReadInt64(), TimeSpan.Zero);

    private static void Write(BinaryWriter to, string? text)
    {
        to.Write(text is not null);
        if (text is not null) to.Write(text);
    }

    private static void Write(BinaryWriter to, decimal? amount)
    {
        to.Write(amount is not null);
        if (amount is { } known) to.Write(known);
    }

    private static decimal? Amount(BinaryReader from) => from.ReadBoolean() ? from.ReadDecimal() : null;

    private static string? Text(BinaryReader from) => from.ReadBoolean() ? from.ReadString() : null;
}
