using System.Security.Cryptography;
using System.Text;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Organisation;

public sealed class PolicyReaderTests
{
    [Fact]
    public void A_policy_file_changes_what_it_names()
    {
        const string Text = "name: my-policy\nparameters: { kappa: 25.5, survival_days: 14, incident_loss: [0.9, 0.5, 0] }\n";
        var policy = Read(Text).Value!;
        Assert.Equal(
            Policy.One with { Name = "my-policy", Kappa = 25.5m, SurvivalDays = 14, Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text))), IncidentLoss = policy.IncidentLoss },
            policy);
        Assert.Equal([0.9m, 0.5m, 0m], policy.IncidentLoss);
    }

    [Fact]
    public void Every_parameter_has_its_name()
    {
        var policy = Read("""
            name: all
            parameters:
              survival_days: 1
              kappa: 2
              deleted_weight: 0.03
              min_alnum: 4
              unreviewed: 0.05
              trailer_share: 0.06
              session_share: 0.07
              weak_share: 0.08
              min_group: 9
              restore_days: 10
              old_line_days: 11
              size_cap: 12
              retry_hours: 13
              incident_loss: [0.14, 0.15, 0.16]
              band_probability: 0.97
              window_weeks: 18
              block_lines: 19
              copied_weight: 0.2
              move_days: 21
            """).Value!;
        Assert.Equal(
            "survival_days: 1\nkappa: 2\ndeleted_weight: 0.03\nmin_alnum: 4\nunreviewed: 0.05\ntrailer_share: 0.06\nsession_share: 0.07\nweak_share: 0.08\nmin_group: 9\n" +
            "restore_days: 10\nold_line_days: 11\nsize_cap: 12\nretry_hours: 13\nincident_loss: 0.14 0.15 0.16\nband_probability: 0.97\nwindow_weeks: 18\nblock_lines: 19\ncopied_weight: 0.2\nmove_days: 21\n",
            Encoding.UTF8.GetString(PolicyText.Canonical(policy)));
    }

    [Theory]
    [InlineData("parameters: {}", 1, "\"name\" is missing")]
    [InlineData("name: policy-1", 1, "the name \"policy-1\" belongs to the built-in policy")]
    [InlineData("name: policy-2", 1, "the name \"policy-2\" belongs to the built-in policy")]
    [InlineData("name: a\nparameters:\n  kapa: 1", 3, "unknown key \"kapa\"")]
    [InlineData("name: a\nparameters:\n  kappa: 0", 3, "\"kappa\" is not a number")]
    [InlineData("name: a\nparameters:\n  kappa: \"40\"", 3, "\"kappa\" is not a number")]
    [InlineData("name: a\nparameters:\n  min_alnum: 16", 3, "\"min_alnum\" is not a whole number from 1 to 15")]
    [InlineData("name: a\nparameters:\n  survival_days: 30.5", 3, "\"survival_days\" is not a whole number")]
    [InlineData("name: a\nparameters:\n  survival_days: 99999999999999999999999999999999", 3, "\"survival_days\" is not a whole number")]
    [InlineData("name: a\nparameters:\n  incident_loss: [1, 0.5]", 3, "\"incident_loss\" is not a list of 3 numbers")]
    [InlineData("name: a\nparameters:\n  incident_loss: [1, 0.5, 2]", 3, "\"incident_loss\" is not a list of 3 numbers")]
    [InlineData("name: a\nparameters: [kappa]", 2, "\"parameters\" is not a set of keys and values")]
    [InlineData("", 0, "the file is empty")]
    [InlineData("[", 1, "not valid YAML")]
    public void A_wrong_policy_is_refused(string yaml, long line, string reason) =>
        Assert.Contains(Read(yaml).Problems, p => p.Line == line && p.Reason.StartsWith(reason, StringComparison.Ordinal));

    [Fact]
    public void Policy_1_has_the_hash_of_its_canonical_text()
    {
        var policy = PolicyReader.For(new OrganisationFile()).Value!;
        Assert.Equal("policy-1", policy.Name);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(PolicyText.Canonical(Policy.One))), policy.Sha256);
    }

    [Fact]
    public void A_policy_that_is_not_there_is_a_problem() =>
        Assert.Equal("there is no such file", Assert.Single(PolicyReader.For(new OrganisationFile { PolicyPath = Path.Join(Path.GetTempPath(), "no-such-policy.yaml") }).Problems).Reason);

    private static Reading<Policy> Read(string yaml)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, yaml);
            return PolicyReader.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
