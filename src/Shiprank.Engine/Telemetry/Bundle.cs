using Shiprank.Core;
using Shiprank.Core.Usage;
using Shiprank.Core.Usage.Telemetry;
using Shiprank.Sources.Homes;
using Shiprank.Store;

namespace Shiprank.Engine.Telemetry;

/// <summary>
/// What a home's logs tell, cut into pieces that another machine sends. Edits are not in it: their lines are hashed with a key that belongs to the
/// installation which compares them, and that key does not leave it.
/// </summary>
public static class Bundle
{
    public const string ContentType = "application/x-shiprank-bundle";

    /// <summary>Rows of a piece, and sessions of one.</summary>
    private const int Most = 5000;

    private const int LongestText = 4096;
    private const long MostTokens = 100_000_000_000;
    private const decimal MostMoney = 1_000_000;

    /// <summary>In an order that only grows at its end, so that a piece that was sent before is the same when more was logged.</summary>
    public static IEnumerable<byte[]> Cut(UsageReading reading)
    {
        foreach (var rows in reading.Rows.Chunk(Most)) yield return Write(new() { ReceivedAt = DateTimeOffset.UnixEpoch, Origin = UsageOrigin.Read, Rows = rows });
        foreach (var sessions in reading.Sessions.OrderBy(s => s.StartedAt).ThenBy(s => s.Session, StringComparer.Ordinal).Chunk(Most)) yield return Write(new() { ReceivedAt = DateTimeOffset.UnixEpoch, Origin = UsageOrigin.Read, Sessions = sessions });
    }

    /// <returns>A problem for anything that no collector writes.</returns>
    public static Result<ReceivedTelemetry> Read(ReadOnlyMemory<byte> body, string? person, DateTimeOffset now)
    {
        ReceivedTelemetry read;
        try
        {
            read = ReceivedCodec.Read(body);
        }
        catch (Exception damage) when (damage is IOException or InvalidDataException or FormatException or ArgumentException or OverflowException)
        {
            return new Problem("body", 0, "not a bundle of this version", "send it with `shiprank collect` of the same version");
        }

        if (read.Rows.Count > Most || read.Sessions.Count > Most || read.Counters.Count + read.Controls.Count > 0) return new Problem("body", 0, "more than a bundle has");
        if (read.Rows.FirstOrDefault(r => !IsSound(r, now)) is { } wrong) return new Problem("body", read.Rows.ToList().IndexOf(wrong) + 1, "a row has no plausible time, count or name");
        if (read.Sessions.Any(s => !IsSound(s))) return new Problem("body", 0, "a session has a text that is too long");
        return read with
        {
            ReceivedAt = now,
            Person = person,
            Origin = UsageOrigin.Read,
            Counts = new Dictionary<TelemetryKind, long> { [new("bundles of other machines", TelemetryOutcome.Accepted, "")] = read.Rows.Count },
        };
    }

    private static byte[] Write(ReceivedTelemetry part) => ReceivedCodec.Write(part);

    private static bool IsSound(UsageRow row, DateTimeOffset now)
    {
        var t = row.Tokens;
        return row.Tool.Length is > 0 and <= 64 && row.Key.Length is > 0 and <= LongestText && row.OccurredAt.Year >= 2020 && row.OccurredAt <= now.AddHours(48)
            && Short(row.Session, row.Model, row.Tier, row.Project, row.Branch, row.Person, row.Repository, row.Ticket)
            && Math.Min(Math.Min(Math.Min(t.Input, t.CacheRead), Math.Min(t.CacheWrite5m, t.CacheWrite1h)), Math.Min(t.Output, t.Reasoning)) >= 0
            && Math.Max(Math.Max(Math.Max(t.Input, t.CacheRead), Math.Max(t.CacheWrite5m, t.CacheWrite1h)), Math.Max(t.Output, t.Reasoning)) <= MostTokens
            && Enum.IsDefined(row.Quality) && row.Credits is null or (>= 0 and <= MostMoney) && row.ReportedCostUsd is null or (>= 0 and <= MostMoney);
    }

    private static bool IsSound(SessionTrace session) => session.Tool.Length is > 0 and <= 64 && session.Edits >= 0 && Short([session.Session, session.Project, session.Branch, .. session.EditedFiles]);

    private static bool Short(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text?.Length > LongestText) return false;
        }

        return true;
    }
}
