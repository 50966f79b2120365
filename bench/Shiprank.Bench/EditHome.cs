using System.Globalization;
using System.Text;

namespace Shiprank.Bench;

/// <summary>
/// A made-up home of transcripts that edit, the same for the same seed: Claude Code sessions in which one call in five edits a file of some hundred lines
/// (its result repeats the file and has the patch), the others run commands with some kilobytes of output; sub-agents and resumed sessions among them.
/// On average an edit a hundred kilobytes, as in transcripts of real work.
/// </summary>
internal sealed class EditHome(string root, int seed)
{
    private static readonly string[] Words = ["value", "return", "index", "query", "parser", "await", "buffer", "branch", "fixture", "record", "span", "retry", "const", "public", "total", "string"];
    private readonly Random random = new(seed);
    private DateTimeOffset clock = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);
    private int made;

    public long Bytes { get; private set; }

    /// <summary>Edits of distinct calls, and the lines that they write.</summary>
    public (int Edits, int Lines) Expected { get; private set; }

    public void Write(long bytes)
    {
        while (Bytes < bytes) Session();
    }

    private void Session()
    {
        var (session, project) = (Id("s"), $"/home/dev/src/proj{random.Next(24):00}");
        var folder = $".claude/projects/{project.Replace('/', '-')}";
        var lines = Calls(session, project, random.Next(40, 200), side: false);
        Save($"{folder}/{session}.jsonl", lines);
        if (random.Next(3) == 0) Save($"{folder}/{session}/subagents/agent-{Id("a")}.jsonl", Calls(session, project, random.Next(10, 60), side: true));
        if (random.Next(10) != 0) return;
        var resumed = Id("s");
        Save($"{folder}/{resumed}.jsonl", [.. lines.Take(lines.Count / 3).Select(l => l.Replace(session, resumed, StringComparison.Ordinal))]);
    }

    private List<string> Calls(string session, string project, int count, bool side)
    {
        var lines = new List<string>(count * 3);
        for (; count > 0; count--)
        {
            var id = Id("toolu_");
            var edit = random.Next(5) == 0;
            var path = $"{project}/src/part{random.Next(90)}.cs";
            var input = edit ? $"\"file_path\":\"{path}\",\"old_string\":\"{Code(3)}\",\"new_string\":\"{Code(4)}\"" : $"\"command\":\"{Words[random.Next(16)]}\"";
            lines.Add(Line(session, project, side, $$$$"""{"model":"claude-opus-4-6","id":"{{{{Id("msg_")}}}}","type":"message","role":"assistant","content":[{"type":"text","text":"{{{{Code(random.Next(12))}}}}"}],"usage":{"input_tokens":4,"cache_creation_input_tokens":900,"cache_read_input_tokens":50000,"output_tokens":3}}""", "assistant", ""));
            lines.Add(Line(session, project, side, $$$$"""{"model":"claude-opus-4-6","id":"{{{{Id("msg_")}}}}","type":"message","role":"assistant","content":[{"type":"tool_use","id":"{{{{id}}}}","name":"{{{{(edit ? "Edit" : "Bash")}}}}","input":{{{{{input}}}}}}],"usage":{"input_tokens":4,"cache_creation_input_tokens":900,"cache_read_input_tokens":50000,"output_tokens":300}}""", "assistant", ""));
            var output = edit ? "The file has been updated." : Code(random.Next(10, 400));
            var result = edit ? Edited(path) : $"\"stdout\":\"{output}\",\"stderr\":\"\",\"interrupted\":false";
            lines.Add(Line(session, project, side, $$$$"""{"role":"user","content":[{"tool_use_id":"{{{{id}}}}","type":"tool_result","content":"{{{{output}}}}"}]}""", "user", $",\"toolUseResult\":{{{result}}}"));
        }

        return lines;
    }

    private string Edited(string path)
    {
        var (patch, hunks) = (new StringBuilder(), random.Next(1, 4));
        for (var h = 0; h < hunks; h++)
        {
            var added = random.Next(1, 20);
            Expected = (Expected.Edits, Expected.Lines + added);
            patch.Append(h == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{{\"oldStart\":{h * 40},\"oldLines\":4,\"newStart\":{h * 40},\"newLines\":{added + 3},\"lines\":[");
            for (var i = 0; i < 3; i++) patch.Append("\" ").Append(Words[random.Next(16)]).Append("\",");
            patch.Append("\"-old\"");
            for (var i = 0; i < added; i++) patch.Append(",\"+    ").Append(Words[random.Next(16)]).Append(CultureInfo.InvariantCulture, $" = {made}.{h}.{i};\"");
            patch.Append("]}");
        }

        Expected = (Expected.Edits + 1, Expected.Lines);
        return $"\"filePath\":\"{path}\",\"oldString\":\"{Code(3)}\",\"newString\":\"{Code(4)}\",\"originalFile\":\"{Code(random.Next(50, 700))}\",\"structuredPatch\":[{patch}],\"userModified\":false,\"replaceAll\":false";
    }

    private string Line(string session, string project, bool side, string message, string type, string rest)
    {
        clock += TimeSpan.FromSeconds(random.Next(1, 9));
        var time = clock.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return $$$$"""{"parentUuid":"{{{{Id("u")}}}}","isSidechain":{{{{(side ? "true" : "false")}}}},"userType":"external","cwd":"{{{{project}}}}","sessionId":"{{{{session}}}}","version":"2.1.34","gitBranch":"main","type":"{{{{type}}}}","message":{{{{message}}}},"uuid":"{{{{Id("u")}}}}","timestamp":"{{{{time}}}}"{{{{rest}}}}}""";
    }

    /// <summary>Lines of something like code, escaped.</summary>
    private string Code(int lines)
    {
        var text = new StringBuilder(lines * 40);
        for (; lines > 0; lines--)
        {
            text.Append(' ', random.Next(4) * 4);
            for (var words = random.Next(2, 9); words > 0; words--) text.Append(Words[random.Next(16)]).Append(words == 2 ? "(\\\"x\\\") " : " ");
            text.Append(";\\n");
        }

        return text.ToString();
    }

    private void Save(string relative, List<string> lines)
    {
        var path = Path.Join(root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Concat(lines.Select(l => l + "\n")));
        Bytes += new FileInfo(path).Length;
    }

    private string Id(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}{++made:x16}{random.Next():x8}");
}
