using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.GitHub;

/// <summary>What the readers of the single events share: the payload, the repository it belongs to, and how text is reduced.</summary>
/// <param name="Action">Of the payload; empty when it has none.</param>
internal sealed record GitHubContext(PayloadFields Payload, RepositoryEntry Repository, string Action, MessageReader Messages, DateTimeOffset? ReceivedAt)
{
    public const string Source = "github";
}
