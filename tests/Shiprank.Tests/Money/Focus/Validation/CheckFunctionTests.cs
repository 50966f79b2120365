using Shiprank.Core.Money.Focus.Validation;

namespace Shiprank.Tests.Money.Focus.Validation;

/// <summary>Every check function of the public model, on a row that keeps it and on one that breaks it.</summary>
public sealed class CheckFunctionTests
{
    private const string One = """{"CheckFunction": "CheckValue", "ColumnName": "A", "Value": "1"}""";
    private const string Two = """{"CheckFunction": "CheckValue", "ColumnName": "B", "Value": "2"}""";

    [Theory]
    [InlineData("""{"CheckFunction": "AND", "Items": [""" + One + "," + Two + "]}", "1,2", "1,3")]
    [InlineData("""{"CheckFunction": "OR", "Items": [""" + One + "," + Two + "]}", "0,2", "0,3")]
    [InlineData("""{"AND": [""" + One + "," + Two + "]}", "1,2", "2,2")]
    [InlineData("""{"CheckFunction": "CheckValue", "ColumnName": "A", "Value": null}""", ",2", "1,2")]
    [InlineData("""{"CheckFunction": "CheckValue", "ColumnName": "A", "Value": "x"}""", "x,2", ",2")]
    [InlineData("""{"CheckFunction": "CheckValue", "ColumnName": "A", "Value": 0}""", "0.00,2", "0.01,2")]
    [InlineData("""{"CheckFunction": "CheckNotValue", "ColumnName": "A", "Value": null}""", "1,2", ",2")]
    [InlineData("""{"CheckFunction": "CheckNotValue", "CheckCondition": "A", "Value": "x"}""", ",2", "x,2")]
    [InlineData("""{"CheckFunction": "CheckSameValue", "ColumnAName": "A", "ColumnBName": "B"}""", "a,a", "a,b")]
    [InlineData("""{"CheckFunction": "CheckNotSameValue", "ColumnAName": "A", "ColumnBName": "B"}""", "a,b", "a,a")]
    [InlineData("""{"CheckFunction": "CheckDecimalValue", "ColumnName": "A"}""", "1.5,2", "one,2")]
    [InlineData("""{"CheckFunction": "CheckGreaterOrEqualThanValue", "ColumnName": "A", "Value": 0}""", "0,2", "-0.1,2")]
    [InlineData("""{"CheckFunction": "CheckNationalCurrency", "ColumnName": "A"}""", "EUR,2", "XYZ,2")]
    [InlineData("""{"CheckFunction": "ColumnByColumnEqualsColumnValue", "ColumnAName": "A", "ColumnBName": "B", "ResultColumnName": "C"}""", "0.1,0.2,0.02", "0.1,0.2,0.020000000001")]
    [InlineData("""{"CheckFunction": "ColumnByColumnEqualsColumnValue", "ColumnAName": "A", "ColumnBName": "B", "ResultColumn": "C"}""", ",0.2,0.02", "79228162514264337593543950335,10,1")]
    [InlineData("""{"CheckFunction": "TypeString", "ColumnName": "A"}""", "x,2", null)]
    [InlineData("""{"CheckFunction": "TypeDecimal", "ColumnName": "A"}""", "1e-3,2", "1 USD,2")]
    [InlineData("""{"CheckFunction": "TypeDateTime", "ColumnName": "A"}""", "2026-07-01T00:00:00Z,2", "yesterday,2")]
    [InlineData("""{"CheckFunction": "FormatString", "ColumnName": "A"}""", "Zürich,2", "a\u0007b,2")]
    [InlineData("""{"CheckFunction": "FormatNumeric", "ColumnName": "A"}""", "-1.5E-3,2", "+1,2")]
    [InlineData("""{"CheckFunction": "FormatNumeric", "ColumnName": "A"}""", ".5,2", "\"1,000\",2")]
    [InlineData("""{"CheckFunction": "FormatDateTime", "ColumnName": "A"}""", "2026-07-01T00:00:00Z,2", "2026-07-01T00:00:00+02:00,2")]
    [InlineData("""{"CheckFunction": "FormatUnit", "ColumnName": "A"}""", "1000000 Tokens,2", "Tokens!,2")]
    [InlineData("""{"CheckFunction": "FormatUnit", "ColumnName": "A"}""", "Seat-Months,2", "Seat-months,2")]
    [InlineData("""{"CheckFunction": "FormatCurrency", "ColumnName": "A"}""", "USD,2", "Kiro Credits,2")]
    [InlineData("""{"CheckFunction": "FormatKeyValue", "ColumnName": "A"}""", "\"{\"\"a\"\":1}\",2", "\"{\"\"a\"\":[1]}\",2")]
    [InlineData("""{"CheckFunction": "FormatKeyValue", "ColumnName": "A"}""", "{},2", "\"{\"\"a\"\":1,\"\"a\"\":2}\",2")]
    public void A_function_tells_what_keeps_it_from_what_breaks_it(string check, string keeps, string? breaks)
    {
        var model = Judged.Model(("rule", Judged.Must(check)));
        Assert.Equal(RuleState.Passed, Judged.By($"A,B,C\n{Row(keeps)}\n", model)["rule"].State);
        if (breaks is null) return;
        var outcome = Judged.By($"A,B,C\n{Row(keeps)}\n{Row(breaks)}\n", model)["rule"];
        Assert.Equal((RuleState.Failed, 1L, 3L), (outcome.State, outcome.Broken, outcome.First.Single().Line));
    }

    [Fact]
    public void A_column_is_there_or_not()
    {
        var model = Judged.Model(("rule", Judged.Must("""{"CheckFunction": "ColumnPresent", "ColumnName": "A"}""")));
        Assert.Equal(RuleState.Passed, Judged.By("A\n1\n", model)["rule"].State);
        Assert.Equal(RuleState.Failed, Judged.By("B\n1\n", model)["rule"].State);
    }

    [Fact]
    public void Distinct_values_are_counted_by_group_and_none_is_none()
    {
        var model = Judged.Model(("rule", Judged.Must("""{"CheckFunction": "CheckDistinctCount", "ColumnAName": "A", "ColumnBName": "B", "ExpectedCount": 1}""")));
        Assert.Equal(RuleState.Passed, Judged.By("A,B\nx,1\ny,2\nx,1\n,3\n", model)["rule"].State);
        var outcome = Judged.By("A,B\nx,1\nz,\nx,2\n", model)["rule"];
        Assert.Equal(2, outcome.Broken);
        Assert.Equal(["A=x, B=1 | 2", "A=z, B=(none)"], outcome.First.Select(f => f.Values));
    }

    [Fact]
    public void Credits_are_a_currency_where_they_are_declared()
    {
        var model = Judged.Model(("rule", Judged.Must("""{"CheckFunction": "FormatCurrency", "ColumnName": "A"}""")));
        Assert.Equal(RuleState.Passed, Judged.By("A\nKiro Credits\n", model, FocusFlags.VirtualCurrency)["rule"].State);
    }

    private static string Row(string cells) => cells.Count(c => c == ',') == 1 || cells.StartsWith('"') ? cells + "," : cells;
}
