namespace Shiprank.Core.Delivery;

/// <summary>A title parted from the <c> (#N)</c> that a forge writes behind it. Blanks at the ends are gone.</summary>
public readonly record struct TitleText(string Text, int? Request)
{
    private const int MostDigits = 9;

    public static TitleText Of(string title)
    {
        var text = title.AsSpan().Trim();
        if (text is not [.., ')']) return new(text.ToString(), null);
        var mark = text.LastIndexOf("(#");
        if (mark < 1 || !char.IsWhiteSpace(text[mark - 1])) return new(text.ToString(), null);
        var digits = text[(mark + 2)..^1];
        var before = text[..mark].TrimEnd();
        return digits.Length is > 0 and <= MostDigits && !digits.ContainsAnyExceptInRange('0', '9') && !before.IsEmpty
            ? new(before.ToString(), int.Parse(digits))
            : new(text.ToString(), null);
    }
}
