namespace Shiprank.Core.Caps;

/// <summary>What a hook may tell of a run: that a tool was called, that a call was refused, that the session ended. What was paid is told by who was asked for it.</summary>
public static class SeenByHook
{
    private const int Longest = 256;

    /// <summary>As old as what a machine that was away may still have.</summary>
    private static readonly TimeSpan Oldest = TimeSpan.FromDays(60);

    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(10);

    /// <param name="entry">Null: it could not be read.</param>
    /// <returns>Null: it may be taken.</returns>
    public static string? Problem(CapEvent? entry, DateTimeOffset now)
    {
        if (entry is null) return "it is no entry of a trace";
        if (entry.Place != CapPlace.Hook || entry.Kind is not (CapEventKind.Step or CapEventKind.Refused or CapEventKind.Ended)) return "a hook tells of steps, refusals and ends";
        foreach (var (name, text) in ((string, string?)[])[("id", entry.Id), ("run", entry.Run), ("session", entry.Session), ("agent", entry.Agent), ("job", entry.Job), ("ticket", entry.Ticket), ("repository", entry.Repository), ("branch", entry.Branch), ("model", entry.Model), ("step", entry.Step), ("rule", entry.Rule), ("person", entry.Person)])
        {
            if (text is null) return $"\"{name}\" is missing";
            if (text.Length > Longest || text.Any(char.IsControl)) return $"\"{name}\" is no short text";
        }

        if (entry.Id.Length == 0 || entry.Run.Length == 0) return "it names no id or no run";
        if (entry.At > now + ClocksApart || entry.At < now - Oldest) return "its time is not of the last 60 days";
        if (!Enum.IsDefined(entry.Reason) || (entry.Action is { } action && !Enum.IsDefined(action))) return "nobody knows its reason or action";
        return entry.Usd is not null || entry.NewFiles is < 0 or > 10_000 || Math.Abs((long)entry.ExitCode) > 1_000 ? "its figures can't be a hook's" : null;
    }
}
