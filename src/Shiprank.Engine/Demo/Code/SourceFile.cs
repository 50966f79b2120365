using System.Text;

namespace Shiprank.Engine.Demo.Code;

/// <summary>A function in a file.</summary>
/// <param name="Pinned">Nobody else touches it: a later revert has to find it as it was.</param>
internal sealed record Block(List<string> Lines, DateTimeOffset Born, bool Pinned);

/// <summary>A file of made-up code: a header, functions with an empty line before each, a footer.</summary>
internal sealed class SourceFile(string path, LineSmith smith)
{
    private readonly List<string> header = smith.Header();
    private readonly List<string> footer = smith.Footer();

    public string Path { get; set; } = path;

    public LineSmith Smith { get; } = smith;

    public List<Block> Blocks { get; } = [];

    /// <summary>What one step of indentation is written as; a formatter changes it.</summary>
    public string Indent { get; set; } = smith.Language.Indent;

    public byte[] Content()
    {
        var text = new StringBuilder(4096);
        foreach (var line in header) text.Append(line).Append('\n');
        foreach (var block in Blocks)
        {
            text.Append('\n');
            foreach (var line in block.Lines) Append(text, line);
        }

        foreach (var line in footer) text.Append(line).Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>First and last line (1-based) of a block in the file as it stands.</summary>
    public (int First, int Last) Range(Block block)
    {
        var line = header.Count;
        foreach (var other in Blocks)
        {
            if (ReferenceEquals(other, block)) return (line + 2, line + 1 + block.Lines.Count);
            line += 1 + other.Lines.Count;
        }

        throw new InvalidOperationException($"the block is not in {Path}");
    }

    private void Append(StringBuilder text, string line)
    {
        var blanks = 0;
        while (blanks + 4 <= line.Length && line.AsSpan(blanks, 4).IsWhiteSpace()) blanks += 4;
        for (var i = 0; i < blanks; i += 4) text.Append(Indent);
        text.Append(line, blanks, line.Length - blanks).Append('\n');
    }
}
