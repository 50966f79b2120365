using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Organisation;

public sealed class OrganisationReaderTests
{
    private const string Whole = """
        organisation: Northwind
        policy: policies/mine.yaml
        time_zone: Europe/Berlin
        exclude: ["**/legacy/**"]
        include: ["**/dashboards/*.json"]
        repositories:
          - name: shop
            path: ./repos/shop
            default_branch: main
            exclude: ["tools/gen/**"]
            include: ["config/*.json"]
            services:
              - { name: shop-api, paths: [api/], tags: "api@*", environment: live, mode: tags }
              - { name: shop }
          - { name: docs, url: "https://git.example.com/docs.git" }
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com, 1+ada@users.noreply.github.com], logins: [ada], share: true }
          - { id: bob }
        teams:
          - { id: checkout, name: Checkout, cost_centre: CC-100, members: [{ person: ada, from: 2026-01-01, to: 2026-06-30 }, { person: bob }] }
        bots: ["*[bot]", "renovate@*"]
        tickets: "SHOP-[0-9]+"
        usage:
          - { kind: home, path: ./homes/ada, person: ada }
          - { kind: otlp }
        adoption_target: 0.75
        """;

    [Fact]
    public void Every_key_of_the_file_is_read()
    {
        var file = Read(Whole);
        Assert.Equal(("Northwind", "/srv/northwind/policies/mine.yaml", "Europe/Berlin"), (file.Name, file.PolicyPath, file.TimeZone));
        Assert.Equal(["**/legacy/**"], file.Exclude);
        Assert.Equal(["**/dashboards/*.json"], file.Include);
        var shop = file.Repositories[0];
        Assert.Equal(("shop", "/srv/northwind/repos/shop", "main"), (shop.Name, shop.Path, shop.DefaultBranch));
        Assert.Equal(["tools/gen/**"], shop.Exclude);
        Assert.Equal(["config/*.json"], shop.Include);
        Assert.Equal(("shop-api", "api@*", "live", DeploymentMode.Tags), (shop.Services[0].Name, shop.Services[0].Tags, shop.Services[0].Environment, shop.Services[0].Mode));
        Assert.Equal(["api/"], shop.Services[0].Paths);
        Assert.Equal(("shop", null, "production", DeploymentMode.Auto), (shop.Services[1].Name, shop.Services[1].Tags, shop.Services[1].Environment, shop.Services[1].Mode));
        Assert.Equal("https://git.example.com/docs.git", file.Repositories[1].Url);
        Assert.Equal(("ada", "Ada Example", true), (file.People[0].Id, file.People[0].Name, file.People[0].Share));
        Assert.Equal(["ada@example.com", "1+ada@users.noreply.github.com"], file.People[0].Emails);
        Assert.Equal(["ada"], file.People[0].Logins);
        Assert.Equal(("bob", "bob", false), (file.People[1].Id, file.People[1].Name, file.People[1].Share));
        Assert.Equal(("checkout", "Checkout", "CC-100"), (file.Teams[0].Id, file.Teams[0].Name, file.Teams[0].CostCentre));
        Assert.Equal([new("ada", new(2026, 1, 1), new(2026, 6, 30)), new("bob", null, null)], file.Teams[0].Members);
        Assert.Equal(["*[bot]", "renovate@*"], file.Bots);
        Assert.Equal("SHOP-[0-9]+", file.Tickets);
        Assert.Equal([new("home", "/srv/northwind/homes/ada", "ada"), new("otlp", null, null)], file.Usage);
        Assert.Equal(0.75m, file.AdoptionTarget);
    }

    [Fact]
    public void A_short_file_has_the_defaults()
    {
        var file = Read("repositories: [{ name: shop, path: /srv/shop }]");
        Assert.Equal(("UTC", null, 0.8m, "[A-Z][A-Z0-9]+-[0-9]+"), (file.TimeZone, file.PolicyPath, file.AdoptionTarget, file.Tickets));
        var service = Assert.Single(file.Repositories[0].Services);
        Assert.Equal(("shop", "production", DeploymentMode.Auto), (service.Name, service.Environment, service.Mode));
        Assert.Empty(service.Paths);
        Assert.Null(service.Tags);
    }

    [Fact]
    public void The_policy_named_default_is_the_built_in_one() => Assert.Null(Read("policy: default\norganisation: Northwind").PolicyPath);

    [Theory]
    [InlineData("default", "policy-1", 0)]
    [InlineData("policy-1", "policy-1", 0)]
    [InlineData("policy-2", "policy-2", 6)]
    public void A_built_in_policy_is_chosen_by_its_name(string named, string name, int blockLines)
    {
        var file = Read($"policy: {named}\norganisation: Northwind");
        var policy = PolicyReader.For(file).Value!;
        Assert.Equal((null, name, blockLines), (file.PolicyPath, policy.Name, policy.BlockLines));
        Assert.Equal(policy.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Shiprank.Core.Score.PolicyText.Canonical(policy))));
    }

    [Fact]
    public void A_file_named_like_a_built_in_policy_is_named_by_its_path() =>
        Assert.EndsWith("/policy-2", Read("policy: ./policy-2\norganisation: Northwind").PolicyPath, StringComparison.Ordinal);

    [Theory]
    [InlineData("organization: Northwind", 1, "unknown key \"organization\"", "the nearest known key is \"organisation\"")]
    [InlineData("repositories:\n  - name: shop\n    path: x\n    servces: []", 4, "unknown key \"servces\"", "the nearest known key is \"services\"")]
    [InlineData("repositories:\n  - name: shop\n    path: x\n    services:\n      - name: shop\n        enviroment: x", 6, "unknown key \"enviroment\"", "the nearest known key is \"environment\"")]
    [InlineData("people:\n  - id: ada\n    mails: []", 3, "unknown key \"mails\"", "the nearest known key is \"emails\"")]
    [InlineData("teams:\n  - { id: a, members: [{ person: ada, form: 2026-01-01 }] }\npeople: [{ id: ada }]", 2, "unknown key \"form\"", "the nearest known key is \"from\"")]
    public void An_unknown_key_is_named_with_line_and_nearest_key(string yaml, long line, string reason, string remedy) =>
        Assert.Contains(new("/srv/northwind/shiprank.yaml", line, reason, remedy), Problems(yaml));

    [Theory]
    [InlineData("repositories: shop", 1, "\"repositories\" is not a list of entries with keys")]
    [InlineData("repositories:\n  - shop", 2, "an entry of \"repositories\" is not a set of keys and values")]
    [InlineData("exclude: [a, [b]]", 1, "an entry of \"exclude\" is not a text")]
    [InlineData("exclude:\n  - a\n  -\n", 3, "an entry of \"exclude\" is not a text")]
    [InlineData("organisation: [a]", 1, "\"organisation\" is not a text")]
    [InlineData("people: [{ id: ada, share: yes }]", 1, "\"share\" is not true or false")]
    [InlineData("people: [{ id: ada, share: \"true\" }]", 1, "\"share\" is not true or false")]
    [InlineData("people: [{ id: ada, emails: [ada] }]", 1, "\"ada\" is not an e-mail address")]
    [InlineData("adoption_target: much", 1, "\"adoption_target\" is not a number from 0 to 1")]
    [InlineData("adoption_target: 1.5", 1, "\"adoption_target\" is not a number from 0 to 1")]
    [InlineData("adoption_target: -0.1", 1, "\"adoption_target\" is not a number from 0 to 1")]
    [InlineData("adoption_target: 1e400", 1, "\"adoption_target\" is not a number from 0 to 1")]
    [InlineData("people:\n  - name: Ada", 2, "\"id\" is missing")]
    [InlineData("people:\n  - id:\n    name: Ada", 2, "\"id\" is missing")]
    [InlineData("people:\n  - id: ''", 2, "\"id\" is not a text that is not empty")]
    [InlineData("people:\n  - id: (unattributed)", 2, "the id \"(unattributed)\" is taken: it stands for agents whose work belongs to nobody")]
    [InlineData("repositories:\n  - path: x", 2, "\"name\" is missing")]
    [InlineData("repositories:\n  - name: shop", 2, "a repository needs a \"path\" or a \"url\"")]
    [InlineData("repositories:\n  - { name: shop, path: a }\n  - { name: shop, path: b }", 3, "a second repository named \"shop\"")]
    [InlineData("repositories:\n  - { name: shop, path: a, services: [{ name: x }, { name: x }] }", 2, "a second service named \"x\"")]
    [InlineData("repositories:\n  - { name: shop, path: a, services: [{ name: x, mode: often }] }", 2, "unknown mode \"often\"")]
    [InlineData("people:\n  - id: ada\n  - id: Ada", 3, "a second person named \"Ada\"")]
    [InlineData("people:\n  - { id: ada, emails: [a@example.com] }\n  - { id: bob, emails: [A@example.com] }", 3, "\"A@example.com\" belongs to \"ada\" already")]
    [InlineData("teams:\n  - id: a\n  - id: a", 3, "a second team named \"a\"")]
    [InlineData("people: [{ id: ada }]\nteams:\n  - id: a\n    members:\n      - person: adda", 5, "no person has the id \"adda\"")]
    [InlineData("people: [{ id: ada }]\nteams:\n  - id: a\n    members:\n      - { person: ada, from: 2026-02-30 }", 5, "\"from\" is not a date like 2026-01-31")]
    [InlineData("people: [{ id: ada }]\nteams:\n  - id: a\n    members:\n      - { person: ada, to: soon }", 5, "\"to\" is not a date like 2026-01-31")]
    [InlineData("people: [{ id: ada }]\nteams:\n  - id: a\n    members:\n      - { person: ada, from: 2026-02-01, to: 2026-01-01 }", 5, "\"to\" is before \"from\"")]
    [InlineData("time_zone: Mars/Base", 1, "unknown time zone \"Mars/Base\"")]
    [InlineData("tickets: \"[A-\"", 1, "\"tickets\" is not a regular expression")]
    [InlineData("tickets: \"(?<=x)A-1\"", 1, "\"tickets\" is not a regular expression")]
    [InlineData("tickets: \"[0-9]*\"", 1, "\"tickets\" matches an empty text")]
    [InlineData("usage:\n  - { kind: cloud }", 2, "unknown kind \"cloud\"")]
    [InlineData("usage:\n  - { kind: home }", 2, "a home needs a \"path\"")]
    [InlineData("usage:\n  - { kind: home, path: x, person: ada }", 2, "no person has the id \"ada\"")]
    [InlineData("organisation: a\norganisation: b", 2, "the key \"organisation\" stands here twice")]
    [InlineData("? [a]\n: b", 1, "a key has to be a text")]
    [InlineData("organisation: a\n---\norganisation: b", 2, "a second document in one file")]
    [InlineData("- a", 1, "the file is not a set of keys and values")]
    [InlineData("", 0, "the file is empty")]
    [InlineData("# nothing\n", 0, "the file is empty")]
    [InlineData("organisation: a\n  b: [", 2, "not valid YAML")]
    [InlineData("organisation: *a", 1, "not valid YAML")]
    [InlineData("organisation: !![", 1, "not valid YAML")]
    [InlineData("organisation: a\nbots: {\0  \n1#!\n1", 2, "not valid YAML")]
    [InlineData("organisation:\n\t- a", 2, "not valid YAML")]
    public void A_problem_has_its_line_and_reason(string yaml, long line, string reason) =>
        Assert.Contains(Problems(yaml), p => p.Line == line && p.Reason.StartsWith(reason, StringComparison.Ordinal));

    [Fact]
    public void All_problems_are_named_at_once_in_order()
    {
        var problems = Problems("teams:\n  - { id: a, members: [{ person: zoe }] }\npeople:\n  - { id: ada, share: 1 }\nadoption: 1\n");
        Assert.Equal([2L, 4L, 5L], problems.Select(p => p.Line));
    }

    [Fact]
    public void Anchors_are_followed() =>
        Assert.Equal(["a/**"], Read("exclude: &e [a/**]\nrepositories: [{ name: shop, path: x, exclude: *e }]").Repositories[0].Exclude);

    [Fact]
    public void A_deep_nest_is_refused_and_not_walked() =>
        Assert.Contains(Problems("organisation: " + new string('[', 100_000)), p => p.Reason.Contains("levels deep", StringComparison.Ordinal));

    [Fact]
    public void Any_text_is_a_file_or_has_problems()
    {
        var pieces = Gen.Elements(": ", "- ", "\n", "  ", "people", "id", "[", "]", "{", "}", "\"", "'", "&a ", "*a", "|", ">", "!", "%", "@", "\t", "#", ",", "?", "é", "\0", "\uFEFF", "---", "1");
        Prop.ForAll(pieces.ListOf().Select(string.Concat).ToArbitrary(), yaml =>
        {
            var reading = OrganisationReader.Parse(yaml, "shiprank.yaml");
            return reading.Succeeded == reading.Value is not null;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_file_is_read_with_its_byte_order_mark_and_refused_when_it_is_not_text()
    {
        var folder = Directory.CreateTempSubdirectory("shiprank-");
        try
        {
            var path = Path.Join(folder.FullName, "shiprank.yaml");
            File.WriteAllBytes(path, [0xef, 0xbb, 0xbf, .. "organisation: Northwind\r\n"u8]);
            Assert.Equal("Northwind", OrganisationReader.Read(path).Value?.Name);
            File.WriteAllBytes(path, [.. "organisation: "u8, 0xff, 0xfe]);
            Assert.Equal("not valid UTF-8", Assert.Single(OrganisationReader.Read(path).Problems).Reason);
            File.Delete(path);
            Assert.Equal("there is no such file", Assert.Single(OrganisationReader.Read(path).Problems).Reason);
            Assert.StartsWith("can't be read", Assert.Single(OrganisationReader.Read(folder.FullName).Problems).Reason);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static OrganisationFile Read(string yaml)
    {
        var reading = OrganisationReader.Parse(yaml, "/srv/northwind/shiprank.yaml");
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }

    private static IReadOnlyList<Core.Problem> Problems(string yaml) => OrganisationReader.Parse(yaml, "/srv/northwind/shiprank.yaml").Problems;
}
