namespace Shiprank.Core.Organisation;

/// <summary>
/// A compiled glob over a whole text. Three dialects (interfaces.md, sections 1 and 2): <see cref="Path"/> for files,
/// <see cref="Text"/> for bots, <see cref="Tag"/> for release tags. Brackets and all other signs are literal.
/// Matching takes time in proportion to pattern × text, whatever the pattern.
/// </summary>
public sealed class Glob
{
    private const char Separator = '/';

    private readonly Token[] tokens;
    private readonly StringComparison comparison;
    private readonly string longest;

    private Glob(string pattern, Token[] tokens, StringComparison comparison)
    {
        Pattern = pattern;
        this.tokens = tokens;
        this.comparison = comparison;
        longest = tokens.Where(t => t.Kind == TokenKind.Literal).Select(t => t.Text).MaxBy(t => t.Length) ?? "";
    }

    private enum TokenKind : byte
    {
        Literal,
        NameCharacter,
        Character,
        WithinName,
        Anything,
        Folders,
    }

    public string Pattern { get; }

    /// <summary>Over a path with <c>/</c>, without case: <c>**/</c> any folders or none, <c>**</c> anything, <c>*</c> within a name, <c>?</c> one character of a name.</summary>
    public static Glob Path(string pattern) => new(pattern, PathTokens(pattern), StringComparison.OrdinalIgnoreCase);

    /// <summary>Over any text, without case: <c>*</c> anything, <c>?</c> one character.</summary>
    public static Glob Text(string pattern) =>
        new(pattern, Tokens(pattern, c => c switch { '*' => TokenKind.Anything, '?' => TokenKind.Character, _ => TokenKind.Literal }), StringComparison.OrdinalIgnoreCase);

    /// <summary>Over a tag's name, with case: <c>*</c> anything, all else literal.</summary>
    public static Glob Tag(string pattern) =>
        new(pattern, Tokens(pattern, c => c == '*' ? TokenKind.Anything : TokenKind.Literal), StringComparison.Ordinal);

    public bool IsMatch(ReadOnlySpan<char> text)
    {
        if (!text.Contains(longest, comparison)) return false;
        if (tokens.Length > 0 && tokens[^1] is { Kind: TokenKind.Literal } last && !text.EndsWith(last.Text, comparison)) return false;

        // before[p]: the tokens so far can end at position p of the text.
        var size = text.Length + 1;
        Span<bool> before = size <= 512 ? stackalloc bool[size] : new bool[size];
        Span<bool> after = size <= 512 ? stackalloc bool[size] : new bool[size];
        before.Clear();
        before[0] = true;
        foreach (var token in tokens)
        {
            after.Clear();
            Step(token, text, before, after);
            var swap = before;
            before = after;
            after = swap;
        }

        return before[^1];
    }

    private static Token[] PathTokens(string pattern)
    {
        List<Token> tokens = [];
        var start = 0;
        for (var i = 0; i < pattern.Length;)
        {
            var (kind, length) = pattern.AsSpan(i) switch
            {
                ['*', '*', Separator, ..] => (TokenKind.Folders, 3),
                ['*', '*', ..] => (TokenKind.Anything, 2),
                ['*', ..] => (TokenKind.WithinName, 1),
                ['?', ..] => (TokenKind.NameCharacter, 1),
                _ => (TokenKind.Literal, 1),
            };
            if (kind != TokenKind.Literal)
            {
                if (start < i) tokens.Add(new(TokenKind.Literal, pattern[start..i]));
                tokens.Add(new(kind, ""));
                start = i + length;
            }

            i += length;
        }

        if (start < pattern.Length) tokens.Add(new(TokenKind.Literal, pattern[start..]));
        return [.. tokens];
    }

    private static Token[] Tokens(string pattern, Func<char, TokenKind> kindOf)
    {
        List<Token> tokens = [];
        var start = 0;
        for (var i = 0; i <= pattern.Length; i++)
        {
            if (i < pattern.Length && kindOf(pattern[i]) == TokenKind.Literal) continue;
            if (start < i) tokens.Add(new(TokenKind.Literal, pattern[start..i]));
            if (i < pattern.Length) tokens.Add(new(kindOf(pattern[i]), ""));
            start = i + 1;
        }

        return [.. tokens];
    }

    private void Step(in Token token, ReadOnlySpan<char> text, ReadOnlySpan<bool> before, Span<bool> after)
    {
        var reached = false;
        for (var p = 0; p < before.Length; p++)
        {
            switch (token.Kind)
            {
                case TokenKind.Literal:
                    if (before[p] && text[p..].StartsWith(token.Text, comparison)) after[p + token.Text.Length] = true;
                    break;
                case TokenKind.NameCharacter:
                case TokenKind.Character:
                    if (before[p] && p < text.Length && (token.Kind == TokenKind.Character || text[p] != Separator)) after[p + 1] = true;
                    break;
                case TokenKind.Folders:
                    after[p] = before[p] || (reached && text[p - 1] == Separator);
                    reached |= before[p];
                    break;
                default:
                    reached |= before[p];
                    after[p] = reached;
                    if (token.Kind == TokenKind.WithinName && p < text.Length && text[p] == Separator) reached = false;
                    break;
            }
        }
    }

    private readonly record struct Token(TokenKind Kind, string Text);
}
