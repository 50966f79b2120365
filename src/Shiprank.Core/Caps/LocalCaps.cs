using System.Text.Json;
using System.Text.Json.Serialization;
using Shiprank.Core.Organisation;

namespace Shiprank.Core.Caps;

/// <summary>
/// What a machine keeps of the caps, so that a hook can judge a call with no server in reach: the answer of <c>GET /api/v1/caps/local</c>, kept as
/// <see cref="FileName"/> in Shiprank's data folder. A file that lacks a key is not read: what is not said is not guessed. It says no person's name and no owner: only whether a ticket counts.
/// </summary>
public sealed record LocalCaps
{
    public const string FileName = "caps.json";

    /// <summary>Of the format. One with another number is not read.</summary>
    public const int CurrentVersion = 1;

    /// <summary>Bytes of the largest file that is read.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    /// <summary>A machine that was told nothing: loops are looked for, no ticket is asked for.</summary>
    public static readonly LocalCaps None = new() { FetchedAt = default };

    public int Version { get; init; } = CurrentVersion;

    /// <summary>When the server said so.</summary>
    public required DateTimeOffset FetchedAt { get; init; }

    /// <summary>Id of the installation.</summary>
    public string Organisation { get; init; } = "";

    /// <summary>Address of the server; empty: not kept.</summary>
    public string Server { get; init; } = "";

    /// <summary>Id of the person who asked, and the teams that they are in; empty: a machine's token.</summary>
    public string Person { get; init; } = "";

    public IReadOnlyList<string> Teams { get; init; } = [];

    public bool Enforced { get; init; } = true;

    /// <summary>Null: autonomous runs need no ticket.</summary>
    public CapGrace? Grace { get; init; }

    public IReadOnlyList<LocalCapRule> Rules { get; init; } = [];

    public LoopLimits Loops { get; init; } = LoopLimits.Default;

    /// <summary>Regular expression of a ticket's key.</summary>
    public string TicketPattern { get; init; } = "[A-Z][A-Z0-9]+-[0-9]+";

    /// <summary>How old what is known of tickets may be, in minutes.</summary>
    public long TicketAgeMinutes { get; init; } = 24 * 60;

    /// <summary>False: <see cref="Tickets"/> are some of many, so one that is not among them is nothing to refuse by here; the gateway knows it.</summary>
    public bool AllTickets { get; init; } = true;

    public IReadOnlyList<LocalTicket> Tickets { get; init; } = [];

    /// <summary>Jobs that may use no more than the grace, because earlier runs came to nothing.</summary>
    public IReadOnlyList<string> ShrunkJobs { get; init; } = [];

    public static LocalCaps Of(CapSettings settings, DateTimeOffset now) => new()
    {
        FetchedAt = now,
        Enforced = settings.Enforced,
        Grace = settings.Grace,
        Rules = [.. settings.Rules.Select(LocalCapRule.Of)],
        Loops = settings.Loops,
        TicketAgeMinutes = (long)settings.TicketAge.TotalMinutes,
    };

    /// <summary>The settings that a hook judges by.</summary>
    public CapSettings Settings() => new()
    {
        Enforced = Enforced,
        Grace = Grace,
        Rules = Rules.Select(r => r.Rule()).ToList(),
        Loops = Loops,
        TicketAge = TimeSpan.FromMinutes(TicketAgeMinutes),
    };

    /// <param name="key">Blank: none is named.</param>
    public TicketStanding Standing(string? key, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(key)) return TicketStanding.Unnamed;
        var named = key.Trim();
        if (!named.Contains('#')) named = named.ToUpperInvariant();
        var old = now - FetchedAt > TimeSpan.FromMinutes(TicketAgeMinutes);
        foreach (var ticket in Tickets)
        {
            if (!string.Equals(ticket.Key, named, StringComparison.OrdinalIgnoreCase)) continue;
            return ticket.Reason == CapReason.Within && (old || now - (ticket.AsOf ?? FetchedAt) > TimeSpan.FromMinutes(TicketAgeMinutes))
                ? new(named, CapReason.TicketStale, null, ticket.AsOf)
                : new(named, ticket.Reason, ticket.Reason == CapReason.Within ? "" : null, ticket.AsOf);
        }

        return new(named, !AllTickets ? CapReason.Within : old ? CapReason.TicketStale : CapReason.TicketUnknown, null, FetchedAt);
    }

    /// <summary>UTF-8 of the file.</summary>
    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, LocalCapsJson.Default.LocalCaps);

    /// <returns>Null: it is no such file, or of another version.</returns>
    public static LocalCaps? Read(ReadOnlyMemory<byte> utf8) => LocalCapsReader.Read(utf8);
}

/// <summary>A rule as it is written.</summary>
public sealed record LocalCapRule(string Name, IReadOnlyList<LocalCapMatch> Matches, CapWhen When, CapUnit Unit, decimal Limit, CapPer Per, CapPart? Each, CapAction Action, string? AskWhom)
{
    public static LocalCapRule Of(CapRule rule) =>
        new(rule.Name, [.. rule.Matches.Select(m => new LocalCapMatch(m.Part, [.. m.Globs.Select(g => g.Pattern)]))], rule.When, rule.Unit, rule.Limit, rule.Per, rule.Each, rule.Action, rule.AskWhom);

    public CapRule Rule() => new(Name, [.. Matches.Select(m => new CapMatch(m.Part, [.. m.Globs.Select(Glob.Text)]))], When, Unit, Limit, Per, Each, Action, AskWhom);
}

/// <param name="Globs">As in the organisation file.</param>
public sealed record LocalCapMatch(CapPart Part, IReadOnlyList<string> Globs);

/// <param name="Key">Upper case.</param>
/// <param name="Reason"><see cref="CapReason.Within"/>: it counts; else why not.</param>
/// <param name="AsOf">When its system was last heard of.</param>
public sealed record LocalTicket(string Key, CapReason Reason, DateTimeOffset? AsOf);

[JsonSerializable(typeof(LocalCaps))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
public sealed partial class LocalCapsJson : JsonSerializerContext;
