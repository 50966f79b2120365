using System.Globalization;
using Shiprank.Core.Delivery;
using Shiprank.Sources.Forges;

namespace Shiprank.Sources.Tickets;

/// <summary>The versions of one ticket: as it was made, after each change that its changelog has, and as it is now.</summary>
internal sealed class JiraPast
{
    private readonly TicketOptions options;
    private readonly TicketStatus statuses;
    private readonly JiraPeople people;
    private readonly PayloadFields issue;
    private readonly PayloadFields fields;
    private readonly List<Step> steps = [];

    public JiraPast(PayloadFields issue, TicketOptions options, TicketStatus statuses, JiraPeople people)
    {
        (this.issue, this.options, this.statuses, this.people) = (issue, options, statuses, people);
        fields = issue.Required("fields");
        if (issue.Object("changelog") is not { } changelog) return;
        var histories = changelog.Objects("histories");
        foreach (var history in histories)
        {
            var at = history.Moment("created");
            steps.AddRange(history.Objects("items").Select(item => new Step(at, item.Text("field") ?? "", item.Text("from"), item.Text("fromString"), item.Text("to"), item.Text("toString"))));
        }

        steps.RemoveAll(s => s.Field is not ("status" or "assignee" or "resolution"));
        steps.Sort((a, b) => a.At.CompareTo(b.At));
        if (changelog.Number("total") is { } total && total > histories.Count) Cut = string.Create(CultureInfo.InvariantCulture, $"the changelog has {histories.Count} of {total} entries: ask for the rest, or owner and status are not known for all times");
    }

    /// <summary>What is missing of the changelog, to be said; null when nothing is.</summary>
    public string? Cut { get; }

    /// <param name="deleted">The ticket is gone now.</param>
    public IReadOnlyList<StoredEvent> Versions(bool deleted)
    {
        var now = Now();
        var created = fields.Moment("created");
        var updated = fields.Time("updated") ?? created;
        List<StoredEvent> versions = [];
        if (issue.Failure is not null) return versions;
        var state = steps.Count > 0 ? Beginning(now) : now;
        var closed = (DateTimeOffset?)null;
        if (steps.Count > 0)
        {
            closed = TicketStatus.IsClosed(Status(state)) ? created : null;
            versions.Add(Version(state, created, closed, created));
        }

        foreach (var moment in steps.GroupBy(s => s.At))
        {
            foreach (var step in moment) state = state.After(step, people);
            closed = TicketStatus.IsClosed(Status(state)) ? closed ?? moment.Key : null;
            versions.Add(Version(state, created, closed, moment.Key));
        }

        // The changelog may have been cut, or left out.
        var closedNow = TicketStatus.IsClosed(Status(now)) ? closed ?? fields.Time("resolutiondate") ?? fields.Time("statuscategorychangedate") ?? updated : (DateTimeOffset?)null;
        if (steps.Count == 0 || state != now) versions.Add(Version(now, created, closedNow, updated));
        if (deleted) versions.Add(Version(now with { Status = "cancelled", Resolution = "cancelled" }, created, closedNow ?? updated, updated, WorkItemStatus.Cancelled));
        return versions;
    }

    private State Now() => new(
        people.Of(fields.Object("assignee")),
        fields.Object("status")?.Text("name") ?? fields.Missing("status", ""),
        fields.Object("resolution")?.Text("name"));

    /// <summary>What the first change of each field changed; what was never changed is as it is now.</summary>
    private State Beginning(State now)
    {
        var owner = steps.Find(s => s.Field == "assignee");
        var status = steps.Find(s => s.Field == "status");
        var resolution = steps.Find(s => s.Field == "resolution");
        return new(
            owner is null ? now.Owner : people.Named(owner.From),
            status is null ? now.Status : status.FromText ?? now.Status,
            resolution is null ? now.Resolution : resolution.FromText);
    }

    private WorkItemStatus Status(State state) => statuses.Of(state.Status, state.Resolution);

    private StoredEvent Version(State state, DateTimeOffset created, DateTimeOffset? closed, DateTimeOffset at, WorkItemStatus? status = null) => ForgeEvent.Ticket(
        new(options.Source, issue.Name("key").ToUpperInvariant(), state.Owner, status ?? Status(state), created, closed, fields.Object("parent")?.Text("key"), CostCentre()), at, status is not null ? 2 : closed is null ? 0 : 1);

    private string? CostCentre()
    {
        if (!options.Columns.TryGetValue("cost_centre", out var name) || !fields.Has(name)) return null;
        return fields.IsObject(name) && fields.Object(name) is { } choice ? choice.Text("value") ?? choice.Text("name") : fields.Text(name);
    }

    /// <summary>One change. People are in <paramref name="From"/> and <paramref name="To"/> as ids, everything else in the texts.</summary>
    private sealed record Step(DateTimeOffset At, string Field, string? From, string? FromText, string? To, string? ToText);

    private sealed record State(string? Owner, string Status, string? Resolution)
    {
        public State After(Step step, JiraPeople people) => step.Field switch
        {
            "assignee" => this with { Owner = people.Named(step.To) },
            "status" => this with { Status = step.ToText ?? Status },
            _ => this with { Resolution = step.ToText },
        };
    }
}
