using System.Globalization;

namespace Shiprank.Core.Badges;

/// <summary>A calendar quarter of UTC days.</summary>
public readonly record struct Quarter(int Year, int Number)
{
    public DateOnly First => new(Year, (3 * Number) - 2, 1);

    public DateOnly Last => Next.First.AddDays(-1);

    public Quarter Next => Number == 4 ? new(Year + 1, 1) : new(Year, Number + 1);

    public Quarter Previous => Number == 1 ? new(Year - 1, 4) : new(Year, Number - 1);

    public static Quarter Of(DateOnly day) => new(day.Year, ((day.Month - 1) / 3) + 1);

    /// <summary>When its figures are final: the horizon of its last day has passed.</summary>
    public DateTimeOffset SettledAt(int survivalDays) => new(Next.First.AddDays(survivalDays).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <summary><c>2026-Q2</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-Q{Number}");
}
