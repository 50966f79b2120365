using System.Globalization;
using Shiprank.Core;
using Shiprank.Core.Score;

namespace Shiprank.Server.Shell.Queries;

/// <summary>Reads <see cref="PageQuery"/> off an address. Every parameter that makes no sense is told, with what would; unknown names are not ours to judge.</summary>
public static class PageQueryReader
{
    private const int Longest = 200;
    private const int MostDays = 366 * 20;

    private static readonly string[] versus = ["previous", "year", "none"];

    /// <returns>The question, with what is usual in place of what makes no sense; and the problems.</returns>
    public static (PageQuery Query, IReadOnlyList<Problem> Problems) Read(IQueryCollection query, PageScope scope)
    {
        List<Problem> problems = [];
        var (period, window) = Time(query, scope, problems);
        var versed = Word(query, "vs", versus, problems);
        return (new()
        {
            Scope = scope,
            Period = period,
            Window = window,
            Versus = versed switch { "year" => Versus.Year, "none" => Versus.None, _ => Versus.Previous },
            Team = Chosen(query, "team", scope.Teams, problems),
            Tool = Chosen(query, "tool", scope.Tools, problems),
            Model = Chosen(query, "model", scope.Models, problems),
            Repository = Chosen(query, "repository", scope.Repositories, problems),
        }, problems);
    }

    /// <summary>The one value of a parameter; null when it is absent or empty.</summary>
    public static string? One(IQueryCollection query, string name, List<Problem> problems)
    {
        var values = query[name];
        if (values.Count > 1) problems.Add(new(name, 0, "it is given more than once", "give it once"));
        else if (values is [{ Length: > 0 } value]) return value;
        return null;
    }

    /// <summary>A parameter that is one of some words; null when it is absent or makes no sense.</summary>
    public static string? Word(IQueryCollection query, string name, IReadOnlyList<string> words, List<Problem> problems)
    {
        if (One(query, name, problems) is not { } value || words.Contains(value, StringComparer.Ordinal)) return query[name] is [{ Length: > 0 } word] ? word : null;
        problems.Add(new(name, 0, $"{Quoted(value)} is nothing that can be chosen", $"one of {string.Join(", ", words)}"));
        return null;
    }

    public static string Quoted(string value) => $"“{(value.Length > Longest ? value[..Longest] + "…" : value)}”";

    private static (Period Period, ScoreWindow Window) Time(IQueryCollection query, PageScope scope, List<Problem> problems)
    {
        var word = Word(query, "period", [.. Periods.Offered.Select(o => o.Word)], problems);
        var period = word is null ? scope.Usual : Periods.Offered.First(o => o.Word == word).Period;
        var (since, until) = (Day(query, "since", problems), Day(query, "until", problems) ?? scope.Today);
        if (until > scope.Today)
        {
            problems.Add(new("until", 0, $"{Times.Machine(until)} is after the last day that is known, {Times.Machine(scope.Today)}", $"a day until {Times.Machine(scope.Today)}"));
            until = scope.Today;
        }

        if (since is not { } first) return (period, Periods.Window(period, until, scope.Today));
        if (word is not null) problems.Add(new("since", 0, "there is a period too", "leave one of period and since out"));
        else if (first > until) problems.Add(new("since", 0, $"{Times.Machine(first)} is after the last day, {Times.Machine(until)}", "an earlier day"));
        else if (until.DayNumber - first.DayNumber >= MostDays) problems.Add(new("since", 0, "the days are more than 20 years", "a later day"));
        else return (Period.Own, new(first, until));
        return (period, Periods.Window(period, until, scope.Today));
    }

    private static DateOnly? Day(IQueryCollection query, string name, List<Problem> problems)
    {
        if (One(query, name, problems) is not { } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1990) return day;
        problems.Add(new(name, 0, $"{Quoted(text)} is no day", "a day such as 2026-11-15"));
        return null;
    }

    private static string? Chosen(IQueryCollection query, string name, IReadOnlyList<Choice> choices, List<Problem> problems)
    {
        if (One(query, name, problems) is not { } value) return null;
        if (choices.Any(c => c.Value == value)) return value;
        problems.Add(new(name, 0, $"no {name} is called {Quoted(value)}", choices.Count is > 0 and <= 12 ? $"one of {string.Join(", ", choices.Select(c => c.Value))}" : ""));
        return null;
    }
}
