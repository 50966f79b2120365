using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>
/// A push to the default branch or of a tag: what the clone has to have. A hook lists at most 20 of its commits, so none of them is
/// looked at but for a time, which the push itself has not; of more than three refs at once no hook comes at all.
/// </summary>
internal static class GitLabPushes
{
    public static ForgeReading Read(GitLabContext context)
    {
        var payload = context.Payload;
        var at = context.ReceivedAt ?? payload.Objects("commits").Select(c => c.Time("timestamp")).Max();

        // Of an annotated tag `after` is the tag itself, `checkout_sha` the commit that it names.
        return PushFacts.Of(new(
            GitLabContext.Source,
            context.Repository,
            payload.Name("ref"),
            payload.Sha("before"),
            payload.Sha("after"),
            payload.Sha("checkout_sha"),
            Forced: false,
            payload.Required("project").Text("default_branch"),
            at));
    }
}
