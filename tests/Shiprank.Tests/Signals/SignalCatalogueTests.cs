using Shiprank.Core.Signals;

namespace Shiprank.Tests.Signals;

public sealed class SignalCatalogueTests
{
    [Fact]
    public void Rules_have_ids_of_their_own() =>
        Assert.Equal(SignalCatalogue.All.Count, SignalCatalogue.All.Select(d => d.Rule.Id).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void A_rule_names_its_parameters_in_its_test_and_no_others()
    {
        foreach (var (rule, _) in SignalCatalogue.All)
        {
            var named = System.Text.RegularExpressions.Regex.Matches(rule.Test, "\\{(\\w+)\\}").Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
            Assert.True(named.SetEquals(rule.Parameters.Select(p => p.Name)), $"{rule.Id}: {string.Join(", ", named)}");
        }
    }

    [Fact]
    public void An_unknown_parameter_is_a_bug() =>
        Assert.Throws<ArgumentException>(() => SignalSettings.Default.Of(new SignalRule("r", "", "", "", [], "", "", []), "x"));

    [Fact]
    public void What_the_organisation_sets_holds()
    {
        var rule = new SignalRule("r", "", "", "", [new("z", 3.5m, "z", "")], "", "", []);
        Assert.Equal(3.5m, SignalSettings.Default.Of(rule, "z"));
        Assert.Equal(4m, (SignalSettings.Default with { Set = new Dictionary<(string, string), decimal> { [("r", "z")] = 4 } }).Of(rule, "z"));
    }
}
