using System.Globalization;
using Shiprank.Engine.Demo.Git;
using Shiprank.Engine.Demo.Paper;

namespace Shiprank.Engine.Demo.History;

/// <summary>How changes reach production: release tags, deployment events with failures, retries and rollbacks, and the incidents that follow.</summary>
internal sealed class Releases(Site site)
{
    private readonly Chance chance = new($"{site.Options.Seed}:{site.Repository.Name}:releases");
    private readonly Dictionary<string, int> seen = [];
    private readonly Dictionary<string, int> minor = [];
    private readonly List<Made> deployed = [];
    private DateTimeOffset heldUntil = DateTimeOffset.MinValue;
    private string lastInProduction = "";
    private int attempts;
    private int incidents;

    public int Tags { get; private set; }

    public void Plan()
    {
        foreach (var service in site.Repository.Services)
        {
            for (var week = 0; week < site.Options.Weeks; week++)
            {
                for (var day = 0; day < 5; day++)
                {
                    var date = site.Options.Week(week).AddDays(day);
                    if (service.ReleaseDays.Contains(date.DayOfWeek)) site.Agenda.At(date.AddHours(16).AddMinutes(30), now => Release(service, now));
                    if (service.TagPattern.Length > 0 && day == 2) site.Agenda.At(date.AddHours(12), now => Candidate(service, now));
                    foreach (var hour in service.Deploys) site.Agenda.At(date.AddHours(hour).AddMinutes(chance.Between(5, 40)), now => Deploy(service, now));
                    if (service.Deploys.Count > 0 && week % 5 == 3 && day == 1) site.Agenda.At(date.AddHours(18), now => RollBack(service, now, retried: week % 10 == 3));
                }
            }
        }
    }

    /// <summary>Takes production back to what ran before, at once.</summary>
    public void TakeBack(Service service, DateTimeOffset now)
    {
        if (deployed.Count > 1) Event(service, deployed[^2], "production", "success", now);
    }

    /// <summary>Rolls out the head outside the usual hours.</summary>
    public void Bring(Service service, DateTimeOffset now)
    {
        Event(service, site.Trunk.Head, "production", "success", now);
        if (deployed.Count == 0 || deployed[^1] != site.Trunk.Head) deployed.Add(site.Trunk.Head);
    }

    /// <summary>An incident with an id of its own.</summary>
    /// <param name="change">Sha of the change that it names; null: it names the deployment that is in production.</param>
    public void Incident(Service service, string id, string severity, DateTimeOffset opened, DateTimeOffset? closed, string? change) => site.Events.Add(opened, "incident", id, json =>
    {
        json.WriteString("severity", severity);
        json.WriteString("opened_at", EventPaper.Time(opened));
        if (closed is { } end) json.WriteString("closed_at", EventPaper.Time(end));
        json.WriteString("service", service.Name);
        if (change is null)
        {
            json.WriteString("deployment", lastInProduction);
            return;
        }

        json.WriteStartArray("changes");
        json.WriteStringValue(change);
        json.WriteEndArray();
    });

    private void Release(Service service, DateTimeOffset now)
    {
        var fresh = Fresh(service);
        if (fresh.Count == 0) return;
        minor[service.Name] = minor.GetValueOrDefault(service.Name) + 1;
        Signature? tagger = chance.Percent(80) ? new Signature("Release Bot", "release-bot@example.com", now, 0) : null;
        site.Import.Tag($"{service.TagPrefix}{minor[service.Name]}.0", site.Trunk.Head.Mark, tagger);
        Tags++;
        if (chance.Percent(3)) Incident(service, now, chance.Pick(fresh), null);
    }

    /// <summary>A pre-release: delivers nothing.</summary>
    private void Candidate(Service service, DateTimeOffset now)
    {
        if (site.Changes.Count == 0) return;
        site.Import.Tag($"{service.TagPrefix}{minor.GetValueOrDefault(service.Name) + 1}.0-rc.{now.DayOfYear}", site.Trunk.Head.Mark, new Signature("Release Bot", "release-bot@example.com", now, 0));
        Tags++;
    }

    private void Deploy(Service service, DateTimeOffset now)
    {
        var head = site.Trunk.Head;
        if (head.Mark == 0 || now < heldUntil) return;
        var fresh = Fresh(service);
        Event(service, head, "staging", "success", now.AddMinutes(-50));
        if (chance.Percent(6))
        {
            Event(service, head, "production", "failure", now);
            now = now.AddMinutes(18);
        }

        var id = Event(service, head, "production", "success", now);
        if (deployed.Count == 0 || deployed[^1] != head) deployed.Add(head);
        if (fresh.Count > 0 && chance.Percent(4)) Incident(service, now, chance.Percent(60) ? chance.Pick(fresh) : null, id);
    }

    /// <summary>Back to what ran before. <paramref name="retried"/>: the next roll-out follows within a day; else production waits.</summary>
    private void RollBack(Service service, DateTimeOffset now, bool retried)
    {
        if (deployed.Count < 3) return;
        var bad = deployed[^1];
        Event(service, deployed[^2], "production", "success", now);
        if (retried) site.Agenda.At(now.AddHours(3), then => Event(service, bad, "production", "success", then));
        else heldUntil = now.AddHours(30);
    }

    private string Event(Service service, Made commit, string environment, string status, DateTimeOffset at)
    {
        var id = $"{service.Name}-{++attempts}";
        if (environment == "production" && status == "success") lastInProduction = id;
        site.Events.Add(at, "deployment", id, json =>
        {
            json.WriteString("repository", site.Repository.Name);
            json.WriteString("service", service.Name);
            json.WriteString("environment", environment);
            json.WriteString("sha", commit.Sha);
            json.WriteString("status", status);
            json.WriteString("finished_at", EventPaper.Time(at));
            json.WriteString("actor", "release-bot@example.com");
        });
        return id;
    }

    private void Incident(Service service, DateTimeOffset deployedAt, Landed? change, string? deployment)
    {
        var opened = deployedAt.AddHours(chance.Between(1, 60));
        if (opened > site.Options.AsOf) return;
        var severity = chance.Pick((string[])["sev1", "sev2", "sev2", "sev3", "sev3", "sev4"]);
        site.Events.Add(opened, "incident", string.Create(CultureInfo.InvariantCulture, $"{site.Repository.Name}-INC-{++incidents}"), json =>
        {
            json.WriteString("severity", severity);
            json.WriteString("opened_at", EventPaper.Time(opened));
            json.WriteString("closed_at", EventPaper.Time(opened.AddHours(chance.Between(1, 30))));
            json.WriteString("service", service.Name);
            if (change is not null)
            {
                json.WriteStartArray("changes");
                json.WriteStringValue(change.Commit.Sha);
                json.WriteEndArray();
            }
            else if (deployment is not null)
            {
                json.WriteString("deployment", deployment);
            }
        });
    }

    /// <summary>Changes in the service's paths since its last release.</summary>
    private List<Landed> Fresh(Service service)
    {
        var from = seen.GetValueOrDefault(service.Name);
        seen[service.Name] = site.Changes.Count;
        return [.. site.Changes.Skip(from).Where(c => c.Team.Service == service.Name)];
    }
}
