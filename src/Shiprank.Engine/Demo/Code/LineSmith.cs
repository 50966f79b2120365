using System.Text;

namespace Shiprank.Engine.Demo.Code;

/// <summary>
/// Makes up lines of code. No two lines of a repository have the same normalised text by accident: an equal line would be read as a move
/// or as a restored line, and the demo would show something that it doesn't mean to.
/// </summary>
internal sealed class LineSmith(Language language, Chance chance, HashSet<string> used)
{
    public Language Language => language;

    public List<string> Header() => Lines(language.Header);

    public List<string> Footer() => [.. language.Footer];

    /// <summary>A function of about <paramref name="lines"/> lines, at least four.</summary>
    public List<string> Function(int lines)
    {
        var text = new List<string>(lines) { Fresh(chance.Pick(language.Signatures)) };
        text.AddRange(language.Open);
        var body = Math.Max(2, lines - 1 - language.Open.Count - language.Close.Count);
        for (var i = 0; i < body; i++) text.Add(Statement());
        text.AddRange(language.Close);
        return text;
    }

    /// <summary>One line of a body.</summary>
    public string Statement() => Fresh(chance.Pick(language.Body));

    /// <summary>True for a line of a body: what may be rewritten.</summary>
    public bool IsStatement(string line) => line.Length > 6 && !language.Close.Contains(line) && !language.Open.Contains(line);

    private List<string> Lines(IReadOnlyList<string> templates) => [.. templates.Select(t => t.Length < 2 ? t : Fresh(t))];

    private string Fresh(string template)
    {
        while (true)
        {
            var line = Fill(template);
            if (used.Add(line.Replace(" ", ""))) return line;
        }
    }

    private string Fill(string template)
    {
        var text = new StringBuilder(template.Length * 2);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '{' && i + 2 < template.Length && template[i + 2] == '}' && char.IsAsciiLetter(template[i + 1]))
            {
                text.Append(Word(template[i + 1]));
                i += 2;
                continue;
            }

            text.Append(template[i]);
            if (template[i] is '{' or '}' && i + 1 < template.Length && template[i + 1] == template[i]) i++;
        }

        return text.ToString();
    }

    private string Word(char kind) => kind switch
    {
        'n' => Name(false),
        'N' => Name(true),
        'v' => chance.Pick(Vocabulary.Verbs),
        'V' => Vocabulary.Capital(chance.Pick(Vocabulary.Verbs)),
        'd' => chance.Between(2, 980).ToString(System.Globalization.CultureInfo.InvariantCulture),
        's' => Vocabulary.Phrase(chance),
        _ => throw new InvalidOperationException($"no placeholder '{kind}' in the templates of {language.Extension}"),
    };

    private string Name(bool capital)
    {
        var noun = chance.Pick(Vocabulary.Nouns);
        if (chance.Percent(55)) return capital ? Vocabulary.Capital(noun) : noun;
        var first = chance.Pick(Vocabulary.Qualifiers);
        if (capital) return Vocabulary.Capital(first) + Vocabulary.Capital(noun);
        return language.Snake ? $"{first}_{noun}" : first + Vocabulary.Capital(noun);
    }
}
