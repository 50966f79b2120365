using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Engine.Settings;

/// <summary>What an edit would make of the organisation file. Nothing is written yet.</summary>
/// <param name="BasedOn">SHA-256 of the file as it is now; empty when there is none.</param>
/// <param name="Part">The lines of the entry that the edit is about, as they are now; empty when there is none.</param>
/// <param name="Lines">What changes in the file; empty when it says so already.</param>
public sealed record Proposal(string Subject, string BasedOn, string Part, IReadOnlyList<DiffLine> Lines, OrganisationFile File)
{
    public bool ChangesNothing => Lines.Count == 0;
}

/// <summary>What became of an edit.</summary>
public abstract record EditOutcome
{
    private EditOutcome()
    {
    }

    /// <summary>The file says so now.</summary>
    public sealed record Written(Proposal Proposal) : EditOutcome;

    /// <summary>Somebody else changed the file meanwhile; nothing was written.</summary>
    /// <param name="Now">What the edit would make of the file as it is now; null when it can't be done there any more: then <paramref name="Problems"/> say why.</param>
    /// <param name="Part">The lines of the entry as they are now.</param>
    public sealed record Conflict(Proposal? Now, string Part, IReadOnlyList<Problem> Problems) : EditOutcome;

    /// <summary>It can't be done; nothing was written.</summary>
    public sealed record Refused(IReadOnlyList<Problem> Problems) : EditOutcome;
}

/// <summary>The organisation file as settings are written to it: it stays the only place where they stand.</summary>
public sealed class SettingsFile(string path)
{
    public string Path => path;

    /// <summary>What an edit would make of the file as it is now.</summary>
    public Reading<Proposal> Propose(params IReadOnlyList<OrganisationEdit> edits)
    {
        var read = Read();
        return read.Succeeded ? Propose(read.Value, edits, out _) : new(null, [read.Problem]);
    }

    /// <summary>The lines of the entry that an edit is about, as they are now; empty when there is none.</summary>
    public string Part(OrganisationEdit edit) => Read() is { Succeeded: true, Value: { } now } ? OrganisationEditor.Part(now.Text, edit) : "";

    /// <param name="basedOn">As <see cref="Proposal.BasedOn"/> of what was looked at.</param>
    public EditOutcome Write(string basedOn, params IReadOnlyList<OrganisationEdit> edits)
    {
        var read = Read();
        if (!read.Succeeded) return new EditOutcome.Refused([read.Problem]);
        if (read.Value.Sha256 != basedOn) return Conflict(read.Value, edits);
        var proposal = Propose(read.Value, edits, out var text);
        if (proposal.Value is not { } found) return new EditOutcome.Refused(proposal.Problems);
        if (found.ChangesNothing) return new EditOutcome.Written(found);
        var failed = FileReplacement.Replace(path, text, basedOn, read.Value.Marked, out var changed);
        if (failed is not null) return new EditOutcome.Refused([failed]);
        return changed is null ? new EditOutcome.Written(found) : Conflict(changed.Now ?? None, edits);
    }

    private static ConfigurationText None => new("", "");

    private Reading<Proposal> Propose(ConfigurationText now, IReadOnlyList<OrganisationEdit> edits, out string text)
    {
        text = "";
        var edited = OrganisationEditor.Apply(now.Text, path, edits);
        if (edited.Value is not { } found) return new(null, edited.Problems);
        text = found.Text;
        return new(new(edits[^1].Subject, now.Sha256, OrganisationEditor.Part(now.Text, edits[^1]), LineDiff.Of(now.Text, found.Text), found.File), []);
    }

    private EditOutcome.Conflict Conflict(ConfigurationText now, IReadOnlyList<OrganisationEdit> edits)
    {
        var proposal = Propose(now, edits, out _);
        return new(proposal.Value, OrganisationEditor.Part(now.Text, edits[^1]), proposal.Problems);
    }

    private Result<ConfigurationText> Read() => File.Exists(path) ? ConfigurationText.Read(path) : None;
}
