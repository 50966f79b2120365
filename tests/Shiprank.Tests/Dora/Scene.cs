using Shiprank.Core.Delivery;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Dora;
using Shiprank.Tests.Scoring.Properties;

namespace Shiprank.Tests.Dora;

/// <summary>A world with two teams (ada and bob, cy and dan), told by day and hour: day 0 is Monday, 5 January 2026, at noon.</summary>
internal sealed class Scene(DeploymentMode mode = DeploymentMode.Events)
{
    public static readonly DateOnly Monday = new(2026, 1, 5);

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public World World { get; } = new(mode);

    private OrganisationFile Organisation => World.Organisation with
    {
        Teams =
        [
            new("checkout", "Checkout", null, [new("ada", null, null), new("bob", null, null)]),
            new("ledger", "Ledger", null, [new("cy", null, null), new("dan", null, null)]),
        ],
    };

    /// <summary>Moves the clock to an hour of the scene; never back.</summary>
    public Scene At(double hour)
    {
        World.Pass(Start.AddHours(hour) - World.Now);
        return this;
    }

    public MemoryCommit Commit(double hour, string author = "ada", string message = "Work", int lines = 20, string folder = World.Web) =>
        At(hour).World.Commit(author, message, t => t.Append(World.NewPath(folder == World.Api ? 0 : 1), World.NewLines(lines)));

    public DeploymentEvent Deploy(double hour, string? sha = null, string? service = null, DeploymentStatus status = DeploymentStatus.Success) =>
        At(hour).World.Deploy(sha, service, status);

    public void Incident(double hour, double? closed, string? deployment = null, string? service = null, string? id = null, params IReadOnlyList<string> changes) => World.Incidents.Add(new(
        "events", id ?? $"INC-{World.Incidents.Count + 1}", 2, Start.AddHours(hour), closed is { } end ? Start.AddHours(end) : null, changes, deployment, service));

    /// <summary>The five of a service in the weeks from day 0 on, judged when everything has settled.</summary>
    public DoraFigures Of(string service, int weeks = 4, int? asOfDay = null) => Builder(asOfDay).Services(Window(weeks)).Single(r => r.Name == service).Now;

    public DoraFigures OfTeam(string team, int weeks = 4) => Builder(null).Teams(Window(weeks)).Single(r => r.Name == team).Now;

    public DoraBuilder Builder(int? asOfDay, DeliveryEvents? events = null) =>
        new(World.Score(asOfDay is { } day ? Start.AddDays(day) : null, events: events), Organisation, events ?? World.Events);

    public static ScoreWindow Window(int weeks) => new(Monday, Monday.AddDays((7 * weeks) - 1));
}
