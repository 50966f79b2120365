using Shiprank.Engine.Local;
using Shiprank.Server.Features.Settings;
using Shiprank.Sources.Git;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Server.Features.Setup;

/// <summary>The first organisation file from a form: its name, one person, their home and a repository.</summary>
internal static class SetupForm
{
    public static IReadOnlyList<OrganisationEdit> Edits(SentForm form)
    {
        List<OrganisationEdit> edits = [OrganisationEdit.SetText("organisation", form.Required("organisation", "it needs a name"))];
        var id = form.Id("id");
        var email = form.Text("email");
        if (email is not null && !email.Contains('@', StringComparison.Ordinal)) form.Wrong("email", "no e-mail address");
        edits.Add(OrganisationEdit.PutPerson(new(id, form.Text("name") ?? id, email is null ? [] : [email], [], Share: false)));
        edits.Add(OrganisationEdit.PutTeam("team", form.Text("team") ?? "My team", null));
        edits.Add(OrganisationEdit.PutMember("team", null, new(id, null, null)));
        if (Repository(form) is { } repository) edits.Add(repository);
        if (form.Text("home") is { } home)
        {
            if (Directory.Exists(home)) edits.Add(OrganisationEdit.PutUsage(null, "home", home, id));
            else form.Wrong("home", "there is no such folder");
        }

        return edits;
    }

    private static OrganisationEdit? Repository(SentForm form)
    {
        if (form.Text("repository") is not { } place || !form.IsFine) return null;
        if (place.Contains("://", StringComparison.Ordinal) || (place.Contains('@', StringComparison.Ordinal) && place.Contains(':', StringComparison.Ordinal) && !Directory.Exists(place)))
        {
            return OrganisationEdit.PutRepository(Name(place), null, place, null, [], []);
        }

        if (!Path.IsPathFullyQualified(place)) form.Wrong("repository", "the whole path, from the root on");
        else if (!Directory.Exists(place)) form.Wrong("repository", "there is no such folder");
        else if (RepositoryFinder.Above(place) is not { } root) form.Wrong("repository", "no git repository is there");
        else if (GitRepository.OpenDefault(root, "repository") is { Succeeded: false } refused) form.Wrong("repository", refused.Problem.Reason);
        else return OrganisationEdit.PutRepository(Name(root), root, null, null, [], []);
        return null;
    }

    private static string Name(string place)
    {
        var last = place.TrimEnd('/', '\\').Split('/', '\\', ':')[^1];
        var name = last.EndsWith(".git", StringComparison.Ordinal) ? last[..^4] : last;
        return name.Length > 0 ? name : "repository";
    }
}
