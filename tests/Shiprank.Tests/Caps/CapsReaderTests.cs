using Shiprank.Core.Caps;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Caps;

public sealed class CapsReaderTests
{
    private const string Path = "/srv/northwind/shiprank.yaml";

    private const string Base = """
        repositories: [{ name: shop, path: shop }]
        people: [{ id: ada }]
        teams: [{ id: checkout }]

        """;

    [Fact]
    public void Every_key_is_read()
    {
        var caps = OrganisationReader.Parse(Base + """
            caps:
              enforce: false
              grace: { usd: 5, per: run }
              ticket_hours: 6
              attach_days: 3
              loops: { same: 7, errors: 0, nothing_new: 20 }
              rules:
                - { name: review bot, job: review-bot, limit: { usd: 2 } }
                - { name: nightly, job: ["nightly-*", "weekly-*"], repository: shop, when: any, limit: { steps: 40 }, per: day, each: job, action: tell, ask_whom: "#platform" }
                - { name: long, limit: { minutes: 30 }, action: slow }
            gateway:
              offline_usd: 1.5
              trusted_peers: [10.1.0.0/16]
              providers:
                - { name: anthropic, key_env: THE_KEY }
                - { name: house, wire: openai, url: "http://127.0.0.1:9/x", tool: codex }
            """, Path).Value!.Caps;
        Assert.Equal((false, new CapGrace(CapUnit.Usd, 5, CapPer.Run), TimeSpan.FromHours(6), 3, new LoopLimits(7, 0, 20)), (caps.Enforced, caps.Grace!, caps.TicketAge, caps.AttachDays, caps.Loops));
        Assert.Equal([("review bot", CapUnit.Usd, 2m), ("nightly", CapUnit.Steps, 40m), ("long", CapUnit.Minutes, 30m)], caps.Rules.Select(r => (r.Name, r.Unit, r.Limit)));
        Assert.Equal((CapWhen.Any, CapPer.Day, CapPart.Job, CapAction.Tell, "#platform"), (caps.Rules[1].When, caps.Rules[1].Per, caps.Rules[1].Each, caps.Rules[1].Action, caps.Rules[1].AskWhom));
        Assert.Equal((CapWhen.Autonomous, CapPer.Run, CapAction.Stop), (caps.Rules[0].When, caps.Rules[0].Per, caps.Rules[0].Action));
        Assert.Equal([("anthropic", GatewayWire.Anthropic, "https://api.anthropic.com/"), ("house", GatewayWire.OpenAi, "http://127.0.0.1:9/x/")], caps.Gateway.Providers.Select(p => (p.Name, p.Wire, p.Url.ToString())));
        Assert.Equal((1.5m, "10.1.0.0/16", "THE_KEY"), (caps.Gateway.OfflineUsd, caps.Gateway.TrustedPeers[0], caps.Gateway.Providers[0].Key.Variables[0]));
    }

    [Fact]
    public void Without_them_nothing_is_asked_of_anybody()
    {
        var caps = OrganisationReader.Parse(Base, Path).Value!.Caps;
        Assert.True(caps.IsEmpty);
        Assert.Empty(caps.Gateway.Providers);
    }

    [Theory]
    [InlineData("caps: { grace: { per: day } }", "\"grace\" counts nothing")]
    [InlineData("caps: { grace: { usd: 1, tokens: 5 } }", "\"grace\" counts several things")]
    [InlineData("caps: { grace: { usd: -1 } }", "\"usd\" is not a number from 0")]
    [InlineData("caps: { rules: [{ name: x }] }", "\"limit\" is missing")]
    [InlineData("caps: { rules: [{ limit: { usd: 1 } }] }", "\"name\" is missing")]
    [InlineData("caps: { rules: [{ name: x, limit: { usd: 1 } }, { name: X, limit: { usd: 1 } }] }", "a second rule named \"X\"")]
    [InlineData("caps: { rules: [{ name: x, limit: { usd: 1 }, when: any, action: slow }] }", "a person at work is never slowed")]
    [InlineData("caps: { rules: [{ name: x, limit: { minutes: 5 }, per: day }] }", "minutes are a run's")]
    [InlineData("caps: { rules: [{ name: x, limit: { usd: 1 }, team: chekout }] }", "no team is named \"chekout\"")]
    [InlineData("caps: { rules: [{ name: x, limit: { usd: 1 }, when: always }] }", "unknown when \"always\"")]
    [InlineData("caps: { rules: [{ name: x, limit: { usd: 1 }, colour: red }] }", "unknown key \"colour\"")]
    [InlineData("gateway: { providers: [{ name: house }] }", "unknown wire \"house\"")]
    [InlineData("gateway: { providers: [{ name: anthropic, url: \"ftp://x\" }] }", "\"url\" is not an address of a provider")]
    [InlineData("gateway: { providers: [{ name: \"a/b\", wire: openai }] }", "\"name\" is part of an address")]
    [InlineData("gateway: { trusted_peers: [somebody] }", "\"somebody\" is neither an address nor a network")]
    [InlineData("gateway: { providers: [{ name: anthropic, key_env: \"sk-ant-1\" }] }", "\"key_env\" is not the name of an environment variable")]
    public void What_is_wrong_is_named(string text, string reason) =>
        Assert.Contains(OrganisationReader.Parse(Base + text, Path).Problems, p => p.Reason.Contains(reason, StringComparison.Ordinal) && p.Line > 0);
}
