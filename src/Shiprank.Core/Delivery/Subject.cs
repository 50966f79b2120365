using System.Text;

namespace Shiprank.Core.Delivery;

/// <summary>
/// The subject of a message. <paramref name="Text"/> is git's: the lines of the first paragraph, joined by blanks (what
/// <c>git revert</c> quotes); <paramref name="FirstLine"/> is what people see where somebody forgot the empty line after it.
/// </summary>
public readonly record struct Subject(string Text, string FirstLine)
{
    public static Subject Of(string message)
    {
        var rest = message.AsSpan().TrimStart();
        var first = "";
        StringBuilder? text = null;
        foreach (var line in rest.EnumerateLines())
        {
            var words = line.Trim();
            if (words.IsEmpty) break;
            if (first.Length == 0) first = words.ToString();
            else (text ??= new(first)).Append(' ').Append(words);
        }

        return new(text?.ToString() ?? first, first);
    }
}
