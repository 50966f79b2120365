using System.Text;
using Shiprank.Sources.Git.Patches;

namespace Shiprank.Sources.Git.Attributes;

internal enum AttributeState
{
    Set = 0,
    Unset = 1,
    Unspecified = 2,
    Value = 3,
}

/// <param name="Text">The value of <c>name=value</c>; empty for the other states.</param>
internal readonly record struct AttributeSetting(string Name, AttributeState State, string Text = "");

internal sealed record AttributeRule(AttributePattern Pattern, IReadOnlyList<AttributeSetting> Settings);

/// <summary>One <c>.gitattributes</c> file: its rules in order, and the macros that a root file may define (gitattributes(5)).</summary>
internal sealed record AttributeFile(IReadOnlyList<AttributeRule> Rules, IReadOnlyDictionary<string, IReadOnlyList<AttributeSetting>> Macros)
{
    /// <summary>git ignores longer lines.</summary>
    private const int LongestLine = 2047;

    /// <param name="root">Only the file at the root may define macros.</param>
    public static AttributeFile Parse(ReadOnlySpan<byte> content, bool root)
    {
        var rules = new List<AttributeRule>();
        var macros = new Dictionary<string, IReadOnlyList<AttributeSetting>>(StringComparer.Ordinal);
        if (content is [0xEF, 0xBB, 0xBF, ..]) content = content[3..];
        foreach (var range in content.Split((byte)'\n'))
        {
            var line = content[range];
            if (line.Length <= LongestLine) ReadLine(line.Trim(" \t\r"u8), root, rules, macros);
        }

        return new(rules, macros);
    }

    private static void ReadLine(ReadOnlySpan<byte> line, bool root, List<AttributeRule> rules, Dictionary<string, IReadOnlyList<AttributeSetting>> macros)
    {
        if (line is [] or [(byte)'#', ..]) return;
        if (!TryName(ref line, out var name)) return;
        if (name.Length > "[attr]".Length && name.AsSpan().StartsWith("[attr]"u8))
        {
            var macro = Encoding.UTF8.GetString(name.AsSpan("[attr]".Length));
            if (root && IsAttributeName(macro) && TrySettings(line, out var expansion)) macros[macro] = expansion;
            return;
        }

        // A negative pattern is an error in git, which leaves the line out.
        if (name is [(byte)'!', ..] || !TrySettings(line, out var settings)) return;
        rules.Add(new(AttributePattern.Parse(name), settings));
    }

    private static bool TryName(ref ReadOnlySpan<byte> line, out byte[] name)
    {
        if (line[0] == (byte)'"')
        {
            try
            {
                name = GitPath.UnquoteFirst(line, out var used);
                line = line[used..];
                return true;
            }
            catch (InvalidDataException)
            {
                // As in git, a name whose quote is broken is taken as it stands.
                name = [];
            }
        }

        var blank = line.IndexOfAny(" \t\r"u8);
        name = (blank < 0 ? line : line[..blank]).ToArray();
        line = blank < 0 ? default : line[blank..];
        return name.Length > 0;
    }

    private static bool TrySettings(ReadOnlySpan<byte> text, out List<AttributeSetting> settings)
    {
        settings = [];
        foreach (var word in Encoding.UTF8.GetString(text).Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = word[0] is '-' or '!' ? word[0] : '+';
            var equals = word.IndexOf('=');
            var name = word[(sign == '+' ? 0 : 1)..(equals < 0 ? word.Length : equals)];
            if (!IsAttributeName(name)) return false;
            settings.Add(sign switch
            {
                '-' => new(name, AttributeState.Unset),
                '!' => new(name, AttributeState.Unspecified),
                _ => equals < 0 ? new(name, AttributeState.Set) : new(name, AttributeState.Value, word[(equals + 1)..]),
            });
        }

        return true;
    }

    private static bool IsAttributeName(string name) =>
        name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_') && !name.StartsWith("builtin_", StringComparison.Ordinal);
}
