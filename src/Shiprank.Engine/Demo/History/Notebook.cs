using System.Globalization;
using System.Text;
using Shiprank.Engine.Demo.Code;
using Shiprank.Engine.Demo.Git;

namespace Shiprank.Engine.Demo.History;

/// <summary>git-ai notes (authorship/3.0.0): which lines of a commit came from which session, and which a person typed.</summary>
internal sealed class Notebook(Chance chance)
{
    private readonly List<(int Mark, string Text)> notes = [];

    public IReadOnlyList<(int Mark, string Text)> Notes => notes;

    /// <summary>Writes the note of a commit that was just made: the files stand as in its tree.</summary>
    public void Record(Made commit, string parent, Edit edit, Person author, Help help)
    {
        var session = Agents.NoteKey(help.Tool, help.Session);
        var human = Agents.HumanKey($"{author.Name} <{author.Email}>");
        var text = new StringBuilder();
        foreach (var file in edit.Added.GroupBy(a => a.File).OrderBy(g => g.Key.Path, StringComparer.Ordinal))
        {
            text.Append(file.Key.Path).Append('\n');
            var turn = $"{session}::t_{chance.Hex(14)}";
            foreach (var side in file.Select(a => (Range: a.File.Range(a.Block), Ai: chance.Percent(85))).OrderBy(r => r.Range.First).GroupBy(r => r.Ai))
            {
                text.Append("  ").Append(side.Key ? turn : human).Append(' ');
                text.AppendJoin(',', side.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Range.First}-{r.Range.Last}"))).Append('\n');
            }
        }

        text.Append("---\n{\"schema_version\":\"authorship/3.0.0\",\"git_ai_version\":\"1.6.2\",\"base_commit_sha\":\"").Append(parent)
            .Append("\",\"prompts\":{},\"humans\":{\"").Append(human).Append("\":{\"author\":\"").Append(author.Name).Append(" <").Append(author.Email)
            .Append(">\"}},\"sessions\":{\"").Append(session).Append("\":{\"agent_id\":{\"tool\":\"").Append(Agents.NoteTool(help.Tool))
            .Append("\",\"id\":\"").Append(help.Session).Append("\",\"model\":\"").Append(help.Model).Append("\"},\"human_author\":\"").Append(author.Name).Append("\"}}}\n");
        notes.Add((commit.Mark, text.ToString()));
    }
}
