using System.Globalization;
using Shiprank.Core.Usage;

namespace Shiprank.Core.Delivery;

/// <summary>
/// Each type of event from its fields: those of a line as sent, or of a body as kept. They differ in one thing:
/// a request's line has its title, its body the title's hash and the tickets that title and branch name.
/// </summary>
internal static class EventTypes
{
    // A row beyond these is a defect of its sender; sums of such rows would leave the range of a long.
    private const long MostTokens = 1_000_000_000_000;
    private const decimal MostMoney = 1_000_000;

    public static DeploymentEvent Deployment(EventFields f, string source, string id) => new(
        source,
        id,
        f.Name("repository"),
        f.OptionalText("service"),
        f.Text("environment"),
        f.Sha("sha"),
        f.Choice("status", ("success", DeploymentStatus.Success), ("failure", DeploymentStatus.Failure), ("cancelled", DeploymentStatus.Cancelled)),
        f.Time("finished_at"),
        f.OptionalText("actor"))
    {
        Production = f.OptionalFlag("production") ?? false,
    };

    /// <param name="messages">Null when a body is read.</param>
    public static RequestEvent Request(EventFields f, string source, string id, MessageReader? messages)
    {
        var title = messages is null ? "" : f.Prose("title");
        var head = f.OptionalText("head_branch");
        return new(
            source,
            Number(f, id),
            f.Name("repository"),
            messages?.Title(title) ?? f.Hash("title_hash"),
            messages is null ? f.OptionalText("author") ?? "" : f.Text("author"),
            f.Time("opened_at"),
            f.OptionalTime("merged_at"),
            f.OptionalTime("closed_at"),
            f.OptionalSha("merge_sha"),
            head,
            f.OptionalText("base_branch"),
            f.OptionalText("requester"),
            f.Approvals("approvals"),
            f.Flag("review_known"),
            f.Texts("labels"),
            messages?.RequestTickets(title, head, "") ?? f.Texts("tickets"));
    }

    public static ReviewEvent Review(EventFields f, string source, string id)
    {
        var state = f.Choice(
            "state",
            ("approved", ReviewState.Approved),
            ("changes_requested", ReviewState.ChangesRequested),
            ("commented", ReviewState.Commented),
            ("dismissed", ReviewState.Dismissed),
            ("none", ReviewState.None));
        return new(source, id, f.Name("repository"), Number(f, f.Id("request"), "request"), state == ReviewState.None ? "" : f.Name("person"), state, f.Time("at"));
    }

    public static IncidentLinkEvent IncidentLink(EventFields f, string source, string id) =>
        new(source, id, f.Id("incident"), f.Shas("changes"), f.OptionalId("deployment"), f.Time("at"));

    public static PushEvent Push(EventFields f, string source, string id) => new(
        source, id, f.Name("repository"), f.Name("ref"), f.OptionalSha("before"), f.OptionalSha("after"), f.OptionalFlag("forced") ?? false, f.OptionalFlag("default_branch") ?? false, f.Time("at"));

    public static ReleaseEvent Release(EventFields f, string source, string id) => new(
        source, id, f.Name("repository"), f.Name("tag"), f.OptionalFlag("prerelease") ?? false, f.OptionalFlag("deleted") ?? false, f.Time("at"));

    public static IncidentEvent Incident(EventFields f, string source, string id) => new(
        source,
        id,
        f.Choice("severity", ("sev1", 1), ("sev2", 2), ("sev3", 3), ("sev4", 4), ("sev5", 5)),
        f.Time("opened_at"),
        f.OptionalTime("closed_at"),
        f.Shas("changes"),
        f.OptionalId("deployment"),
        f.OptionalText("service"));

    public static WorkItemEvent WorkItem(EventFields f, string source, string id) => new(
        source,
        id,
        f.OptionalText("owner"),
        f.Choice("status", ("open", WorkItemStatus.Open), ("in_progress", WorkItemStatus.InProgress), ("done", WorkItemStatus.Done), ("cancelled", WorkItemStatus.Cancelled)),
        f.Time("opened_at"),
        f.OptionalTime("closed_at"),
        f.OptionalId("parent"),
        f.OptionalText("cost_centre"));

    public static UsageRow Usage(EventFields f, string source, string id) => new()
    {
        Key = $"{source}/{id}",
        OccurredAt = f.Time("at"),
        Person = f.Name("person"),
        Tool = f.Name("tool"),
        Model = f.Text("model"),
        Session = f.OptionalId("session") ?? "",
        Repository = f.OptionalText("repository"),
        Branch = f.OptionalText("branch") ?? "",
        Ticket = f.OptionalText("ticket"),
        Tokens = new(
            f.Count("input", MostTokens),
            f.Count("cache_read", MostTokens),
            f.Count("cache_write_5m", MostTokens),
            f.Count("cache_write_1h", MostTokens),
            f.Count("output", MostTokens),
            f.OptionalCount("reasoning", MostTokens) ?? 0),
        Credits = f.OptionalAmount("credits", MostMoney),
        ReportedCostUsd = f.OptionalAmount("cost_usd", MostMoney),
        Autonomous = f.OptionalFlag("autonomous") ?? false,
        Quality = UsageQuality.Reported,
    };

    private static string Number(EventFields f, string id, string name = "id") =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number.ToString(CultureInfo.InvariantCulture)
            : f.Refuse(name, "a request's number", id);
}
