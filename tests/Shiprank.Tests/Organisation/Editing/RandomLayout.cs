using System.Globalization;
using System.Text;

namespace Shiprank.Tests.Organisation.Editing;

/// <summary>
/// Writes one and the same organisation in many layouts: blocks or brackets at every level, indentation, quotes, comments of their own
/// everywhere, blank lines, line breaks, sections without a value.
/// </summary>
internal sealed class RandomLayout(int seed)
{
    private readonly Random random = new(seed);
    private readonly StringBuilder text = new();
    private int comments;

    /// <summary>A map is a list of pairs, a list an array, a text a string, a plain word a char array.</summary>
    public string Write(IReadOnlyList<(string Key, object? Value)> root)
    {
        if (Chance(15)) text.Append("---\n");
        var step = 1 + random.Next(4);
        var lists = random.Next(3);
        foreach (var (key, value) in root)
        {
            Comment(0, 20);
            text.Append(key).Append(':');
            Under(value, 0, step, lists);
        }

        if (Chance(20)) text.Append("# the end");
        var written = text.ToString();
        if (Chance(15)) written = written.TrimEnd('\n');
        return Chance(25) ? written.Replace("\n", "\r\n", StringComparison.Ordinal) : written;
    }

    private bool Chance(int percent) => random.Next(100) < percent;

    private void Comment(int indent, int percent)
    {
        if (Chance(percent / 2)) text.Append('\n');
        if (Chance(percent)) text.Append(' ', Chance(80) ? indent : 0).Append(CultureInfo.InvariantCulture, $"# c{comments++}: it's {{here}}, [too]\n");
    }

    private void LineEnd()
    {
        if (Chance(15)) text.Append(CultureInfo.InvariantCulture, $"  # c{comments++}");
        text.Append('\n');
    }

    /// <summary>What stands behind a colon, up to the end of its last line.</summary>
    private void Under(object? value, int indent, int step, int lists)
    {
        if (value is null)
        {
            if (Chance(30)) text.Append(Chance(50) ? " ~" : " null");
            LineEnd();
        }
        else if (value is IReadOnlyList<(string, object?)> { Count: > 0 } map && Chance(50))
        {
            LineEnd();
            text.Append(' ', indent + step);
            Entries(map, indent + step, step, lists);
        }
        else if (value is object?[] { Length: > 0 } list && Chance(60))
        {
            LineEnd();
            var dash = indent + lists;
            var gap = 1 + random.Next(3);
            foreach (var item in list)
            {
                Comment(dash, 15);
                text.Append(' ', dash).Append('-').Append(' ', gap);
                if (item is IReadOnlyList<(string, object?)> { Count: > 0 } entry && Chance(60)) Entries(entry, dash + 1 + gap, step, lists);
                else
                {
                    Flow(item, Chance(15), dash + 2);
                    LineEnd();
                }
            }
        }
        else
        {
            text.Append(' ', 1 + random.Next(2));
            Flow(value, Chance(30), indent + 2);
            LineEnd();
        }
    }

    private void Entries(IReadOnlyList<(string Key, object? Value)> map, int indent, int step, int lists)
    {
        for (var i = 0; i < map.Count; i++)
        {
            if (i > 0)
            {
                Comment(indent, 10);
                text.Append(' ', indent);
            }

            text.Append(Chance(10) ? $"\"{map[i].Key}\"" : map[i].Key).Append(Chance(5) ? " :" : ":");
            Under(map[i].Value, indent, step, lists);
        }
    }

    /// <param name="tall">One item a line.</param>
    private void Flow(object? value, bool tall, int indent)
    {
        switch (value)
        {
            case IReadOnlyList<(string Key, object? Value)> map:
                Brackets('{', '}', map.Count, tall, indent, i =>
                {
                    text.Append(map[i].Key).Append(": ");
                    Flow(map[i].Value, false, indent + 2);
                });
                break;
            case object?[] list:
                Brackets('[', ']', list.Length, tall, indent, i => Flow(list[i], Chance(10), indent + 2));
                break;
            case char[] word:
                text.Append(word);
                break;
            case string plain when Chance(60) && plain.All(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '/' or '-') && char.IsAsciiLetter(plain[0]):
                text.Append(plain);
                break;
            case string quoted:
                text.Append(Chance(50) ? $"\"{quoted}\"" : $"'{quoted}'");
                break;
        }
    }

    private void Brackets(char open, char close, int count, bool tall, int indent, Action<int> item)
    {
        text.Append(open);
        if (!tall && count > 0 && Chance(60)) text.Append(' ');
        for (var i = 0; i < count; i++)
        {
            if (tall) text.Append('\n').Append(' ', indent);
            item(i);
            if (i < count - 1 || Chance(tall ? 40 : 10)) text.Append(',');
            if (tall && Chance(20)) text.Append(CultureInfo.InvariantCulture, $" # c{comments++}");
            else if (!tall && i < count - 1) text.Append(' ', 1 + random.Next(2));
        }

        if (tall) text.Append('\n').Append(' ', indent > 1 ? indent - 1 : 1);
        text.Append(close);
    }
}
