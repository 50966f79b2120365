using System.Text;

namespace Shiprank.Engine.Privacy.Papers;

/// <param name="File">Name of its file.</param>
public sealed record Paper(string File, string Title, string Text)
{
    public static IReadOnlyList<Paper> All(Workspace workspace, DateTimeOffset at)
    {
        var facts = new PaperFacts(workspace, at);
        return [Assessment.Of(facts), WorksAgreement.Of(facts), WorkersNotice.Of(facts)];
    }

    internal static StringBuilder Begin(PaperFacts facts, string title) =>
        new StringBuilder().AppendLine($"# {title}").AppendLine().AppendLine($"_{PaperFacts.Orientation}_").AppendLine()
            .AppendLine($"{facts.Name}, as configured on {facts.At.UtcDateTime:yyyy-MM-dd} (policy {facts.Workspace.Policy.Name}).").AppendLine();

    internal static void List(StringBuilder text, IEnumerable<string> lines)
    {
        foreach (var line in lines) text.AppendLine($"- {line}");
        text.AppendLine();
    }

    internal static void Views(StringBuilder text, PaperFacts facts)
    {
        text.AppendLine("| who | sees |").AppendLine("|---|---|");
        foreach (var (who, sees) in facts.Views()) text.AppendLine($"| {who} | {sees} |");
        text.AppendLine();
    }
}
