using Shiprank.Core.Organisation;
using Shiprank.Core.Privacy;

namespace Shiprank.Engine.Privacy.Papers;

/// <summary>What papers say, as it is configured now.</summary>
public sealed record PaperFacts(Workspace Workspace, DateTimeOffset At)
{
    public const string Orientation = "Made from the live configuration as a start for your own paper. Orientation, not advice: have it checked by somebody who answers for it.";

    public OrganisationFile Organisation => Workspace.Organisation;

    public PrivacySettings Privacy => Organisation.Privacy;

    public DisclosureRules Rules => DisclosureRules.Of(Math.Max(Workspace.Policy.MinGroup, Privacy.MinGroup ?? 0), Privacy.Dominance);

    public string Name => Organisation.Name.Length > 0 ? Organisation.Name : Gap("name of the organisation");

    /// <summary>Something that only people can say.</summary>
    public static string Gap(string what) => $"**[to be filled in: {what}]**";

    public static string Days(int? days) => days is { } some ? $"{some} days" : "without limit";

    /// <summary>Sources that are read, one a line.</summary>
    public IEnumerable<string> Sources()
    {
        foreach (var group in Organisation.Usage.GroupBy(u => u.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            yield return group.Key == "home"
                ? $"log files of coding agents in {group.Count()} home folders, {group.Count(u => u.Person is not null)} of them assigned to a person"
                : group.Key == "runs" ? "traces of agents' runs: kinds, counts, costs and times of their calls"
                : $"telemetry that coding agents send ({group.Key})";
        }

        if (Organisation.Repositories.Count > 0) yield return $"git history of {Organisation.Repositories.Count} repositories: who changed which lines when";
        if (Organisation.Webhooks != WebhookSettings.None) yield return "deliveries of forges and incident systems by webhook";
        if (Organisation.Usage.Count == 0 && Organisation.Repositories.Count == 0) yield return Gap("no source is configured yet");
    }

    /// <summary>Who sees what: group, what of others, what of themselves.</summary>
    public IEnumerable<(string Who, string Sees)> Views()
    {
        yield return ("every person", "all of their own figures, who can see them, who looked at them; groups as below");
        yield return ("everyone who may open the pages", $"groups of at least {Rules.Least} people, by whole weeks, without anybody who has more than {100 * Rules.Dominance:0} % of the sum; no figure of a person who does not share");
        yield return Privacy.PersonViews
            ? ("everyone who may open the pages", $"rows of the {Organisation.People.Count(p => p.Share)} of {Organisation.People.Count} people who share theirs: what they shipped, no money and no tokens{(Organisation.ActivityBoard ? "; usage by person (the activity board is on)" : "")}")
            : ("everyone who may open the pages", "no row, page, badge or name of another person: views of people are switched off");
        yield return ("everyone who may open the pages", Privacy.ChangeCosts == ChangeCosts.All ? "the cost of every single change, which is in effect its author’s spend" : "the cost of a single change only where all its people share");
        yield return Privacy.PersonViews
            ? ("leads of a person’s team", $"questions of signals about that person {Organisation.Signals.PersonFirstDays} days after the person, with what the person said to them; that they looked is shown to the person. Nobody else sees one")
            : ("every person", "questions of signals about themselves; nobody else sees one");
        yield return ("administrators", "the settings; a look at a person’s figures is logged and shown to that person");
        yield return ("whoever can read the data folder", "all rows: access to it is to be limited like access to a personnel file");
    }
}
