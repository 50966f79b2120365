using Shiprank.Core.Score;

namespace Shiprank.Core.Money.Budgets;

/// <summary>Amounts of consecutive days, a day without any as 0.</summary>
public sealed record DaySeries(DateOnly From, IReadOnlyList<decimal> Amounts)
{
    /// <summary>The last day; the one before <see cref="From"/> when there are none.</summary>
    public DateOnly Until => From.AddDays(Amounts.Count - 1);

    /// <param name="amounts">Days outside the window are left out; a day may come several times.</param>
    public static DaySeries Of(ScoreWindow window, IEnumerable<(DateOnly Day, decimal Amount)> amounts)
    {
        var days = new decimal[Math.Max(0, window.Until.DayNumber - window.Since.DayNumber + 1)];
        foreach (var (day, amount) in amounts)
        {
            if (window.Has(day)) days[day.DayNumber - window.Since.DayNumber] += amount;
        }

        return new(window.Since, days);
    }

    /// <summary>0 for a day that it does not have.</summary>
    public decimal At(DateOnly day) => day >= From && day <= Until ? Amounts[day.DayNumber - From.DayNumber] : 0;

    public decimal Sum(ScoreWindow window)
    {
        var (first, last) = (Math.Max(window.Since.DayNumber, From.DayNumber), Math.Min(window.Until.DayNumber, Until.DayNumber));
        var sum = 0m;
        for (var day = first; day <= last; day++) sum += Amounts[day - From.DayNumber];
        return sum;
    }

    /// <summary>The same up to a day, included.</summary>
    public DaySeries Through(DateOnly day) => this with { Amounts = [.. Amounts.Take(Math.Max(0, day.DayNumber - From.DayNumber + 1))] };

    /// <summary>Without the days before the first amount: nobody knows whether there was nothing or nothing was read.</summary>
    public DaySeries Begun()
    {
        var first = 0;
        while (first < Amounts.Count && Amounts[first] == 0) first++;
        return new(From.AddDays(first), [.. Amounts.Skip(first)]);
    }
}
