using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Server.Features.Settings;

/// <summary>What a form wants of the organisation file. Reasons against it stand at the form's fields.</summary>
internal static class FormEdits
{
    private static readonly (string Word, DeploymentMode Mode)[] modes =
        [("auto", DeploymentMode.Auto), ("events", DeploymentMode.Events), ("tags", DeploymentMode.Tags), ("trunk", DeploymentMode.Trunk)];

    public static IReadOnlyList<string> Modes { get; } = [.. modes.Select(m => m.Word)];

    /// <returns>Null when the form asks for nothing that there is.</returns>
    public static IReadOnlyList<OrganisationEdit>? Of(SentForm form) => form["act"] switch
    {
        "general" => General(form),
        "person" => [OrganisationEdit.PutPerson(new(form.Id("id"), form.Text("name") ?? form["id"], Addresses(form), form.Texts("logins"), form.Ticked("share")))],
        "person-remove" => [OrganisationEdit.RemovePerson(form.Id("id"))],
        "match" => [OrganisationEdit.Match(form.Required("identity", "it names no address or login"), form["pick"].Length > 0 ? form.Id("pick") : form.Required("person", "whose is it?"))],
        "team" => [OrganisationEdit.PutTeam(form.Id("id"), form.Text("name"), form.Text("cost_centre"))],
        "team-remove" => [OrganisationEdit.RemoveTeam(form.Id("id"))],
        "member" => [OrganisationEdit.PutMember(form.Id("team"), form.Index("index"), Member(form))],
        "member-remove" => form.Index("index") is { } member ? [OrganisationEdit.RemoveMember(form.Id("team"), member)] : null,
        "repository" => [Repository(form)],
        "repository-remove" => [OrganisationEdit.RemoveRepository(form.Required("name", "it needs a name"))],
        "service" => [OrganisationEdit.PutService(form.Required("repository", "of which repository?"), Service(form))],
        "service-remove" => [OrganisationEdit.RemoveService(form.Required("repository", "of which repository?"), form.Required("name", "it needs a name"))],
        "usage" => [OrganisationEdit.PutUsage(form.Index("index"), "home", form.Required("path", "where do the logs lie?"), form.Text("person"))],
        "usage-remove" => form.Index("index") is { } source ? [OrganisationEdit.RemoveUsage(source)] : null,
        _ => null,
    };

    /// <summary>The lists at the top, the numbers and the names: each is written only when it says something else.</summary>
    private static List<OrganisationEdit> General(SentForm form)
    {
        var percent = form.Number("adoption_target", 0, 100);
        return
        [
            OrganisationEdit.SetText("organisation", form.Text("organisation")),
            OrganisationEdit.SetText("time_zone", form.Text("time_zone") is { } zone && zone != "UTC" ? zone : null),
            OrganisationEdit.SetText("tickets", form.Text("tickets") is { } pattern && pattern != new OrganisationFile().Tickets ? pattern : null),
            OrganisationEdit.SetTexts("bots", form.Texts("bots")),
            OrganisationEdit.SetTexts("exclude", form.Texts("exclude")),
            OrganisationEdit.SetTexts("include", form.Texts("include")),
            OrganisationEdit.SetAdoptionTarget((percent ?? 80) / 100),
            OrganisationEdit.SetActivityBoard(form.Ticked("activity_board")),
        ];
    }

    private static IReadOnlyList<string> Addresses(SentForm form)
    {
        var addresses = form.Texts("emails");
        if (addresses.FirstOrDefault(a => !a.Contains('@', StringComparison.Ordinal)) is { } odd) form.Wrong("emails", $"not an e-mail address: {odd}");
        return addresses;
    }

    private static MembershipEntry Member(SentForm form)
    {
        var (from, to) = (form.Day("from"), form.Day("to"));
        if (from > to) form.Wrong("to", "before the first day");
        return new(form.Required("person", "who?"), from, to);
    }

    private static OrganisationEdit Repository(SentForm form)
    {
        var (path, url) = (form.Text("path"), form.Text("url"));
        if (path is null && url is null) form.Wrong("path", "it needs a path or an address");
        return OrganisationEdit.PutRepository(form.Required("name", "it needs a name"), path, url, form.Text("default_branch"), form.Texts("exclude"), form.Texts("include"));
    }

    private static ServiceEntry Service(SentForm form)
    {
        var mode = Array.Find(modes, m => m.Word == form["mode"]);
        return new(form.Required("name", "it needs a name"), form.Texts("paths"), form.Text("tags"), form.Text("environment") ?? "production", mode.Mode) { DeployedBy = form.Texts("deployed_by") };
    }
}
