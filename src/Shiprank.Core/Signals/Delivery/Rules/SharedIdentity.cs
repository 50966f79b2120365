namespace Shiprank.Core.Signals.Delivery.Rules;

/// <summary>Commits under one person's address that bear others' names.</summary>
public static class SharedIdentity
{
    public static readonly SignalRule Rule = new(
        "shared-identity",
        "One address, several names",
        "Commits under your address bear the names of others: do several people use it?",
        "At least {least} commits of the window under an address of one person, {share} or more of all under it, bear the name of another person of the organisation.",
        [
            new("least", 5, "commits", "least commits with another's name"),
            new("share", 0.1m, "share", "least part of the commits under the address"),
        ],
        "How many names and commits; the commits.",
        "Commits under addresses of their own; or the organisation file gives the address to whom it belongs.",
        ["A15"]);

    public static IEnumerable<Finding> Find(SignalFacts facts)
    {
        var (least, share) = ((int)facts.Settings.Of(Rule, "least"), facts.Settings.Of(Rule, "share"));
        foreach (var person in facts.Delivery.Identities.GroupBy(i => i.Person, StringComparer.Ordinal))
        {
            var odd = person.Where(i => i.Foreign >= least && i.Foreign >= share * i.All).ToList();
            if (odd.Count == 0) continue;
            var commits = odd.SelectMany(i => i.Commits).OrderByDescending(c => c.At).ThenBy(c => c.Sha, StringComparer.Ordinal).ToList();
            var (names, foreign, all) = (odd.Max(i => i.Names), odd.Sum(i => i.Foreign), odd.Sum(i => i.All));
            yield return new()
            {
                Rule = Rule.Id,
                Subject = new(SubjectKind.Person, person.Key),
                First = DateOnly.FromDateTime(commits[^1].At.UtcDateTime),
                Last = DateOnly.FromDateTime(commits[0].At.UtcDateTime),
                Confidence = HonestRates.Confidence(Rule),
                Title = $"{Figures.Count(foreign, "commit", "commits")} under one address with {Figures.Count(names, "other name", "other names")}",
                Seen = $"{Figures.Share(foreign, all)} of the commits under the address bear {Figures.Count(names, "other person's name", "other people's names")}.",
                Evidence =
                [
                    new("Other people's names", $"{names}"),
                    new("Commits with them", Figures.Share(foreign, all)),
                    .. commits.Take(10).Select(c => new SignalEvidence($"{c.Repository} {ChangeEvidence.Short(c.Sha)}", $"authored {Figures.Time(c.At)}", (c.Repository, c.Sha))),
                    new("An honest doubt", "Working at one machine, and a name or an address left over in git's settings, look the same. Sessions at once on several machines can't be looked for: no log says on which machine it was written."),
                ],
            };
        }
    }
}
