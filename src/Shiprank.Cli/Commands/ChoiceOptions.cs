using System.CommandLine;
using System.CommandLine.Parsing;

namespace Shiprank.Cli.Commands;

/// <summary>Options whose values are a few words. Any other word is an error that names them all.</summary>
internal static class ChoiceOptions
{
    public static Option<T> One<T>(string name, string description, params (string Word, T Value)[] choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices.Select(c => c.Word)),
        CustomParser = result => Value(result, name, result.Tokens[0].Value, choices, out var value) ? value : default!,
    };

    /// <summary>May be given several times.</summary>
    public static Option<IReadOnlySet<T>?> Many<T>(string name, string description, params (string Word, T Value)[] choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices.Select(c => c.Word)),
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result =>
        {
            var values = new HashSet<T>();
            foreach (var token in result.Tokens)
            {
                if (Value(result, name, token.Value, choices, out var value)) values.Add(value);
            }

            return values;
        },
    };

    private static bool Value<T>(ArgumentResult result, string name, string word, (string Word, T Value)[] choices, out T value)
    {
        foreach (var choice in choices)
        {
            if (choice.Word != word) continue;
            value = choice.Value;
            return true;
        }

        result.AddError(NoneOf(name, word, choices.Select(c => c.Word)));
        value = default!;
        return false;
    }

    /// <summary>What is said of a word that is none of those allowed.</summary>
    public static string NoneOf(string name, string word, IEnumerable<string> allowed) =>
        string.Join(", ", allowed) is { Length: > 0 } words ? $"{name}: '{word}' is none of {words}" : $"{name}: '{word}' is not known, and nothing is";
}
