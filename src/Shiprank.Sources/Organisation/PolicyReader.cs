using System.Security.Cryptography;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;

namespace Shiprank.Sources.Organisation;

/// <summary>Reads a policy file: a name and the parameters that differ from policy 1 (normalised-deployments.md, section 8).</summary>
public static class PolicyReader
{
    /// <summary>Policy 1 with the hash of its canonical text.</summary>
    public static Policy Default { get; } = Hashed(Policy.One);

    /// <summary>The policies that need no file, the default first, each with the hash of its canonical text.</summary>
    public static IReadOnlyList<Policy> BuiltIns { get; } = [Default, Hashed(Policy.Two)];

    /// <summary>The built-in policy of a name (<c>default</c> is policy 1); null for any other text: that is the path of a file.</summary>
    public static Policy? BuiltIn(string name) => name == "default" ? Default : BuiltIns.FirstOrDefault(p => p.Name == name);

    /// <summary>The policy that an organisation file names.</summary>
    public static Reading<Policy> For(OrganisationFile file) => file.PolicyPath is { } path ? Read(path) : new(BuiltIn(file.PolicyName) ?? Default, []);

    public static Reading<Policy> Read(string path)
    {
        var text = ConfigurationText.Read(path);
        return text.Succeeded ? Parse(text.Value, path) : new(null, [text.Problem]);
    }

    /// <param name="path">Where the text comes from, for problems.</param>
    public static Reading<Policy> Parse(ConfigurationText text, string path)
    {
        List<Problem> problems = [];
        Policy? policy = null;
        switch (YamlTree.Parse(text.Text, path, problems))
        {
            case YamlMap map:
                policy = Parameters(new(map, path, problems, "name", "parameters")) with { Sha256 = text.Sha256 };
                break;
            case null or YamlScalar { IsNull: true }:
                if (problems.Count == 0) problems.Add(new(path, 0, "the file is empty"));
                break;
            case var other:
                problems.Add(new(path, other.Line, "the file is not a set of keys and values"));
                break;
        }

        return problems.Count == 0 ? new(policy, []) : new(null, [.. problems.OrderBy(p => p.Line)]);
    }

    private static Policy Parameters(YamlSection root)
    {
        var one = Policy.One;
        var name = root.Required("name");
        if (BuiltIns.Any(p => p.Name == name)) root.Problem("name", $"the name \"{name}\" belongs to the built-in policy");
        var p = root.Section(
            "parameters",
            "survival_days", "kappa", "deleted_weight", "min_alnum", "unreviewed", "trailer_share", "session_share", "weak_share", "min_group",
            "restore_days", "old_line_days", "size_cap", "retry_hours", "incident_loss", "band_probability", "window_weeks", "block_lines", "copied_weight", "move_days");
        return p is null ? one with { Name = name } : one with
        {
            Name = name,
            SurvivalDays = p.Integer("survival_days", one.SurvivalDays, 1, 3650),
            Kappa = p.Number("kappa", one.Kappa, 0.001m, 1_000_000),
            DeletedWeight = p.Number("deleted_weight", one.DeletedWeight, 0, 1),

            // A line keeps the number of its letters and digits up to 15.
            MinAlnum = p.Integer("min_alnum", one.MinAlnum, 1, 15),
            Unreviewed = p.Number("unreviewed", one.Unreviewed, 0, 1),
            TrailerShare = p.Number("trailer_share", one.TrailerShare, 0, 1),
            SessionShare = p.Number("session_share", one.SessionShare, 0, 1),
            WeakShare = p.Number("weak_share", one.WeakShare, 0, 1),
            MinGroup = p.Integer("min_group", one.MinGroup, 1, 1000),
            RestoreDays = p.Integer("restore_days", one.RestoreDays, 0, 3650),
            OldLineDays = p.Integer("old_line_days", one.OldLineDays, 0, 3650),
            SizeCap = p.Number("size_cap", one.SizeCap, 1, 1_000_000_000),
            RetryHours = p.Integer("retry_hours", one.RetryHours, 0, 8760),
            IncidentLoss = p.Numbers("incident_loss", one.IncidentLoss, 3, 0, 1),
            BandProbability = p.Number("band_probability", one.BandProbability, 0.5m, 0.9999m),
            WindowWeeks = p.Integer("window_weeks", one.WindowWeeks, 1, 520),
            BlockLines = p.Integer("block_lines", one.BlockLines, 0, 1000),
            CopiedWeight = p.Number("copied_weight", one.CopiedWeight, 0, 1),
            MoveDays = p.Integer("move_days", one.MoveDays, 0, 3650),
        };
    }

    private static Policy Hashed(Policy policy) => policy with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(PolicyText.Canonical(policy))) };
}
