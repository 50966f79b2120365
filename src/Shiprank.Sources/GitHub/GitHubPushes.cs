using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>A push to the default branch or of a tag: what the clone has to have.</summary>
internal static class GitHubPushes
{
    public static ForgeReading Read(GitHubContext context)
    {
        var payload = context.Payload;
        var repository = payload.Required("repository");
        var head = payload.Object("head_commit");
        var at = repository.Time("pushed_at") ?? context.ReceivedAt ?? head?.Time("timestamp");

        // Of an annotated tag `after` is the tag itself; the commit that it names is the head commit.
        return PushFacts.Of(new(
            GitHubContext.Source,
            context.Repository,
            payload.Name("ref"),
            payload.Sha("before"),
            payload.Flag("deleted") == true ? null : payload.Sha("after"),
            head?.Sha("id"),
            payload.Flag("forced") ?? false,
            repository.Text("default_branch"),
            at));
    }
}
