using System.Globalization;
using Shiprank.Core;
using Shiprank.Core.Money.Modelling;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Features.Prices;

/// <summary>A setup that somebody asks for in an address: what the form of the page sends. Shares are per cent there, as people say them.</summary>
public sealed record ModelQuestion
{
    private const int LongestName = 200;

    public string? From { get; init; }

    public string? To { get; init; }

    /// <summary>Per cent of the usage that moves.</summary>
    public decimal Share { get; init; } = 100;

    /// <summary>Written tokens at least and at most, per cent of today's.</summary>
    public decimal OutputLo { get; init; } = 100;

    public decimal OutputHi { get; init; } = 100;

    /// <summary>Attempts at most, per cent of today's.</summary>
    public decimal Tries { get; init; } = 100;

    public decimal? Caching { get; init; }

    public decimal? Batch { get; init; }

    public decimal Growth { get; init; }

    public decimal? Adoption { get; init; }

    /// <summary>Rates of this day; null: those of the days of use.</summary>
    public DateOnly? At { get; init; }

    /// <summary>Id of the tool whose use seats take the place of, for whom they save money.</summary>
    public string? SeatTool { get; init; }

    public decimal? SeatUsd { get; init; }

    public bool IsAsked => To is not null || Caching is not null || Batch is not null || Growth != 0 || Adoption is not null || At is not null || SeatTool is not null;

    public static ModelQuestion Read(IQueryCollection query, List<Problem> problems)
    {
        var (from, to) = (Name(query, "from", problems), Name(query, "to", problems));
        if (to is not null && from is null) problems.Add(new("from", 0, "which model's usage moves is missing", "the name of a model, or * for any"));
        var question = new ModelQuestion
        {
            From = from,
            To = to,
            Share = Percent(query, "share", 0, 100, problems) ?? 100,
            OutputLo = Percent(query, "output_lo", 1, 1000, problems) ?? 100,
            OutputHi = Percent(query, "output_hi", 1, 1000, problems) ?? 100,
            Tries = Percent(query, "tries", 100, 1000, problems) ?? 100,
            Caching = Percent(query, "caching", 0, 100, problems),
            Batch = Percent(query, "batch", 0, 100, problems),
            Growth = Percent(query, "growth", -99, 1000, problems) ?? 0,
            Adoption = Percent(query, "adoption", 0, 100, problems),
            At = Day(query, problems),
            SeatTool = Name(query, "seat_tool", problems),
            SeatUsd = Percent(query, "seat_usd", 0, 100_000, problems, "dollars, such as 20"),
        };
        if (question.SeatTool is not null && question.SeatUsd is null) problems.Add(new("seat_usd", 0, "what a seat costs is missing", "dollars a month"));
        if (question.OutputLo > question.OutputHi) problems.Add(new("output_hi", 0, "the most written tokens are fewer than the least", "a range that begins below its end"));
        return question;
    }

    public SpendScenario Scenario() => new()
    {
        Name = "as asked",
        Models = From is { } from && To is { } to
            ? [new(new([], [], [from]), to, Estimate.Exactly(Share / 100), Estimate.One, Range(OutputLo / 100, OutputHi / 100), Range(1, Tries / 100), Measured: OutputLo != 100 || OutputHi != 100)]
            : [],
        Caching = Caching is { } cached ? new(Scope.All, Estimate.Exactly(cached / 100)) : null,
        Batch = Batch is { } waiting ? new(Scope.All, Estimate.Exactly(waiting / 100), null) : null,
        Growth = Estimate.Exactly(Growth / 100),
        Adoption = Adoption is { } goal ? new(goal / 100, Estimate.Between(0.3m, 1)) : null,
        PricesAt = At,
        Seats = SeatTool is { } tool && SeatUsd is { } usd ? [new($"a seat of {tool}", tool, usd, null, SeatsFor.Above)] : [],
        Assumptions = Adoption is null ? [] : ["Who begins to use agents uses 30 to 100 % of what present users do: a guess, not a measurement."],
    };

    private static Estimate Range(decimal lo, decimal hi) => lo == hi ? Estimate.Exactly(lo) : Estimate.Between(lo, hi);

    private static string? Name(IQueryCollection query, string name, List<Problem> problems)
    {
        if (PageQueryReader.One(query, name, problems)?.Trim() is not { Length: > 0 } text) return null;
        if (text.Length <= LongestName && !text.Any(char.IsControl)) return text;
        problems.Add(new(name, 0, $"{PageQueryReader.Quoted(text)} is no name of a model", $"at most {LongestName} signs"));
        return null;
    }

    private static decimal? Percent(IQueryCollection query, string name, decimal least, decimal most, List<Problem> problems, string remedy = "per cent, such as 50")
    {
        if (PageQueryReader.One(query, name, problems)?.Trim() is not { Length: > 0 } text) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        problems.Add(new(name, 0, $"{PageQueryReader.Quoted(text)} is not from {least} to {most}", remedy));
        return null;
    }

    private static DateOnly? Day(IQueryCollection query, List<Problem> problems)
    {
        if (PageQueryReader.One(query, "at", problems)?.Trim() is not { Length: > 0 } text) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1990 and < 3000) return day;
        problems.Add(new("at", 0, $"{PageQueryReader.Quoted(text)} is no day", "a day such as 2027-01-01"));
        return null;
    }
}
