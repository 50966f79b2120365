using Shiprank.Core;
using Shiprank.Core.Score;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Engine.Settings;

/// <summary>What a change of parameters would write: the policy file, and where the organisation file names none, its name there.</summary>
/// <param name="File">Absolute path of the policy file.</param>
/// <param name="BasedOn">SHA-256 of it; empty when it is yet to be made.</param>
/// <param name="Organisation">The edit of the organisation file; null when it names the file already.</param>
public sealed record PolicyProposal(string File, string BasedOn, string Text, IReadOnlyList<DiffLine> Lines, Proposal? Organisation)
{
    public bool ChangesNothing => Lines.Count == 0 && Organisation is null;
}

/// <summary>Writes parameters of the score to the policy file that the organisation file names; where it names none, to a new one beside it.</summary>
public sealed class PolicySettings(SettingsFile settings)
{
    private const string NewName = "policy";

    public Reading<PolicyProposal> Propose(Policy policy)
    {
        var organisation = OrganisationReader.Read(settings.Path);
        if (organisation.Value is not { } file) return new(null, organisation.Problems);
        var path = file.PolicyPath ?? Free();
        var now = System.IO.File.Exists(path) ? ConfigurationText.Read(path) : new ConfigurationText("", "");
        if (!now.Succeeded) return new(null, [now.Problem]);
        var text = PolicyEdit.Apply(now.Value.Text, path, policy);
        if (!text.Succeeded) return new(null, [text.Problem]);
        var read = PolicyReader.Parse(now.Value with { Text = text.Value }, path);
        if (read.Value is not { } says) return new(null, read.Problems);
        if (!PolicyText.Canonical(says).AsSpan().SequenceEqual(PolicyText.Canonical(policy))) return new(null, [new(path, 0, "the file can't be changed to say this", "edit it by hand")]);
        Proposal? named = null;
        if (file.PolicyPath is null)
        {
            var edit = settings.Propose(NameIt(path));
            if (edit.Value is not { } proposal) return new(null, edit.Problems);
            named = proposal;
        }

        return new(new(path, now.Value.Sha256, text.Value, LineDiff.Of(now.Value.Text, text.Value), named), []);
    }

    /// <param name="basedOn">Of the proposal that was looked at: the policy file's.</param>
    /// <param name="organisation">The organisation file's; null where it names the policy file already.</param>
    /// <returns>What stood in the way; empty when both say so now.</returns>
    public IReadOnlyList<Problem> Write(Policy policy, string basedOn, string? organisation)
    {
        var proposed = Propose(policy);
        if (proposed.Value is not { } found) return proposed.Problems;
        if (found.BasedOn != basedOn || found.Organisation?.BasedOn != organisation) return [Changed(found.File)];
        var marked = found.BasedOn.Length > 0 && ConfigurationText.Read(found.File) is { Succeeded: true, Value.Marked: true };
        var failed = FileReplacement.Replace(found.File, found.Text, basedOn, marked, out var changed);
        if (failed is not null) return [failed];
        if (changed is not null) return [Changed(found.File)];
        if (organisation is null) return [];
        var outcome = settings.Write(organisation, NameIt(found.File));
        if (outcome is EditOutcome.Written) return [];

        // A policy file that nothing names would be taken for the one in force.
        System.IO.File.Delete(found.File);
        return outcome is EditOutcome.Refused refused ? refused.Problems : [Changed(settings.Path)];
    }

    private static Problem Changed(string path) => new(path, 0, "the file was changed by somebody else meanwhile; nothing was written", "look at the page again: it shows the file as it is now");

    private static OrganisationEdit NameIt(string path) => OrganisationEdit.SetText("policy", "./" + Path.GetFileName(path));

    private string Free()
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(settings.Path))!;
        for (var i = 1; ; i++)
        {
            var path = Path.Combine(folder, i == 1 ? $"{NewName}.yaml" : $"{NewName}-{i}.yaml");
            if (!System.IO.File.Exists(path)) return path;
        }
    }
}
