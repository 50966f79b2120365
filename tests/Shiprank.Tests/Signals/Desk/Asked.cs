using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;

namespace Shiprank.Tests.Signals.Desk;

/// <summary>Findings, questions and people to ask, made up.</summary>
internal static class Asked
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero);

    public static readonly OrganisationFile Company = new()
    {
        People = [.. new[] { "ada", "ben", "cem", "dia", "eve", "fay", "gus" }.Select(id => new PersonEntry(id, $"{char.ToUpperInvariant(id[0])}{id[1..]} Example", [], [], Share: false))],
        Teams =
        [
            new("search", "Search", null, [.. new[] { "ada", "ben", "cem", "dia", "eve" }.Select(p => new MembershipEntry(p, null, null))]) { Leads = ["eve"] },
            new("data", "Data", null, [new("fay", null, null)]) { Leads = ["gus"] },
        ],
    };

    public static Finding Finding(SubjectKind kind = SubjectKind.Person, string subject = "ada", string rule = "level-outlier", decimal? usd = 100, int days = 4, string episode = "", params string[] others) => new()
    {
        Rule = rule,
        Subject = new(kind, subject),
        Episode = episode,
        Others = others,
        First = new(2026, 11, 1),
        Last = new DateOnly(2026, 11, 1).AddDays(days - 1),
        AtStakeUsd = usd,
        Confidence = 0.99m,
        Title = "Far above the own past",
        Seen = "Forty times the median of twelve weeks.",
        Evidence = [new("Tokens", "40 M; the median day has 1 M"), new("Change", "a change", ("shop", "abc1"))],
        Series = new("Tokens", "a day", [new("2026-11-01", 1), new("2026-11-02", 40)]),
    };

    public static SignalQuestion Question(Finding? finding = null, DateTimeOffset? at = null) => QuestionLife.Found(null, "0011223344", finding ?? Finding(), [], at ?? Noon).Question;

    public static Viewer Person(string id, Roles more = Roles.None) => new()
    {
        Actor = $"person:{id}",
        Person = id,
        Roles = Roles.Member | more,
        Leads = Company.Teams.Where(t => t.Leads.Contains(id)).Select(t => t.Id).ToHashSet(StringComparer.Ordinal),
    };
}
