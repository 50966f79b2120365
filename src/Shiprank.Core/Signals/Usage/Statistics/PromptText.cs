namespace Shiprank.Core.Signals.Usage.Statistics;

/// <summary>A text as near-duplicates are told by: small letters, one blank between words, every number a 0, so that a counter in it makes no other text.</summary>
public static class PromptText
{
    /// <summary>Of longer texts the beginning tells; what follows is mostly pasted.</summary>
    public const int Most = 4096;

    /// <summary>Only while it is looked at: never kept.</summary>
    public static char[] Of(ReadOnlySpan<char> text)
    {
        var plain = new char[Math.Min(text.Length, Most)];
        var length = 0;
        foreach (var letter in text)
        {
            var next = char.IsWhiteSpace(letter) ? ' ' : char.IsDigit(letter) ? '0' : char.ToLowerInvariant(letter);
            if (next is ' ' or '0' && (length == 0 ? next == ' ' : plain[length - 1] == next)) continue;
            if (length == plain.Length) break;
            plain[length++] = next;
        }

        if (length > 0 && plain[length - 1] == ' ') length--;
        return plain[..length];
    }
}
