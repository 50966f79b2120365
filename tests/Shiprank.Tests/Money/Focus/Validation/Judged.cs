using System.Text;
using Shiprank.Core;
using Shiprank.Core.Money.Focus.Validation;
using Shiprank.Sources.Focus;

namespace Shiprank.Tests.Money.Focus.Validation;

/// <summary>A text checked as a file.</summary>
internal static class Judged
{
    public static Result<FocusValidation> Read(string csv, RuleModel model, params string[] supported)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        return FocusTable.Validate("file.csv", stream, head => new(model, supported, head));
    }

    public static Dictionary<string, RuleOutcome> By(string csv, RuleModel model, params string[] supported) => Read(csv, model, supported).Value.Outcomes().ToDictionary(o => o.Rule.Id, StringComparer.Ordinal);

    /// <summary>A model of rules that its root requires; each is the body of its ValidationCriteria.</summary>
    public static RuleModel Model(params (string Id, string Criteria)[] rules)
    {
        var root = string.Join(',', rules.Where(r => !r.Id.StartsWith("inner", StringComparison.Ordinal)).Select(r => "{\"CheckFunction\": \"CheckModelRule\", \"ModelRuleId\": \"" + r.Id + "\"}"));
        var all = rules.Append(("root", Must("{\"CheckFunction\": \"AND\", \"Items\": [" + root + "]}")));
        var body = string.Join(",\n", all.Select(r => $"\"{r.Item1}\": {{\"Reference\": \"A\", \"EntityType\": \"Column\", \"ApplicabilityCriteria\": [{(r.Item1.StartsWith("flagged", StringComparison.Ordinal) ? "\"FLAG\"" : "")}], \"ValidationCriteria\": {r.Item2}}}"));
        return RuleModelReader.Read("model.json", Encoding.UTF8.GetBytes("{\"Details\": {\"FOCUSVersion\": \"9\"}, \"ApplicabilityCriteria\": {\"FLAG\": {}}, \"ModelDatasets\": {\"X\": {\"ModelRules\": [\"root\"]}}, \"ModelRules\": {" + body + "}}")).Value;
    }

    public static string Must(string requirement, string condition = "{}", string keyword = "MUST") =>
        $"{{\"MustSatisfy\": \"it holds\", \"Keyword\": \"{keyword}\", \"Requirement\": {requirement}, \"Condition\": {condition}, \"Dependencies\": []}}";
}
