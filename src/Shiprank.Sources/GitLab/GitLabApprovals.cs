using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>Approvals of a merge request, one by one as hooks tell them or all at once as the API lists them. A person has one: taking it back replaces it.</summary>
internal static class GitLabApprovals
{
    /// <summary>Null when the hook's action is about something else.</summary>
    public static StoredEvent? Of(GitLabContext context, PayloadFields attributes)
    {
        ReviewState? state = attributes.Text("action") switch
        {
            "approved" or "approval" => ReviewState.Approved,
            "unapproved" or "unapproval" => ReviewState.Dismissed,
            _ => null,
        };
        if (state is null || GitLabContext.User(context.Payload.Object("user")) is not { } person) return null;
        var at = GitLabRequests.UpdatedAt(attributes);
        return Of(context, attributes, person, state.Value, at, at);
    }

    public static ForgeReading ReadList(GitLabContext context)
    {
        var attributes = context.Payload.Required("object_attributes");
        List<StoredEvent> events = [GitLabRequests.Of(context, attributes)];
        var updatedAt = GitLabRequests.UpdatedAt(attributes);
        var end = attributes.Time("merged_at") ?? attributes.Time("closed_at") ?? updatedAt;
        foreach (var approval in context.Payload.Objects("approved_by"))
        {
            if (GitLabContext.User(approval.Object("user")) is not { } person) continue;
            var at = approval.Time("approved_at") ?? end;
            events.Add(Of(context, attributes, person, ReviewState.Approved, at, updatedAt > at ? updatedAt : at));
        }

        if (events.Count == 1) events.Add(Of(context, attributes, "", ReviewState.None, end, end));
        return ForgeReading.Of(events);
    }

    private static StoredEvent Of(GitLabContext context, PayloadFields attributes, string person, ReviewState state, DateTimeOffset at, DateTimeOffset updatedAt)
    {
        var number = GitLabRequests.Number(attributes);
        var id = state == ReviewState.None ? $"none/{number}" : $"{number}/{person}";
        return ForgeEvent.Review(new(GitLabContext.Source, id, context.Repository.Name, number, person, state, at), updatedAt, state == ReviewState.Dismissed ? 1 : 0);
    }
}
