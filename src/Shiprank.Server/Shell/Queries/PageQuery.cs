using System.Text;
using Shiprank.Core.Score;

namespace Shiprank.Server.Shell.Queries;

/// <summary>What every page can be asked for in its address, checked. The same question has one spelling: what is usual is left out.</summary>
public sealed record PageQuery
{
    public required PageScope Scope { get; init; }

    public required Period Period { get; init; }

    /// <summary>Days in UTC, both ends included.</summary>
    public required ScoreWindow Window { get; init; }

    public Versus Versus { get; init; }

    /// <summary>Id of a team; null: all.</summary>
    public string? Team { get; init; }

    public string? Tool { get; init; }

    public string? Model { get; init; }

    public string? Repository { get; init; }

    /// <summary>The days that <see cref="Window"/> is compared with; null: none.</summary>
    public ScoreWindow? Compared => Periods.Compared(Period, Window, Versus);

    public bool IsFiltered => Team is not null || Tool is not null || Model is not null || Repository is not null;

    /// <summary>The period before, of the same kind. Null where the calendar ends.</summary>
    public PageQuery? Earlier => Window.Since.DayNumber < 800 ? null : Moved(Period == Period.Quarter ? Window.Since.AddDays(-1) : Window.Until.AddDays(-Periods.Days(Window)));

    /// <summary>The period after; null when this one reaches today.</summary>
    public PageQuery? Later
    {
        get
        {
            if (Window.Until >= Scope.Today) return null;
            if (Period == Period.Quarter) return Moved(Window.Until.AddDays(1));
            var until = Window.Until.AddDays(Periods.Days(Window));
            return Moved(until < Scope.Today ? until : Scope.Today);
        }
    }

    /// <summary>The same question over another kind of period with the same last day.</summary>
    public PageQuery Over(Period period) => this with { Period = period, Window = Periods.Window(period, Window.Until, Scope.Today) };

    /// <summary>An address on this server with this question in it.</summary>
    /// <param name="more">Parameters of the page's own; those that are null are left out.</param>
    public string At(string path, params IEnumerable<(string Name, string? Value)> more)
    {
        var address = new StringBuilder(path);
        var first = !path.Contains('?', StringComparison.Ordinal);
        foreach (var (name, value) in Parameters.Concat(more))
        {
            if (value is null) continue;
            address.Append(first ? '?' : '&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            first = false;
        }

        return address.ToString();
    }

    /// <summary>In their one order; null: as usual.</summary>
    public IEnumerable<(string Name, string? Value)> Parameters => [.. Time, ("vs", Versus switch { Versus.Year => "year", Versus.None => "none", _ => null }), ("team", Team), ("tool", Tool), ("model", Model), ("repository", Repository)];

    /// <summary>Of <see cref="Parameters"/> those that say when.</summary>
    public IEnumerable<(string Name, string? Value)> Time => Period == Period.Own
        ? [("since", Times.Machine(Window.Since)), ("until", Times.Machine(Window.Until))]
        : [("period", Period == Scope.Usual ? null : Periods.Word(Period)), ("until", Window.Until == Scope.Today ? null : Times.Machine(Window.Until))];

    private PageQuery Moved(DateOnly until) => this with
    {
        Window = Period == Period.Own ? new(until.AddDays(1 - Periods.Days(Window)), until) : Periods.Window(Period, until, Scope.Today),
    };
}
