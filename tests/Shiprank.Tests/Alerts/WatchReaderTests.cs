using Shiprank.Core.Money.Alerts;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Alerts;

public sealed class WatchReaderTests
{
    [Fact]
    public void All_of_it_is_read()
    {
        var file = Read("""
            digest: { mail: { host: localhost, from: shiprank@example.com } }
            watch:
              weeks: 6
              jobs: { over: 20, usual: 6, least: 8 }
              tickets: { over: 150.5 }
              rework: { over: 0.25, least: 30 }
              change_failure: { over: 0.2 }
              reverts: { over: 0.1 }
            alerts:
              folder: ./alerts
              channels:
                - { form: slack, webhook_env: HOOK, about: [budgets, jobs] }
                - { form: mail, to: [finops@example.com] }
            """).Value!;
        Assert.Equal(new JobLimits(20, 6, 8), file.Watch.Jobs);
        Assert.Equal((6, 150.5m, new RateLine(0.25m, 30), new RateLine(0.2m, 20), new RateLine(0.1m, 20)), (file.Watch.Weeks, file.Watch.TicketOver, file.Watch.Rework, file.Watch.ChangeFailure, file.Watch.Reverts));
        Assert.Equal("/etc/alerts", file.Alerts.Folder);
        Assert.Equal(["Budgets Jobs", "Budgets Jobs Quality Signals"], file.Alerts.Channels.Select(c => string.Join(' ', c.About.Order())));
        Assert.Contains(AlertTopic.Quality, file.Alerts.Channels[1].About);
    }

    [Theory]
    [InlineData("watch: { jobs: { least: 5 } }", "says nothing that a run may cost")]
    [InlineData("watch: { jobs: { over: 0 } }", "\"over\" is not a number from")]
    [InlineData("watch: { jobs: { usual: 6, least: 2 } }", "a whole number from 3")]
    [InlineData("watch: { tickets: { } }", "\"over\" is missing")]
    [InlineData("watch: { rework: { over: 25 } }", "a number from 0 to 1")]
    [InlineData("watch: { rework: { least: 9 } }", "\"over\" is missing")]
    [InlineData("watch: { tests: { over: 1 } }", "unknown key \"tests\"")]
    [InlineData("alerts: { channels: [{ form: pigeon }] }", "slack, teams or mail")]
    [InlineData("alerts: { channels: [{ form: slack }] }", "no webhook is named")]
    [InlineData("alerts: { channels: [{ form: mail, to: [a@example.com] }] }", "\"mail\" of the digest is missing")]
    [InlineData("alerts: { channels: [{ form: slack, webhook_env: H, about: [people] }] }", "no alerts about \"people\"")]
    public void What_makes_no_sense_is_told_with_its_line(string text, string expected)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, problem.Line);
    }

    private static Reading<OrganisationFile> Read(string text) => OrganisationReader.Parse("organisation: Northwind\n" + text, "/etc/shiprank.yaml");
}
