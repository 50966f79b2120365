using Shiprank.Core.Score;

namespace Shiprank.Engine.Digests;

/// <param name="Label">A word or two.</param>
/// <param name="Text">The figures in words; plain text, not escaped for anything.</param>
public sealed record DigestLine(string Label, string Text);

/// <summary>A week in at most twelve lines, for a team (without any person's name) or for one person.</summary>
/// <param name="Subject"><c>team:checkout</c>, <c>person:ada</c>.</param>
/// <param name="Link">The page that has it all; null: where the pages are is not known.</param>
/// <param name="Stop">The address that ends a personal digest without signing in; null for a team.</param>
public sealed record Digest(string Subject, string Title, ScoreWindow Week, IReadOnlyList<DigestLine> Lines, Uri? Link, Uri? Stop)
{
    /// <summary>Title, lines and links together (ux.md: at most twelve).</summary>
    public const int MostLines = 12;

    public int Length => 1 + Lines.Count + (Link is null ? 0 : 1) + (Stop is null ? 0 : 1);
}
