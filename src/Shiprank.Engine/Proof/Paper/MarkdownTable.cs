using System.Text;

namespace Shiprank.Engine.Proof.Paper;

/// <summary>A Markdown table: text columns first, then numbers to the right.</summary>
internal static class MarkdownTable
{
    /// <param name="texts">How many columns are text.</param>
    public static string Of(IReadOnlyList<string> head, int texts, IEnumerable<IReadOnlyList<string>> rows)
    {
        var text = new StringBuilder();
        Line(text, head);
        Line(text, [.. head.Select((_, i) => i < texts ? "---" : "---:")]);
        foreach (var row in rows) Line(text, row);
        return text.ToString().TrimEnd('\n');
    }

    private static void Line(StringBuilder text, IReadOnlyList<string> cells) => text.Append("| ").AppendJoin(" | ", cells.Select(c => c.Replace("|", "\\|"))).Append(" |\n");
}
