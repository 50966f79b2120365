using System.Text.Json;

namespace Shiprank.Core.Money.Focus.Validation;

/// <summary>A check that is not understood.</summary>
internal sealed class CheckException(string message) : Exception(message);

/// <summary>Reads trees of check functions.</summary>
internal static class CheckReader
{
    /// <summary>Null when the tree is absent or empty: there is nothing to check.</summary>
    public static Check? Read(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var tree) && tree.ValueKind == JsonValueKind.Object && tree.EnumerateObject().Any() ? Read(tree) : null;

    private static Check Read(JsonElement tree)
    {
        if (tree.ValueKind != JsonValueKind.Object) throw new CheckException($"a check is an object, not {tree.GetRawText()}");

        // The public model has two conditions of the form {"AND": …} beside {"CheckFunction": "AND", "Items": …}.
        if (tree.TryGetProperty("AND", out var and)) return new Check.All(Items(and));
        if (tree.TryGetProperty("OR", out var or)) return new Check.Any(Items(or));
        var function = Text(tree, "CheckFunction");
        return function switch
        {
            "AND" => new Check.All(Items(tree)),
            "OR" => new Check.Any(Items(tree)),
            "CheckModelRule" => new Check.Rule(Text(tree, "ModelRuleId")),
            "ColumnPresent" => new Check.Present(Column(tree)),
            "CheckValue" => Value(tree, not: false),
            "CheckNotValue" => Value(tree, not: true),
            "CheckSameValue" => new Check.Same(Text(tree, "ColumnAName"), Text(tree, "ColumnBName"), Not: false),
            "CheckNotSameValue" => new Check.Same(Text(tree, "ColumnAName"), Text(tree, "ColumnBName"), Not: true),
            "CheckDecimalValue" => new Check.Written(Column(tree), CellForm.TypeDecimal),
            "CheckGreaterOrEqualThanValue" => new Check.AtLeast(Column(tree), Number(tree, "Value")),
            "CheckDistinctCount" => new Check.Distinct(Text(tree, "ColumnAName"), Text(tree, "ColumnBName"), (int)Number(tree, "ExpectedCount")),
            "CheckNationalCurrency" => new Check.Written(Column(tree), CellForm.NationalCurrency),
            "ColumnByColumnEqualsColumnValue" => new Check.Product(Text(tree, "ColumnAName"), Text(tree, "ColumnBName"), Text(tree, "ResultColumnName", "ResultColumn")),
            "TypeString" or "TypeDecimal" or "TypeDateTime" or "FormatString" or "FormatNumeric" or "FormatDateTime" or "FormatUnit" or "FormatCurrency" or "FormatKeyValue" =>
                new Check.Written(Column(tree), Enum.Parse<CellForm>(function)),
            _ => throw new CheckException($"the check function {function} is not known"),
        };
    }

    private static List<Check> Items(JsonElement tree) => tree.ValueKind switch
    {
        JsonValueKind.Array => [.. tree.EnumerateArray().Select(Read)],
        _ when tree.TryGetProperty("Items", out var items) && items.ValueKind == JsonValueKind.Array => Items(items),
        _ => [Read(tree)],
    };

    private static Check.Value Value(JsonElement tree, bool not)
    {
        if (!tree.TryGetProperty("Value", out var value)) throw new CheckException("a check of a value has no Value");
        return value.ValueKind switch
        {
            JsonValueKind.Null => new(Column(tree), null, false, not),
            JsonValueKind.Number => new(Column(tree), value.GetRawText(), true, not),
            JsonValueKind.String => new(Column(tree), value.GetString(), false, not),
            _ => throw new CheckException($"a value is text, a number or null, not {value.GetRawText()}"),
        };
    }

    /// <summary>Two conditions of the public model name their column by another key.</summary>
    private static string Column(JsonElement tree) => Text(tree, "ColumnName", "CheckCondition");

    private static string Text(JsonElement tree, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (tree.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String) return text.GetString()!;
        }

        throw new CheckException($"{names[0]} is missing");
    }

    private static decimal Number(JsonElement tree, string name) =>
        tree.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number && number.TryGetDecimal(out var value) ? value : throw new CheckException($"{name} is no number");
}
