using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitLab;

/// <summary>What the readers of the single events share: the payload, the repository it belongs to, and how text is reduced.</summary>
internal sealed record GitLabContext(PayloadFields Payload, RepositoryEntry Repository, MessageReader Messages, DateTimeOffset? ReceivedAt)
{
    public const string Source = "gitlab";

    private const string Redacted = "[REDACTED]";

    /// <summary>A user as an event names them: the username, else an address that the forge does not hide.</summary>
    public static string? User(PayloadFields? user) =>
        user is null ? null : user.Text("username") ?? (user.Text("email") is { } email && email != Redacted ? email : null);

    /// <summary>The first human of <c>assignees</c>, which lie beside the object in a hook and within it in the API.</summary>
    public string? Assignee(PayloadFields attributes) => Payload.Objects("assignees").Concat(attributes.Objects("assignees"))
        .Append(Payload.Object("assignee")).Append(attributes.Object("assignee"))
        .Select(User).FirstOrDefault(user => user is not null);
}
