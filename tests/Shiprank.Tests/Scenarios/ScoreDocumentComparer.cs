using System.Globalization;
using System.Text.Json;

namespace Shiprank.Tests.Scenarios;

/// <summary>
/// Compares a document of <c>shiprank score --json</c> with the expected one: numbers within 1e-3, everything else exactly, rows matched by key,
/// a cell's changes as a set, <c>policy.sha256</c> not at all. Fields that the expected document lacks are allowed, rows are not.
/// </summary>
internal static class ScoreDocumentComparer
{
    private const decimal Tolerance = 0.001m;

    private static readonly Dictionary<string, string[]> Keys = new(StringComparer.Ordinal)
    {
        ["cells"] = ["service", "day", "person"],
        ["changes"] = ["sha", "service"],
        ["deployments"] = ["service", "id", "at"],
        ["teams"] = ["team"],
    };

    private static readonly HashSet<string> Numbers = new(["S", "nd", "scu", "lo", "mid", "hi", "quality"], StringComparer.Ordinal);

    /// <summary>One line a difference, in the order of the expected document; empty when the documents agree.</summary>
    public static IReadOnlyList<string> Differences(string expected, string actual)
    {
        using var e = JsonDocument.Parse(expected);
        using var a = JsonDocument.Parse(actual);
        var differences = new List<string>();
        Object("", e.RootElement, a.RootElement, differences);
        return differences;
    }

    private static void Object(string at, JsonElement expected, JsonElement actual, List<string> differences)
    {
        foreach (var field in expected.EnumerateObject())
        {
            var here = at.Length == 0 ? field.Name : $"{at}.{field.Name}";
            if (here == "policy.sha256") continue;
            if (!actual.TryGetProperty(field.Name, out var value)) differences.Add($"{here}: missing");
            else Value(here, field.Name, field.Value, value, differences);
        }
    }

    private static void Value(string at, string name, JsonElement expected, JsonElement actual, List<string> differences)
    {
        if (expected.ValueKind != actual.ValueKind && !(IsTruth(expected) && IsTruth(actual))) differences.Add($"{at}: expected {expected.GetRawText()}, got {actual.GetRawText()}");
        else if (Keys.TryGetValue(name, out var key) && expected.ValueKind == JsonValueKind.Array && at == name) Rows(at, key, expected, actual, differences);
        else if (name == "credit") Credit(at, expected, actual, differences);
        else if (expected.ValueKind == JsonValueKind.Object) Object(at, expected, actual, differences);
        else if (expected.ValueKind == JsonValueKind.Array) Set(at, expected, actual, differences);
        else if (!Same(name, expected, actual)) differences.Add($"{at}: expected {expected.GetRawText()}, got {actual.GetRawText()}");
    }

    private static void Rows(string at, string[] key, JsonElement expected, JsonElement actual, List<string> differences)
    {
        var remaining = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var row in actual.EnumerateArray())
        {
            if (!remaining.TryAdd(KeyOf(row, key), row)) differences.Add($"{at}[{KeyOf(row, key)}]: stands twice");
        }

        foreach (var row in expected.EnumerateArray())
        {
            var name = KeyOf(row, key);
            if (remaining.Remove(name, out var match)) Object($"{at}[{name}]", row, match, differences);
            else differences.Add($"{at}[{name}]: missing, expected {row.GetRawText().ReplaceLineEndings("")}");
        }

        differences.AddRange(remaining.Select(row => $"{at}[{row.Key}]: not expected: {row.Value.GetRawText().ReplaceLineEndings("")}"));
    }

    private static void Credit(string at, JsonElement expected, JsonElement actual, List<string> differences)
    {
        foreach (var person in expected.EnumerateObject())
        {
            if (!actual.TryGetProperty(person.Name, out var share)) differences.Add($"{at}: {person.Name} is missing");
            else if (!Close(person.Value, share)) differences.Add($"{at}.{person.Name}: expected {person.Value.GetRawText()}, got {share.GetRawText()}");
        }

        differences.AddRange(actual.EnumerateObject().Where(p => !expected.TryGetProperty(p.Name, out _)).Select(p => $"{at}: {p.Name} is not expected"));
    }

    private static void Set(string at, JsonElement expected, JsonElement actual, List<string> differences)
    {
        var (e, a) = (Items(expected), Items(actual));
        if (!e.SequenceEqual(a, StringComparer.Ordinal)) differences.Add($"{at}: expected {string.Join(' ', e)}, got {string.Join(' ', a)}");
    }

    private static List<string> Items(JsonElement array) => [.. array.EnumerateArray().Select(i => i.ToString()).Order(StringComparer.Ordinal)];

    private static bool Same(string name, JsonElement expected, JsonElement actual) => expected.ValueKind switch
    {
        JsonValueKind.Number => Math.Abs(expected.GetDecimal() - actual.GetDecimal()) <= Tolerance,
        JsonValueKind.String when Numbers.Contains(name) => Close(expected, actual),
        JsonValueKind.String => expected.ValueEquals(actual.GetString()),
        _ => expected.ValueKind == actual.ValueKind,
    };

    private static bool Close(JsonElement expected, JsonElement actual) =>
        actual.ValueKind == JsonValueKind.String
        && decimal.TryParse(expected.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var e)
        && decimal.TryParse(actual.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var a)
        && Math.Abs(e - a) <= Tolerance;

    private static bool IsTruth(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static string KeyOf(JsonElement row, string[] key) => string.Join(' ', key.Select(k => row.TryGetProperty(k, out var v) ? v.ToString() : "?"));
}
