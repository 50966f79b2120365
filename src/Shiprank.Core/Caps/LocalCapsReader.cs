using System.Text.Json;

namespace Shiprank.Core.Caps;

/// <summary>Reads <see cref="LocalCaps"/> by hand: what a serializer has compiled for the same takes several times as long as a whole hook.</summary>
internal static class LocalCapsReader
{
    /// <summary>Names of the values of each kind of word, in the order of their numbers.</summary>
    internal static readonly string[] Whens = ["Autonomous", "Attended", "Any"];
    internal static readonly string[] Units = ["Usd", "Credits", "Tokens", "Steps", "Minutes"];
    internal static readonly string[] Pers = ["Run", "Day", "Month"];
    internal static readonly string[] Actions = ["Tell", "Ask", "Slow", "Stop"];
    internal static readonly string[] Parts = ["Person", "Team", "Agent", "Ticket", "Repository", "Job", "Model"];
    internal static readonly string[] Reasons = ["Within", "OverCap", "NoTicket", "TicketUnknown", "TicketClosed", "TicketNotOwned", "OwnerGone", "TicketStale", "Loop", "Unpriced", "TokenRefused", "Outage"];

    private const long MostMinutes = 10_000_000;

    public static LocalCaps? Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8);
            return Whole(document.RootElement);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            // Cut off, of somebody else, or without a key: what is not said is not guessed.
            return null;
        }
    }

    private static LocalCaps? Whole(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || root.GetProperty("version").GetInt32() != LocalCaps.CurrentVersion) return null;
        var (loops, minutes) = (root.GetProperty("loops"), root.GetProperty("ticketAgeMinutes").GetInt64());
        if (minutes is < 0 or > MostMinutes) return null;
        return new()
        {
            FetchedAt = root.GetProperty("fetchedAt").GetDateTimeOffset(),
            Organisation = Text(root, "organisation"),
            Server = Text(root, "server"),
            Person = Text(root, "person"),
            Teams = Texts(root.GetProperty("teams")),
            Enforced = root.GetProperty("enforced").GetBoolean(),
            Grace = root.TryGetProperty("grace", out var grace) && grace.ValueKind != JsonValueKind.Null ? new((CapUnit)Word(grace, "unit", Units), grace.GetProperty("limit").GetDecimal(), (CapPer)Word(grace, "per", Pers)) : null,
            Rules = Rules(root.GetProperty("rules")),
            Loops = new(loops.GetProperty("same").GetInt32(), loops.GetProperty("errors").GetInt32(), loops.GetProperty("nothingNew").GetInt32()),
            TicketPattern = Text(root, "ticketPattern"),
            TicketAgeMinutes = minutes,
            AllTickets = root.GetProperty("allTickets").GetBoolean(),
            Tickets = Tickets(root.GetProperty("tickets")),
            ShrunkJobs = Texts(root.GetProperty("shrunkJobs")),
        };
    }

    private static List<LocalCapRule> Rules(JsonElement all)
    {
        var rules = new List<LocalCapRule>();
        foreach (var rule in all.EnumerateArray())
        {
            var matches = new List<LocalCapMatch>();
            foreach (var match in rule.GetProperty("matches").EnumerateArray()) matches.Add(new((CapPart)Word(match, "part", Parts), Texts(match.GetProperty("globs"))));
            rules.Add(new(
                Text(rule, "name"), matches, (CapWhen)Word(rule, "when", Whens), (CapUnit)Word(rule, "unit", Units), rule.GetProperty("limit").GetDecimal(), (CapPer)Word(rule, "per", Pers),
                Says(rule, "each") ? (CapPart)Word(rule, "each", Parts) : null, (CapAction)Word(rule, "action", Actions), Says(rule, "askWhom") ? Text(rule, "askWhom") : null));
        }

        return rules;
    }

    private static List<LocalTicket> Tickets(JsonElement all)
    {
        var tickets = new List<LocalTicket>(all.GetArrayLength());
        foreach (var ticket in all.EnumerateArray()) tickets.Add(new(Text(ticket, "key"), (CapReason)Word(ticket, "reason", Reasons), Says(ticket, "asOf") ? ticket.GetProperty("asOf").GetDateTimeOffset() : null));
        return tickets;
    }

    private static List<string> Texts(JsonElement all)
    {
        var texts = new List<string>(all.GetArrayLength());
        foreach (var text in all.EnumerateArray()) texts.Add(text.GetString() ?? throw new FormatException());
        return texts;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? throw new FormatException();

    private static bool Says(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null;

    private static short Word(JsonElement of, string name, string[] words)
    {
        var text = Text(of, name);
        for (short i = 0; i < words.Length; i++)
        {
            if (string.Equals(words[i], text, StringComparison.OrdinalIgnoreCase)) return i;
        }

        throw new FormatException();
    }
}
