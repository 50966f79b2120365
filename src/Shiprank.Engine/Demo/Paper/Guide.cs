using System.Globalization;
using System.Text;

namespace Shiprank.Engine.Demo.Paper;

/// <summary>The <c>README.md</c> of the demo's folder.</summary>
internal static class Guide
{
    public static string Text(DemoFacts facts)
    {
        var options = facts.Options;
        var text = new StringBuilder();
        text.Append(string.Create(
            CultureInfo.InvariantCulture,
            $"# Northwind\n\nA made-up organisation: {Teams.All.Count} teams, {facts.People} people, {Catalogue.Repositories.Sum(r => r.Services.Count)} services in {facts.Repositories.Count} repositories, {options.Weeks} weeks until {options.End:yyyy-MM-dd}. "));
        text.Append("Nobody in it exists. The same command writes the same bytes and the same git shas again.\n\n");
        text.Append(
            """
            | what | where |
            |---|---|
            | organisation file | `shiprank.yaml` |
            | bare git repositories | `repos/` |
            | agents' own logs, a home each | `homes/` |
            | what vendors report and invoice, two months | `bills/` |
            | what CI jobs did, call by call, judged by the caps of `shiprank.yaml` | `runs/` |
            | deployments, requests, incidents, work items, usage that a vendor reports | `events.jsonl` |

            Read it as any other organisation:


            """.ReplaceLineEndings("\n"));
        text.Append(string.Create(CultureInfo.InvariantCulture, $"    shiprank sync --config shiprank.yaml --events events.jsonl --data data\n    shiprank board --config shiprank.yaml --data data --as-of {options.AsOf:yyyy-MM-dd'T'HH:mm:ss'Z'}\n\n"));
        text.Append("Agents log `/home/<person>/src/<repository>` as their working directory: the last folder is the repository's name.\n\n## The cast\n\n| part | who | what it shows |\n|---|---|---|\n");
        foreach (var member in facts.Cast) text.Append($"| {Parts.Phrase(member.Role)} | {(member.Name == member.Id ? $"`{member.Id}`" : $"{member.Name} (`{member.Id}`)")} | {member.Shows} |\n");
        if (facts.LongStory is { } story)
        {
            text.Append("\n## Scenes\n\nSome things happen by plan, so that every fate of a change and of spend is there to be seen:\n\n");
            text.Append($"- `shiprank change {story}`: three sessions and a sub-agent, a review, an incident, a rollback, a fix and the retry.\n");
            text.Append("- A try that ships and is replaced within two weeks, in `shop` and in `ledger`: nothing of it is alive at the horizon.\n");
            if (options.Weeks >= 24) text.Append("- A change of `shop` that stands for a quarter and is reverted then: its figures stay, the badge that rests on it is revoked.\n");
            text.Append("- The last Friday: a roll-out of `ledger` that is rolled back over the weekend, and work merged after the last release.\n");
        }

        text.Append("\n## Repositories\n\n| repository | head | changes | merge commits | tags | notes |\n|---|---|---|---|---|---|\n");
        foreach (var repository in facts.Repositories)
        {
            text.Append(string.Create(CultureInfo.InvariantCulture, $"| {repository.Name} | `{repository.Head}` | {repository.Changes} | {repository.Merges} | {repository.Tags} | {repository.Notes} |\n"));
        }

        return text.ToString();
    }
}
