using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Privacy.Papers;

/// <summary>A works agreement about a technical device that is suited to monitor (BetrVG §87(1) no. 6; ArbVG §96a) from what is configured.</summary>
internal static class WorksAgreement
{
    public static Paper Of(PaperFacts facts)
    {
        const string title = "Works agreement on Shiprank (draft)";
        var text = Paper.Begin(facts, title);
        text.AppendLine($"Between {facts.Name} and its works council, {PaperFacts.Gap("names")}, under §87(1) no. 6 BetrVG.").AppendLine();
        text.AppendLine("## 1. Purpose").AppendLine();
        text.AppendLine("Shiprank accounts for the cost of AI coding agents and shows groups what of their work reached production and lasted. It is not used to monitor, compare, assess or discipline persons. Findings from it are no ground for measures under labour law, and what was found against this agreement may not be used.").AppendLine();
        text.AppendLine("## 2. What is read").AppendLine();
        Paper.List(text, facts.Sources());
        text.AppendLine("Prompts, answers, code and messages are not stored. A change of sources needs the works council’s agreement.").AppendLine();
        text.AppendLine("## 3. Who sees what").AppendLine();
        Paper.Views(text, facts);
        text.AppendLine("## 4. Settings that are agreed").AppendLine();
        text.AppendLine("| setting | as it is now |").AppendLine("|---|---|");
        text.AppendLine($"| `privacy.person_views` | {(facts.Privacy.PersonViews ? "true: people who share theirs have a row" : "false: no views of other people")} |");
        text.AppendLine($"| smallest group | {facts.Rules.Least}{(facts.Rules.Least < 7 ? " (German commentary treats teams of 7 or more as not person-related)" : "")} |");
        text.AppendLine($"| `privacy.dominance` | {100 * facts.Rules.Dominance:0} % |");
        text.AppendLine($"| `privacy.change_costs` | {(facts.Privacy.ChangeCosts == ChangeCosts.All ? "all" : "shared")} |");
        text.AppendLine($"| `activity_board` | {(facts.Organisation.ActivityBoard ? "true: usage by person, of people who share" : "false")} |");
        text.AppendLine($"| `privacy.retention.people` | {PaperFacts.Days(facts.Privacy.RetainPeople)} |").AppendLine();
        text.AppendLine("## 5. Sharing one’s row").AppendLine();
        text.AppendLine("Sharing is voluntary, is switched by the person on `/me`, and can be taken back at any time. Nobody is asked why. Not sharing leaves no gap: ranks are reckoned among those who share.").AppendLine();
        text.AppendLine("## 6. Control").AppendLine();
        text.AppendLine($"Looks at a person’s figures are logged, and shown to that person. The works council may read the log: {PaperFacts.Gap("how and how often")}. Whose a pseudonym is is told only when two administrators agree.").AppendLine();
        text.AppendLine($"## 7. Term\n\n{PaperFacts.Gap("begin, notice, after-effect, review")}");
        return new("works-agreement.md", title, text.ToString());
    }
}
