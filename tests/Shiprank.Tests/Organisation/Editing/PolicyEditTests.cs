using Shiprank.Core.Score;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Tests.Organisation.Editing;

public sealed class PolicyEditTests
{
    [Fact]
    public void Every_parameter_that_is_written_is_read_again()
    {
        foreach (var parameter in PolicyParameter.All)
        {
            var value = Enumerable.Repeat(parameter.Most, parameter.Count).ToList();
            var meant = parameter.With(Policy.One with { Name = "ours" }, value);
            var text = PolicyEdit.Apply("", "policy.yaml", meant).Value;
            var read = PolicyReader.Parse(new(text, ""), "policy.yaml");
            Assert.Empty(read.Problems);
            Assert.Equal(value, parameter.Of(read.Value!));
            Assert.Equal(PolicyText.Canonical(meant), PolicyText.Canonical(read.Value!));
            Assert.True(parameter.Of(Policy.One).All(v => v >= parameter.Least && v <= parameter.Most));
        }
    }

    [Fact]
    public void A_parameter_changes_where_it_stands()
    {
        const string before = "name: ours # since May\nparameters:\n  # half-filling\n  kappa: 60   # was 40\n  incident_loss: [1, 0.5, 0.25]\n";
        var policy = Policy.One with { Name = "ours", Kappa = 80, IncidentLoss = [1, 0.25m, 0.25m], SurvivalDays = 45 };
        Assert.Equal(
            "name: ours # since May\nparameters:\n  # half-filling\n  kappa: 80   # was 40\n  incident_loss: [1, 0.25, 0.25]\n  survival_days: 45\n",
            PolicyEdit.Apply(before, "policy.yaml", policy).Value);
    }

    [Fact]
    public void A_file_without_parameters_gets_them() =>
        Assert.Equal("name: ours\nparameters: { kappa: 80 }\n", PolicyEdit.Apply("name: ours\n", "policy.yaml", Policy.One with { Name = "ours", Kappa = 80 }).Value);

    [Fact]
    public void The_parameters_are_those_of_the_canonical_text() =>
        Assert.Equal(
            System.Text.Encoding.UTF8.GetString(PolicyText.Canonical(Policy.Two)).TrimEnd('\n').Split('\n').Select(l => l.Split(':')[0]),
            PolicyParameter.All.Select(p => p.Name));
}
