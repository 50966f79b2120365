using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Privacy.Papers;

/// <summary>A data-protection impact assessment (GDPR Art. 35) from what is configured.</summary>
internal static class Assessment
{
    public static Paper Of(PaperFacts facts)
    {
        const string title = "Data-protection impact assessment";
        var text = Paper.Begin(facts, title);
        text.AppendLine("## 1. What is processed, and why").AppendLine();
        text.AppendLine($"Purpose: to account for the cost of AI coding agents and to show, for groups, what of the work reached production and lasted. Legal basis: {PaperFacts.Gap("for example Art. 6(1)(f) GDPR with the interests weighed, or a works agreement under Art. 88")}. Consent is not the basis: sharing one’s row is a courtesy on top of it.").AppendLine();
        text.AppendLine("Sources read:").AppendLine();
        Paper.List(text, facts.Sources());
        text.AppendLine($"People concerned: {facts.Organisation.People.Count} in {facts.Organisation.Teams.Count} teams.").AppendLine();
        text.AppendLine("Kept of a person: times, models, token counts and cost of an agent’s responses; changes, reviews and deployments with a part of theirs. Never kept: what was typed or answered, code, messages.").AppendLine();
        text.AppendLine("## 2. Need and proportion").AppendLine();
        Paper.List(text,
        [
            $"Figures are of groups of at least {facts.Rules.Least} people; differences of groups, windows and filters are checked too.",
            "No figure is divided by spend, no rank knows of tokens, and no export is made for performance reviews: what a person takes along carries “not for performance evaluation”, lists of groups do not yet.",
            $"Persons stay at usage rows {PaperFacts.Days(facts.Privacy.RetainPeople)}; the audit log is meant to be kept {PaperFacts.Days(facts.Privacy.RetainAudit)}.",
            $"Less intrusive means considered: {PaperFacts.Gap("for example vendors’ totals alone")}.",
        ]);
        text.AppendLine("## 3. Who sees what").AppendLine();
        Paper.Views(text, facts);
        text.AppendLine("## 4. Risks and what is done").AppendLine();
        text.AppendLine("| risk | done | left |").AppendLine("|---|---|---|");
        text.AppendLine("| a person’s usage is reckoned from groups | group size, dominance, complementary suppression, whole weeks; attacks are tests | who knows the others’ figures from elsewhere; figures that changed between two looks |");
        text.AppendLine("| a rank is used to judge people | bands with intervals, companions, opt-in board, purpose on every export | what a manager does with what they see |");
        text.AppendLine($"| the data folder is read by others | one folder, no cloud | {PaperFacts.Gap("who has access to the machine, backups, encryption")} |");
        text.AppendLine($"| the cost of a change is its author’s spend | {(facts.Privacy.ChangeCosts == ChangeCosts.All ? "nothing: `change_costs: all`" : "shown only where all its people share")} | {(facts.Privacy.ChangeCosts == ChangeCosts.All ? "the author’s spend on each change is visible to colleagues" : "none")} |");
        text.AppendLine().AppendLine("## 5. Rights").AppendLine();
        Paper.List(text,
        [
            "Access and portability (Art. 15, 20): `/me` and `/me/export`, or `shiprank me PERSON --export FILE`.",
            "Erasure (Art. 17): `shiprank person erase PERSON --yes`; totals are restated and the restatements logged.",
            $"Objection (Art. 21) goes to {PaperFacts.Gap("whom")}.",
        ]);
        text.AppendLine($"## 6. Views of those concerned\n\n{PaperFacts.Gap("works council, data-protection officer, people: what they said and when")}\n\n## 7. Decision\n\n{PaperFacts.Gap("who decided, when, date of review")}");
        return new("dpia.md", title, text.ToString());
    }
}
