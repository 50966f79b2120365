using System.Globalization;
using System.Text;

namespace Shiprank.Core.Score;

/// <summary>A policy as text: one parameter a line, named and ordered as in normalised-deployments.md, section 8.</summary>
public static class PolicyText
{
    /// <summary>UTF-8, lines ended by LF: what the hash of a policy without a file is taken over.</summary>
    public static byte[] Canonical(Policy policy)
    {
        var text = new StringBuilder();
        Add("survival_days", policy.SurvivalDays);
        Add("kappa", policy.Kappa);
        Add("deleted_weight", policy.DeletedWeight);
        Add("min_alnum", policy.MinAlnum);
        Add("unreviewed", policy.Unreviewed);
        Add("trailer_share", policy.TrailerShare);
        Add("session_share", policy.SessionShare);
        Add("weak_share", policy.WeakShare);
        Add("min_group", policy.MinGroup);
        Add("restore_days", policy.RestoreDays);
        Add("old_line_days", policy.OldLineDays);
        Add("size_cap", policy.SizeCap);
        Add("retry_hours", policy.RetryHours);
        Add("incident_loss", [.. policy.IncidentLoss]);
        Add("band_probability", policy.BandProbability);
        Add("window_weeks", policy.WindowWeeks);

        // Named only where they differ: the text of policy 1, and so its hash, is what it was before they existed.
        if (policy.BlockLines != Policy.One.BlockLines) Add("block_lines", policy.BlockLines);
        if (policy.CopiedWeight != Policy.One.CopiedWeight) Add("copied_weight", policy.CopiedWeight);
        if (policy.MoveDays != Policy.One.MoveDays) Add("move_days", policy.MoveDays);
        return Encoding.UTF8.GetBytes(text.ToString());

        void Add(string name, params decimal[] values) =>
            text.Append(name).Append(": ").AppendJoin(' ', values.Select(v => v.ToString("0.############", CultureInfo.InvariantCulture))).Append('\n');
    }
}
