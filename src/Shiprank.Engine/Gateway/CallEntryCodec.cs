using System.Text;
using Shiprank.Core.Caps;
using Shiprank.Core.Usage;
using Shiprank.Engine.Telemetry;

namespace Shiprank.Engine.Gateway;

/// <summary>An entry as bytes of the journal. Its first byte is the version of this form. Texts are cut, so that an entry has a largest size.</summary>
internal static class CallEntryCodec
{
    /// <summary>Its first byte; a balance has another one.</summary>
    public const byte Version = 1;

    /// <summary>Bytes by which the entry that ends a call may be longer than the one that began it: the provider's names for model, tier and answer.</summary>
    public const int MoreAtEnd = 3 * 3 * LongestText;

    /// <summary>Signs of a text that comes from outside.</summary>
    public const int LongestText = 200;

    /// <returns>A frame of the journal's file.</returns>
    public static byte[] Frame(CallEntry entry)
    {
        using var bytes = new MemoryStream(768);
        bytes.SetLength(SpoolFrame.Header);
        bytes.Position = SpoolFrame.Header;
        using (var to = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true)) Write(to, entry);
        var frame = bytes.ToArray();
        SpoolFrame.Seal(frame);
        return frame;
    }

    public static void Write(BinaryWriter to, CallEntry entry)
    {
        to.Write(Version);
        to.Write((byte)entry.Kind);
        Text(to, entry.Id);
        to.Write(entry.At.UtcTicks);
        to.Write(entry.EndedAt?.UtcTicks ?? 0);
        foreach (var text in (ReadOnlySpan<string>)[entry.Run, entry.Session, entry.Person, entry.Agent, entry.Job, entry.Ticket, entry.Repository, entry.Branch, entry.Model, entry.Tier, entry.Response, entry.Rule]) Text(to, text);
        to.Write((byte)((entry.Autonomous ? 1 : 0) | (entry.TicketCounts ? 2 : 0) | (entry.Priced ? 4 : 0) | (entry.Usd is null ? 0 : 8) | (entry.Action is null ? 0 : 16) | (entry.Told ? 32 : 0)));
        Amount(to, entry.Worst);
        Amount(to, entry.Used);
        var t = entry.Tokens;
        foreach (var count in (ReadOnlySpan<long>)[t.Input, t.CacheRead, t.CacheWrite5m, t.CacheWrite1h, t.Output, t.Reasoning]) to.Write7BitEncodedInt64(count);
        if (entry.Usd is { } usd) to.Write(usd);
        to.Write(entry.Join);
        if (entry.Action is { } action) to.Write((short)action);
        to.Write((short)entry.Reason);
        to.Write7BitEncodedInt(entry.Counters.Count);
        foreach (var counter in entry.Counters) Counter(to, counter);
    }

    /// <exception cref="InvalidDataException">Written by a newer version, or damaged.</exception>
    public static CallEntry Read(BinaryReader from)
    {
        if (from.ReadByte() is var version && version != Version) throw new InvalidDataException($"the journal was written by a newer version (form {version})");
        var kind = (CallEntryKind)from.ReadByte();
        var id = from.ReadString();
        var at = Time(from);
        var ended = from.ReadInt64();
        var texts = new string[12];
        for (var i = 0; i < texts.Length; i++) texts[i] = from.ReadString();
        var flags = from.ReadByte();
        return new()
        {
            Kind = kind,
            Id = id,
            At = at,
            EndedAt = ended == 0 ? null : new(ended, TimeSpan.Zero),
            Run = texts[0],
            Session = texts[1],
            Person = texts[2],
            Agent = texts[3],
            Job = texts[4],
            Ticket = texts[5],
            Repository = texts[6],
            Branch = texts[7],
            Model = texts[8],
            Tier = texts[9],
            Response = texts[10],
            Rule = texts[11],
            Autonomous = (flags & 1) != 0,
            TicketCounts = (flags & 2) != 0,
            Priced = (flags & 4) != 0,
            Told = (flags & 32) != 0,
            Worst = Amount(from),
            Used = Amount(from),
            Tokens = new(from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64()),
            Usd = (flags & 8) != 0 ? from.ReadDecimal() : null,
            Join = from.ReadInt64(),
            Action = (flags & 16) != 0 ? (CapAction)from.ReadInt16() : null,
            Reason = (CapReason)from.ReadInt16(),
            Counters = Counters(from),
        };
    }

    public static void Counter(BinaryWriter to, CapCounter counter)
    {
        // Uncut: a counter that was written under another name would be another counter.
        to.Write(counter.Rule);
        to.Write(counter.Subject);
        to.Write(counter.Window);
    }

    public static CapCounter Counter(BinaryReader from) => new(from.ReadString(), from.ReadString(), from.ReadString());

    public static void Amount(BinaryWriter to, CapAmount amount)
    {
        to.Write(amount.Usd);
        to.Write(amount.Credits);
        to.Write7BitEncodedInt64(amount.Tokens);
        to.Write7BitEncodedInt64(amount.Steps);
    }

    public static CapAmount Amount(BinaryReader from) => new(from.ReadDecimal(), from.ReadDecimal(), from.Read7BitEncodedInt64(), from.Read7BitEncodedInt64());

    private static List<CapCounter> Counters(BinaryReader from)
    {
        var counters = new List<CapCounter>();
        for (var left = from.Read7BitEncodedInt(); left > 0; left--) counters.Add(Counter(from));
        return counters;
    }

    private static DateTimeOffset Time(BinaryReader from) => new(from.ReadInt64(), TimeSpan.Zero);

    private static void Text(BinaryWriter to, string text) => to.Write(text.Length <= LongestText ? text : text[..LongestText]);
}
