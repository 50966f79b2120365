using System.Text.Json;

namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>
/// Reads a rule model: <c>Details</c>, <c>ApplicabilityCriteria</c>, <c>ModelDatasets</c>, <c>ModelRules</c>. The model of the public validator
/// (<c>model-1.2.json</c>) has this shape; what of a rule cannot be understood makes this one rule not checkable.
/// </summary>
public static class RuleModelReader
{
    /// <param name="where">What a problem names.</param>
    public static Result<RuleModel> Read(string where, ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (JsonException e)
        {
            return new Problem(where, e.LineNumber + 1 ?? 0, e.Message, "a rule model of the FOCUS validator is expected: model-1.2.json");
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new Problem(where, 0, $"this is no rule model: {e.Message}", "a rule model of the FOCUS validator is expected: model-1.2.json");
        }
    }

    private static RuleModel Read(JsonElement root)
    {
        List<ModelRule> rules = [.. root.GetProperty("ModelRules").EnumerateObject().Select(r => Rule(r.Name, r.Value))];
        var known = rules.Select(r => r.Id).ToHashSet(StringComparer.Ordinal);
        List<string> roots = [.. root.GetProperty("ModelDatasets").EnumerateObject().SelectMany(d => d.Value.GetProperty("ModelRules").EnumerateArray()).Select(r => r.GetString()!)];
        if (roots.Count == 0) throw new FormatException("ModelDatasets names no rule to begin with");
        if (roots.Find(r => !known.Contains(r)) is { } lost) throw new FormatException($"there is no rule {lost}, which ModelDatasets names");
        return new(
            root.GetProperty("Details").GetProperty("FOCUSVersion").GetString() ?? "",
            root.GetProperty("ApplicabilityCriteria").EnumerateObject().Select(f => f.Name).ToHashSet(StringComparer.Ordinal),
            roots,
            rules);
    }

    private static ModelRule Rule(string id, JsonElement rule)
    {
        var criteria = rule.GetProperty("ValidationCriteria");
        var keyword = criteria.GetProperty("Keyword").GetString() switch
        {
            "MUST" or "MUST NOT" => RuleKeyword.Must,
            "MAY" => RuleKeyword.May,
            _ => RuleKeyword.Should,
        };
        string? unreadable = null;
        Check? requirement = null, condition = null;
        try
        {
            requirement = CheckReader.Read(criteria, "Requirement");
            condition = CheckReader.Read(criteria, "Condition");
        }
        catch (CheckException e)
        {
            (unreadable, requirement) = (e.Message, null);
        }

        return new(
            id, rule.GetProperty("Reference").GetString() ?? "", rule.GetProperty("EntityType").GetString() == "Attribute", Texts(rule, "ApplicabilityCriteria"), keyword,
            criteria.GetProperty("MustSatisfy").GetString() ?? "", requirement, condition, Texts(criteria, "Dependencies"), unreadable);
    }

    private static List<string> Texts(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(t => t.GetString() ?? "")] : [];
}
