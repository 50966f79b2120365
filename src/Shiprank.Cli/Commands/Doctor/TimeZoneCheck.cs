namespace Shiprank.Cli.Commands.Doctor;

/// <summary>Zones by name (<c>--tz Europe/Berlin</c>) come from the system's data.</summary>
internal static class TimeZoneCheck
{
    public static Check Run() => TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out _)
        ? Check.Ok("time zones", "by name")
        : Check.Warn("time zones", "the system has no time zone data: only UTC works", "install it (Debian: tzdata)");
}
