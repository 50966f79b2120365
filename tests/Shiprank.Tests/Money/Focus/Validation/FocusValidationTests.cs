using Shiprank.Core.Money.Focus.Validation;
using static Shiprank.Tests.Money.Focus.Validation.Judged;

namespace Shiprank.Tests.Money.Focus.Validation;

/// <summary>What becomes of a rule.</summary>
public sealed class FocusValidationTests
{
    private const string Filled = """{"CheckFunction": "CheckNotValue", "ColumnName": "A", "Value": null}""";
    private const string Usage = """{"CheckFunction": "CheckValue", "ColumnName": "B", "Value": "Usage"}""";

    [Fact]
    public void What_no_program_can_tell_is_not_passed()
    {
        var by = By("A\n1\n", Model(("rule", Must("{}")), ("strange", Must("""{"CheckFunction": "CheckPhaseOfMoon", "ColumnName": "A"}"""))));
        Assert.Equal([RuleState.NotCheckable, RuleState.NotCheckable, RuleState.NotCheckable], [by["rule"].State, by["strange"].State, by["root"].State]);
        Assert.Contains("CheckPhaseOfMoon", by["strange"].Reason);
    }

    [Fact]
    public void Only_what_must_be_fails_a_file()
    {
        var by = By("A\n\n", Model(("should", Must(Filled, keyword: "SHOULD NOT")), ("may", Must(Filled, keyword: "MAY")), ("head", Must("""{"CheckFunction": "ColumnPresent", "ColumnName": "A"}"""))));
        Assert.Equal((RuleState.Passed, RuleState.Permission, RuleState.Passed), (by["should"].State, by["may"].State, by["root"].State));
        by = By("A,B\n,1\n", Model(("should", Must(Filled, keyword: "SHOULD NOT")), ("may", Must(Filled, keyword: "MAY"))));
        Assert.Equal((true, false, RuleState.Permission, RuleState.Passed), (by["should"].IsWarning, by["should"].IsFailure, by["may"].State, by["root"].State));
        by = By("A,B\n,1\n", Model(("must", Must(Filled, keyword: "MUST NOT"))));
        Assert.Equal((true, true), (by["must"].IsFailure, by["root"].IsFailure));
    }

    [Fact]
    public void A_rule_is_about_the_rows_of_its_condition_and_of_those_above_it()
    {
        var outer = Must("""{"CheckFunction": "AND", "Items": [{"CheckFunction": "CheckModelRule", "ModelRuleId": "inner"}]}""", Usage);
        var model = Model(("outer", outer), ("inner", Must(Filled, """{"CheckFunction": "CheckNotValue", "ColumnName": "C", "Value": "Correction"}""")));
        Assert.Equal(RuleState.Passed, By("A,B,C\n,Tax,\n,Usage,Correction\n1,Usage,\n", model)["inner"].State);

        // No value is not that value: the rule is about the row.
        var by = By("A,B,C\n,Usage,\n", model);
        Assert.Equal((true, true, "see inner"), (by["inner"].IsFailure, by["outer"].IsFailure, by["outer"].Reason));
    }

    [Fact]
    public void One_of_several_rules_is_enough()
    {
        var either = """{"CheckFunction": "OR", "Items": [{"CheckFunction": "CheckModelRule", "ModelRuleId": "innerA"}, {"CheckFunction": "CheckModelRule", "ModelRuleId": "innerB"}]}""";
        var model = Model(("either", Must(either)), ("innerA", Must(Filled)), ("innerB", Must(Usage)));
        var by = By("A,B\n1,\n,Usage\n", model);
        Assert.Equal((RuleState.Passed, RuleState.NotApplicable), (by["either"].State, by["innerA"].State));
        Assert.Equal(RuleState.Failed, By("A,B\n,Tax\n", model)["either"].State);
        var open = Model(("either", Must(either)), ("innerA", Must(Filled)), ("innerB", Must("{}")));
        Assert.NotEqual(RuleState.Failed, By("A,B\n,Tax\n", open)["either"].State);
    }

    [Fact]
    public void A_rule_applies_where_its_flag_is_declared_and_its_column_is_there()
    {
        var model = Model(("flagged", Must(Filled)), ("rule", Must(Usage)));
        Assert.Equal((RuleState.NotApplicable, "FLAG is not declared"), (By("A,B\n,Usage\n", model)["flagged"].State, By("A,B\n,Usage\n", model)["flagged"].Reason));
        Assert.True(By("A,B\n,Usage\n", model, "FLAG")["flagged"].IsFailure);
        Assert.Equal("the file has no column B", By("A\n1\n", model)["rule"].Reason);
    }

    [Fact]
    public void The_first_rows_are_told_and_all_are_counted()
    {
        var outcome = By("A,B\n" + string.Concat(Enumerable.Repeat(",Tax\n", 9)), Model(("rule", Must(Filled, Usage.Replace("Usage", "Tax", StringComparison.Ordinal)))))["rule"];
        Assert.Equal((9L, FocusValidation.Told), (outcome.Broken, outcome.First.Count));
        Assert.Equal(new RuleBreach(2, "A=, B=Tax"), outcome.First[0]);
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("A,A\n1,2\n", "the column A stands there twice")]
    [InlineData("A,B\n1,2\n1,2,3\n", "file.csv:3: 3 cells")]
    [InlineData("A,B\n1,2\n\"1,2\n", "a quote that is not closed")]
    public void What_is_no_table_is_refused(string csv, string why) => Assert.Contains(why, Read(csv, Model(("rule", Must(Filled)))).Problem.ToString());

    [Theory]
    [InlineData("[1]", "no rule model")]
    [InlineData("{\n\"a\": }", "model.json:2")]
    [InlineData("""{"Details": {"FOCUSVersion": "1"}, "ApplicabilityCriteria": {}, "ModelDatasets": {"X": {"ModelRules": ["gone"]}}, "ModelRules": {}}""", "there is no rule gone")]
    public void What_is_no_model_is_refused(string json, string why) => Assert.Contains(why, RuleModelReader.Read("model.json", System.Text.Encoding.UTF8.GetBytes(json)).Problem.ToString());
}
