namespace Shiprank.Cli.Commands.Event;

/// <summary>A type of event as a command of its own.</summary>
/// <param name="Type">As in event lines.</param>
/// <param name="Defaults">Of fields that were not given; <see cref="Now"/> is the moment of the call.</param>
/// <param name="HasOwnId">The id means something and has to be given; else one is derived from the other fields.</param>
internal sealed record EventShape(string Type, string Description, IReadOnlyList<EventField> Fields, IReadOnlyDictionary<string, string> Defaults, bool HasOwnId = false)
{
    public const string Now = "now";

    private const string Moment = "TIME";

    public string CommandName => Type.Replace('_', '-');

    public static IReadOnlyList<EventShape> All { get; } =
    [
        new(
            "deployment",
            "A roll-out that ended",
            [
                Repository(), new TextField("service", "Service; without one all of the repository with that environment", "NAME"), new TextField("environment", "Environment (production)", "NAME"),
                new TextField("sha", "What was deployed", "SHA"), new TextField("status", "success, failure or cancelled (success)", "STATUS"), new TextField("finished_at", "When it ended (now)", Moment),
                new TextField("actor", "Who started it", "PERSON"), new FlagField("production", "The environment is a production one, whatever its name"),
            ],
            Given(("environment", "production"), ("status", "success"), ("finished_at", Now))),
        new(
            "request",
            "A pull or merge request as it is now",
            [
                Repository(), new TextField("title", "Title; only a keyed hash of it is kept", "TEXT"), new TextField("author", "Who opened it", "PERSON"), new TextField("opened_at", "When it was opened", Moment),
                new TextField("merged_at", "When it was merged", Moment), new TextField("closed_at", "When it was closed", Moment), new TextField("merge_sha", "The commit that merged it", "SHA"),
                new TextField("head_branch", "Branch that it merges", "NAME"), new TextField("base_branch", "Branch that it merges into", "NAME"), new TextField("requester", "Who asked an agent for it", "PERSON"),
                new ListField("approvals", "Who approved it, and when", ListField.ApprovalShape, "--approval"), new FlagField("review_known", "The approvals are all that there are"),
                new ListField("labels", "A label", "NAME", "--label"),
            ],
            Given(),
            HasOwnId: true),
        new(
            "review",
            "A review of a request",
            [
                Repository(), new TextField("request", "The request's number", "N", IsNumber: true), new TextField("person", "Who reviewed", "PERSON"),
                new TextField("state", "approved, changes_requested, commented, dismissed or none (approved)", "STATE"), new TextField("at", "When (now)", Moment),
            ],
            Given(("state", "approved"), ("at", Now))),
        new(
            "incident",
            "An incident, and what caused it",
            [
                new TextField("severity", "sev1 … sev5", "SEVERITY"), new TextField("opened_at", "When it began (now)", Moment), new TextField("closed_at", "When it ended", Moment),
                Change(), new TextField("deployment", "Id of the deployment that caused it", "ID"), new TextField("service", "Service that it hit", "NAME"),
            ],
            Given(("opened_at", Now))),
        new(
            "incident_link",
            "What caused an incident, found afterwards",
            [new TextField("incident", "The incident's id", "ID"), Change(), new TextField("deployment", "Id of the deployment that caused it", "ID"), new TextField("at", "When it was found (now)", Moment)],
            Given(("at", Now))),
        new(
            "work_item",
            "A ticket as it is now",
            [
                new TextField("owner", "Who owns it", "PERSON"), new TextField("status", "open, in_progress, done or cancelled (open)", "STATUS"), new TextField("opened_at", "When it was opened (now)", Moment),
                new TextField("closed_at", "When it was closed", Moment), new TextField("parent", "Key of its parent", "KEY"), new TextField("cost_centre", "Who pays for it", "NAME"),
            ],
            Given(("status", "open"), ("opened_at", Now)),
            HasOwnId: true),
        new(
            "usage",
            "Usage that no log has",
            [
                new TextField("at", "When (now)", Moment), new TextField("person", "Whose", "PERSON"), new TextField("tool", "The agent", "TOOL"), new TextField("model", "The model; empty when unknown", "MODEL"),
                new TextField("session", "Session", "ID"), Repository(), new TextField("branch", "Branch", "NAME"), new TextField("ticket", "Ticket", "KEY"),
                Tokens("input"), Tokens("cache_read"), Tokens("cache_write_5m"), Tokens("cache_write_1h"), Tokens("output"), Tokens("reasoning"),
                new TextField("credits", "Vendor credits", "N"), new TextField("cost_usd", "Cost in USD that the vendor states", "N"), new FlagField("autonomous", "Nobody sat before it"),
            ],
            Given(("at", Now), ("model", ""), ("input", "0"), ("cache_read", "0"), ("cache_write_5m", "0"), ("cache_write_1h", "0"), ("output", "0"))),
    ];

    private static TextField Repository() => new("repository", "Name in the organisation file", "NAME");

    private static ListField Change() => new("changes", "A change that caused it", "SHA", "--change");

    private static TextField Tokens(string name) => new(name, $"Tokens: {name.Replace('_', ' ')}", "N", IsNumber: true);

    private static Dictionary<string, string> Given(params (string Field, string Value)[] defaults) => defaults.ToDictionary(d => d.Field, d => d.Value, StringComparer.Ordinal);
}
