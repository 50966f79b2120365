using System.Globalization;
using Shiprank.Core;
using Shiprank.Core.Score;

namespace Shiprank.Sources.Organisation.Editing;

/// <summary>Edits the text of a policy file, as <see cref="OrganisationEditor"/> does that of the organisation's.</summary>
public static class PolicyEdit
{
    /// <param name="yaml">Without a byte order mark; empty: a file that is yet to be made.</param>
    /// <param name="policy">What the file has to say: its name, and the parameters that differ from policy 1.</param>
    public static Result<string> Apply(string yaml, string path, Policy policy)
    {
        if (string.IsNullOrWhiteSpace(yaml)) return New(policy);
        List<Problem> problems = [];
        if (YamlTree.Parse(yaml, path, problems) is not YamlMap root || problems.Count > 0) return problems.Count > 0 ? problems[0] : new Problem(path, 0, "the file is not a set of keys and values");
        var edits = EntryField.Text("name", policy.Name).Edits(root, []).ToList();
        var inside = YamlModel.Find(root, ["parameters"]) as YamlMap ?? new(0, []);
        var fields = Fields(policy).Where(f => !f.IsImplied || inside.Entries.Any(e => e.Key == f.Key));
        edits.AddRange(fields.SelectMany(f => f.Edits(inside, ["parameters"])));
        return YamlEditor.Apply(yaml, path, edits);
    }

    private static string New(Policy policy)
    {
        var parameters = YamlModel.Map(Fields(policy).Where(f => !f.IsImplied).Select(f => (f.Key, f.Value!)));
        return $"name: {YamlEmitter.Flow(YamlModel.Text(policy.Name))}\nparameters: {YamlEmitter.Flow(parameters)}\n";
    }

    private static IEnumerable<EntryField> Fields(Policy policy)
    {
        foreach (var parameter in PolicyParameter.All)
        {
            var (value, one) = (parameter.Of(policy), parameter.Of(Policy.One));
            yield return value.Count == 1 ? EntryField.Number(parameter.Name, value[0], one[0]) : new(parameter.Name, List(value), List(one));
        }
    }

    private static YamlList List(IEnumerable<decimal> values) => new(0, [.. values.Select(v => YamlModel.Word(v.ToString("0.############", CultureInfo.InvariantCulture)))]);
}
