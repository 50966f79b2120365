using Shiprank.Core.Delivery;

namespace Shiprank.Sources.Edits;

/// <summary>What one tool call did to one file. No lines where nothing was added, or where line hashes are not asked for.</summary>
internal sealed record FileEdit(string Path, List<LineText> Lines)
{
    public static FileEdit Of(string path) => new(path, []);
}
