using System.Globalization;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Shiprank.Core;

namespace Shiprank.Sources.Organisation;

/// <summary>A person as a directory exports them.</summary>
/// <param name="Team">Id of their team now; null: it says nothing of it.</param>
/// <param name="Active">False: they have left.</param>
public sealed record ListedPerson(string Id, string? Name, IReadOnlyList<string> Emails, IReadOnlyList<string> Logins, string? Team, bool Active);

/// <summary>
/// Reads people out of a CSV file (<c>id, name, emails, logins, team, active</c>; several addresses behind <c>;</c>) or out of JSON: a list of objects
/// with the same keys. The file is taken whole or not at all.
/// </summary>
public static class PeopleTable
{
    private const int Largest = 32 * 1024 * 1024;
    private const int LongestText = 400;

    public static Reading<IReadOnlyList<ListedPerson>> Read(string path)
    {
        try
        {
            if (new FileInfo(path).Length > Largest) return new(null, [new(path, 0, "larger than 32 MB: not a list of people")]);
            var text = File.ReadAllText(path, Encoding.UTF8);
            return Parse(text, path, path.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new(null, [new(path, 0, "can't be read", "name a file that is there and readable")]);
        }
    }

    public static Reading<IReadOnlyList<ListedPerson>> Parse(string text, string path, bool isJson)
    {
        List<Problem> problems = [];
        List<ListedPerson> people = [];
        foreach (var (line, value) in isJson ? Json(text, path, problems) : Csv(text, path, problems))
        {
            if (Person(value, path, line, problems) is not { } person) continue;
            if (people.Exists(p => p.Id == person.Id)) problems.Add(new(path, line, $"a second person \"{person.Id}\""));
            else people.Add(person);
        }

        if (people.Count == 0 && problems.Count == 0) problems.Add(new(path, 0, "it lists nobody", "columns id, name, emails, logins, team, active"));
        return problems.Count == 0 ? new(people, []) : new(null, problems);
    }

    private static ListedPerson? Person(Func<string, string?> value, string path, long line, List<Problem> problems)
    {
        string? Text(string key)
        {
            var text = value(key)?.Trim();
            if (text is { Length: > LongestText } || text?.Any(char.IsControl) == true) problems.Add(new(path, line, $"\"{key}\" is too long, or has signs that can't be shown"));
            return text is { Length: > 0 } ? text : null;
        }

        IReadOnlyList<string> Texts(string key) => [.. (Text(key) ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.OrdinalIgnoreCase)];
        if (Text("id") is not { } id)
        {
            problems.Add(new(path, line, "\"id\" is missing"));
            return null;
        }

        if (id.Any(c => char.IsWhiteSpace(c) || c is '/' or '\\')) problems.Add(new(path, line, "an id has no blanks and no slashes"));
        if (Texts("emails") is var emails && emails.Any(e => !e.Contains('@'))) problems.Add(new(path, line, "one of \"emails\" is not an e-mail address"));
        var active = Text("active")?.ToLowerInvariant();
        if (active is not (null or "true" or "false" or "1" or "0" or "yes" or "no")) problems.Add(new(path, line, "\"active\" is neither true nor false"));
        return new(id, Text("name"), emails, Texts("logins"), Text("team"), active is not ("false" or "0" or "no"));
    }

    private static IEnumerable<(long Line, Func<string, string?> Value)> Csv(string text, string path, List<Problem> problems)
    {
        using var reader = new StringReader(text);
        using var csv = new CsvReader(reader, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            DetectDelimiter = true,
            DetectDelimiterValues = [",", "\t"],
            BadDataFound = null,
            MissingFieldFound = null,
            PrepareHeaderForMatch = header => header.Header.Trim().TrimStart('\uFEFF').ToLowerInvariant(),
        });
        if (!csv.Read() || !csv.ReadHeader()) yield break;
        if (!csv.HeaderRecord!.Any(h => h.Trim().TrimStart('\uFEFF').Equals("id", StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(new(path, 1, "there is no column \"id\"", "columns id, name, emails, logins, team, active"));
            yield break;
        }

        while (csv.Read()) yield return (csv.Parser.RawRow, key => csv.TryGetField<string>(key, out var field) ? field : null);
    }

    private static List<(long Line, Func<string, string?> Value)> Json(string text, string path, List<Problem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(text, new() { MaxDepth = 8 });
            if (document.RootElement.ValueKind == JsonValueKind.Array && document.RootElement.EnumerateArray().All(e => e.ValueKind == JsonValueKind.Object))
            {
                return [.. document.RootElement.Clone().EnumerateArray().Select((e, i) => (Line: (long)i + 1, Value: (Func<string, string?>)(key => Field(e, key))))];
            }

            problems.Add(new(path, 0, "it is not a list of objects"));
        }
        catch (JsonException wrong)
        {
            problems.Add(new(path, (wrong.LineNumber ?? 0) + 1, "it is not JSON"));
        }

        return [];
    }

    private static string? Field(JsonElement entry, string key) => !entry.TryGetProperty(key, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(';', value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString())),
        _ => null,
    };
}
