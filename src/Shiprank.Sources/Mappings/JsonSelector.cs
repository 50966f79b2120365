using System.Globalization;
using System.Text.Json;
using Shiprank.Core;

namespace Shiprank.Sources.Mappings;

/// <summary>
/// A path into JSON: <c>event.data.id</c>, <c>alerts[0]</c>, <c>alerts[*]</c>, <c>fields[name=sha].value</c>, <c>["key with blanks"]</c>. It
/// begins at the item that is being read, at the whole document with <c>$</c> in front. What the path does not find is nothing, never an error.
/// </summary>
internal sealed class JsonSelector
{
    private readonly IReadOnlyList<Step> steps;
    private readonly bool fromRoot;

    private JsonSelector(string text, IReadOnlyList<Step> steps, bool fromRoot) => (Text, this.steps, this.fromRoot) = (text, steps, fromRoot);

    private enum StepKind
    {
        Name,
        Index,
        All,
        Where,
    }

    public string Text { get; }

    /// <returns>The selector, or what is wrong with it.</returns>
    public static Result<JsonSelector> Parse(string text)
    {
        var rest = text.AsSpan().Trim();
        var root = rest.StartsWith("$");
        if (root) rest = rest[1..];
        List<Step> steps = [];
        while (!rest.IsEmpty)
        {
            if (rest[0] == '[')
            {
                var end = Closing(rest);
                if (end < 0) return Refused(text, "a bracket is not closed");
                if (Bracket(rest[1..end].Trim()) is not { } step) return Refused(text, "brackets hold *, an index, name=value or a quoted name");
                steps.Add(step);
                rest = rest[(end + 1)..];
                continue;
            }

            if (rest[0] == '.' && (steps.Count > 0 || root)) rest = rest[1..];
            var length = rest.IndexOfAny('.', '[');
            var name = (length < 0 ? rest : rest[..length]).Trim();
            if (name.IsEmpty) return Refused(text, "a name is missing");
            steps.Add(new(StepKind.Name, name.ToString(), ""));
            rest = length < 0 ? [] : rest[length..];
        }

        return steps.Count > 0 || root ? new JsonSelector(text, steps, root) : Refused(text, "it is empty");
    }

    public IEnumerable<JsonElement> Select(JsonElement root, JsonElement item)
    {
        IEnumerable<JsonElement> found = [fromRoot ? root : item];
        return steps.Aggregate(found, (elements, step) => elements.SelectMany(e => Take(e, step)));
    }

    private static IEnumerable<JsonElement> Take(JsonElement element, Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Name when element.ValueKind == JsonValueKind.Object && element.TryGetProperty(step.Name, out var field):
                return [field];
            case StepKind.All when element.ValueKind == JsonValueKind.Array:
                return element.EnumerateArray();
            case StepKind.All when element.ValueKind == JsonValueKind.Object:
                return element.EnumerateObject().Select(p => p.Value);
            case StepKind.Index when element.ValueKind == JsonValueKind.Array:
                var index = int.Parse(step.Name, CultureInfo.InvariantCulture);
                return index < element.GetArrayLength() ? [element[index]] : [];
            case StepKind.Where when element.ValueKind == JsonValueKind.Array:
                return element.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object && e.TryGetProperty(step.Name, out var field) && string.Equals(JsonScalar.Text(field), step.Value, StringComparison.OrdinalIgnoreCase));
            default:
                return [];
        }
    }

    private static int Closing(ReadOnlySpan<char> text)
    {
        var quote = '\0';
        for (var i = 1; i < text.Length; i++)
        {
            if (quote != '\0') quote = text[i] == quote ? '\0' : quote;
            else if (text[i] is '"' or '\'') quote = text[i];
            else if (text[i] == ']') return i;
        }

        return -1;
    }

    private static Step? Bracket(ReadOnlySpan<char> inner)
    {
        if (inner is "*") return new(StepKind.All, "", "");
        if (Quoted(inner) is { } name) return new(StepKind.Name, name, "");
        if (int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index)) return new(StepKind.Index, index.ToString(CultureInfo.InvariantCulture), "");
        var equals = inner.IndexOf('=');
        if (equals < 1) return null;
        var value = inner[(equals + 1)..].Trim();
        return new(StepKind.Where, inner[..equals].Trim().ToString(), Quoted(value) ?? value.ToString());
    }

    private static string? Quoted(ReadOnlySpan<char> text) => text.Length >= 2 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1].ToString() : null;

    private static Problem Refused(string text, string reason) => new("", 0, $"\"{(text.Length <= 60 ? text : text[..60])}\" is no path: {reason}");

    private sealed record Step(StepKind Kind, string Name, string Value);
}
