using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>A release names a tag that has to be in the clone; so does the API's object, wrapped as <c>object_attributes</c>. A project has one release a tag.</summary>
internal static class GitLabReleases
{
    public static ForgeReading Read(GitLabContext context)
    {
        var release = context.Payload.Object("object_attributes") ?? context.Payload;
        var tag = release.Text("tag") ?? release.Name("tag_name");
        var at = release.Time("released_at") ?? release.Moment("created_at");
        return ForgeReading.Of(ForgeEvent.Release(
            new(GitLabContext.Source, tag, context.Repository.Name, tag, Prerelease: false, context.Payload.Text("action") == "delete", at), at));
    }
}
