using Shiprank.Core.Signals.Delivery.Statistics;

namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Tickets that live for less than an hour and that nobody but their owner works on.</summary>
public static class TicketStuffing
{
    public static readonly SignalRule Rule = new(
        "ticket-stuffing",
        "Tickets that live for minutes",
        "Many of your tickets were opened and closed within the hour, for your own work alone: do they say anything to anybody?",
        "The lower bound of the part of somebody's closed tickets that lived {minutes} minutes or less and that no change of others names is {share} or more over at least {least} tickets, and it lies {z} or more above that of at least {peers} others. No source tells who opened and who closed a ticket: its owner stands for both.",
        [
            new("minutes", 60, "minutes", "longest life"),
            new("share", 0.4m, "share", "least part, as Wilson's lower bound"),
            new("least", 8, "tickets", "least closed tickets of the person"),
            new("z", 3.5m, "z", "modified z of the shrunk part among peers"),
            new("peers", 8, "people", "least number of others to compare with"),
        ],
        "Tickets with their life and the changes that name them.",
        "Tickets that are there before the work is, or the weeks pass.",
        ["A12"])
    {
        Source = "Wilson 1927; Efron and Morris 1975",
    };

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var life = TimeSpan.FromMinutes((double)facts.Settings.Of(Rule, "minutes"));
        var changes = facts.Delivery.Changes.SelectMany(c => c.Tickets.Select(t => (Ticket: t, Change: c))).ToLookup(t => t.Ticket, t => t.Change, StringComparer.OrdinalIgnoreCase);
        var byOwner = facts.Delivery.Tickets.Where(t => t.ClosedAt is not null).ToLookup(t => t.Owner, StringComparer.Ordinal);
        var cases = byOwner.Select(g => new RateCase(g.Key, g.Count(IsShort), g.Count()));
        foreach (var found in RateOutliers.Of(cases, (int)facts.Settings.Of(Rule, "least"), (int)facts.Settings.Of(Rule, "peers"), (double)facts.Settings.Of(Rule, "share"), (double)facts.Settings.Of(Rule, "z")))
        {
            var brief = byOwner[found.Case.Who].Where(IsShort).OrderByDescending(t => t.OpenedAt).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
            yield return new()
            {
                Rule = Rule.Id,
                Subject = new(SubjectKind.Person, found.Case.Who),
                First = Day(brief[^1].OpenedAt),
                Last = Day(brief[0].OpenedAt),
                Confidence = HonestRates.Confidence(Rule),
                Title = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the tickets lived {life.TotalMinutes:0} minutes or less",
                Seen = $"{Figures.Share(found.Case.Hits, found.Case.Trials)} of the closed tickets lived {life.TotalMinutes:0} minutes or less and are named by nobody else's change; of {found.Peers} others {Figures.Share(found.Others.Hits, found.Others.Trials)} did.",
                Evidence =
                [
                    new("Such tickets", $"{Figures.Share(found.Case.Hits, found.Case.Trials)}, at least {Figures.Percent(found.Lower)} (95 %)"),
                    new("Of the others", $"{Figures.Share(found.Others.Hits, found.Others.Trials)} with {found.Peers} people, modified z {Figures.Number(found.Z)}"),
                    .. brief.Take(10).Select(t => new SignalEvidence(t.Key, $"open for {Figures.Span(t.ClosedAt!.Value - t.OpenedAt)} from {Figures.Time(t.OpenedAt)}; named by {Figures.Count(changes[t.Key].Count(), "change", "changes")}", changes[t.Key].Select(c => ((string, string)?)c.Id).FirstOrDefault())),
                    new("An honest doubt", "Questions to a help desk and alarms are over within the hour; who opened and closed a ticket is not known here."),
                ],
            };
        }

        bool IsShort(TicketFact ticket) => ticket.ClosedAt!.Value - ticket.OpenedAt <= life && !changes[ticket.Key].Any(c => c.Author is not null && !c.People.Contains(ticket.Owner, StringComparer.Ordinal));
    }

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}
