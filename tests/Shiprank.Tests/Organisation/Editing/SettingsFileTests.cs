using System.Text;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Settings;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Tests.Organisation.Editing;

public sealed class SettingsFileTests
{
    private static readonly OrganisationEdit AddBob = OrganisationEdit.PutPerson(new("bob", "bob", [], [], Share: false));

    [Fact]
    public void What_was_proposed_is_written_and_nothing_stays_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("shiprank.yaml", "people:\n  - { id: ada }\n");
        var proposal = new SettingsFile(path).Propose(AddBob).Value!;
        Assert.Equal([new(' ', 1, "people:"), new(' ', 2, "  - { id: ada }"), new DiffLine('+', 3, "  - { id: bob }")], proposal.Lines);
        Assert.Equal("people:\n  - { id: ada }\n", File.ReadAllText(path));
        Assert.IsType<EditOutcome.Written>(new SettingsFile(path).Write(proposal.BasedOn, AddBob));
        Assert.Equal("people:\n  - { id: ada }\n  - { id: bob }\n", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_file_that_changed_meanwhile_is_a_conflict_and_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("shiprank.yaml", "people:\n  - { id: ada }\n");
        var edit = OrganisationEdit.PutPerson(new("ada", "Ada Example", [], [], Share: true));
        var proposal = new SettingsFile(path).Propose(edit).Value!;
        const string theirs = "people:\n  - { id: ada, name: Countess } # hers\n";
        File.WriteAllText(path, theirs);
        var conflict = Assert.IsType<EditOutcome.Conflict>(new SettingsFile(path).Write(proposal.BasedOn, edit));
        Assert.Equal(theirs, File.ReadAllText(path));
        Assert.Equal(("  - { id: ada }", "  - { id: ada, name: Countess } # hers"), (proposal.Part, conflict.Part));
        Assert.Contains(new('-', 2, "  - { id: ada, name: Countess } # hers"), conflict.Now!.Lines);
        Assert.IsType<EditOutcome.Written>(new SettingsFile(path).Write(conflict.Now.BasedOn, edit));
        Assert.Equal("people:\n  - { id: ada, name: Ada Example, share: true } # hers\n", File.ReadAllText(path));
    }

    [Fact]
    public void A_mark_at_the_beginning_the_rights_and_a_link_stay()
    {
        using var folder = new TemporaryFolder();
        var path = folder.At("real.yaml");
        File.WriteAllBytes(path, [.. Encoding.UTF8.Preamble, .. "people: [{ id: ada }]\r\n"u8]);
        var link = path;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
            link = folder.At("shiprank.yaml");
            File.CreateSymbolicLink(link, path);
        }

        var settings = new SettingsFile(link);
        Assert.IsType<EditOutcome.Written>(settings.Write(settings.Propose(AddBob).Value!.BasedOn, AddBob));
        Assert.Equal([.. Encoding.UTF8.Preamble, .. "people: [{ id: ada }, { id: bob }]\r\n"u8], File.ReadAllBytes(path));
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(path));
        Assert.NotNull(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void A_file_that_is_not_there_is_made_unless_somebody_made_it_meanwhile()
    {
        using var folder = new TemporaryFolder();
        var settings = new SettingsFile(folder.At("shiprank.yaml"));
        var proposal = settings.Propose(AddBob).Value!;
        Assert.Equal("", proposal.BasedOn);
        File.WriteAllText(settings.Path, "organisation: Theirs\n");
        Assert.IsType<EditOutcome.Conflict>(settings.Write("", AddBob));
        File.Delete(settings.Path);
        Assert.IsType<EditOutcome.Written>(settings.Write("", AddBob));
        Assert.Equal("people:\n  - { id: bob }\n", File.ReadAllText(settings.Path));
    }

    [Fact]
    public void An_edit_that_is_refused_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("shiprank.yaml", "people: [{ id: ada, emails: [a@example.com] }, { id: bob }]\n");
        var before = File.ReadAllBytes(path);
        var based = new SettingsFile(path).Propose(AddBob).Value!.BasedOn;
        var refused = Assert.IsType<EditOutcome.Refused>(new SettingsFile(path).Write(based, OrganisationEdit.Match("a@example.com", "bob")));
        Assert.Contains("belongs to \"ada\" already", Assert.Single(refused.Problems).Reason, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(path));
    }
}
