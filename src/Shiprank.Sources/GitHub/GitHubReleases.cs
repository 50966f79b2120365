using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>A release names a tag that has to be in the clone. Drafts name tags that may never be made.</summary>
internal static class GitHubReleases
{
    public static ForgeReading Read(GitHubContext context)
    {
        var release = context.Payload.Required("release");
        if (release.Flag("draft") == true) return ForgeReading.Nothing("release: a draft");
        var at = release.Time("published_at") ?? release.Moment("created_at");
        var updatedAt = release.Time("updated_at") ?? at;
        return ForgeReading.Of(ForgeEvent.Release(
            new(GitHubContext.Source, release.Id("id"), context.Repository.Name, release.Name("tag_name"), release.Flag("prerelease") ?? false, context.Action is "deleted" or "unpublished", at),
            updatedAt));
    }
}
