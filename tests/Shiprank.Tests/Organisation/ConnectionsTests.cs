using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Organisation;

public sealed class ConnectionsTests
{
    private const string Path = "/srv/northwind/shiprank.yaml";

    private const string Full = """
        webhooks:
          github: { secret_env: [SHIPRANK_HOOK, SHIPRANK_HOOK_OLD] }
          gitlab: { secret_file: ./secrets/gitlab }
          events: { secret_env: CI_TOKEN, secret_file: [/run/secrets/ci] }
          incidents:
            - { name: pagerduty, mapping: ./mappings/pagerduty.yaml, secret_env: PD, signature: X-PagerDuty-Signature }
            - { name: other, mapping: opsgenie, secret_env: OTHER }
        forges:
          github: { api: "https://git.example.com/api/v3/", token_env: SHIPRANK_GITHUB }
          gitlab: { token_file: token }
        mirrors: { every_minutes: 5, allow_file: true }
        """;

    [Fact]
    public void Every_key_is_read_and_names_places_only()
    {
        var file = OrganisationReader.Parse(Full, Path).Value!;
        Assert.Equal(["SHIPRANK_HOOK", "SHIPRANK_HOOK_OLD"], file.Webhooks.GitHub.Variables);
        Assert.Equal(["/srv/northwind/secrets/gitlab"], file.Webhooks.GitLab.Files);
        Assert.Equal((1, 1), (file.Webhooks.Events.Variables.Count, file.Webhooks.Events.Files.Count));
        Assert.Equal(["pagerduty", "other"], file.Webhooks.Incidents.Select(i => i.Name));
        Assert.Equal(["/srv/northwind/mappings/pagerduty.yaml", "opsgenie"], file.Webhooks.Incidents.Select(i => i.Mapping));
        Assert.Equal(["X-PagerDuty-Signature", null], file.Webhooks.Incidents.Select(i => i.SignatureHeader));
        Assert.Equal("https://git.example.com/api/v3", file.GitHub.Api.ToString());
        Assert.Equal("https://gitlab.com/api/v4", file.GitLab.Api.ToString());
        Assert.Equal(["/srv/northwind/token"], file.GitLab.Token.Files);
        Assert.Equal(new(5, true), file.Mirrors);
    }

    [Fact]
    public void Without_them_nothing_is_open_and_nothing_is_asked()
    {
        var file = OrganisationReader.Parse("organisation: Northwind", Path).Value!;
        Assert.True(file.Webhooks.GitHub.IsEmpty && file.Webhooks.GitLab.IsEmpty && file.Webhooks.Events.IsEmpty && file.GitHub.Token.IsEmpty);
        Assert.Empty(file.Webhooks.Incidents);
        Assert.Equal(new(15, false), file.Mirrors);
    }

    [Theory]
    [InlineData("webhooks:\n  github: { secret: abc }", 2, "unknown key \"secret\"")]
    [InlineData("webhooks:\n  github: {}", 2, "no secret is named")]
    [InlineData("webhooks:\n  githup: { secret_env: A }", 2, "unknown key \"githup\"")]
    [InlineData("webhooks:\n  github: { secret_env: \"s3cr3t!\" }", 2, "\"secret_env\" is not the name of an environment variable")]
    [InlineData("webhooks:\n  incidents:\n    - { name: a/b, mapping: x, secret_env: A }", 3, "\"name\" is part of an address")]
    [InlineData("webhooks:\n  incidents:\n    - { name: a, mapping: x }", 3, "no secret is named")]
    [InlineData("webhooks:\n  incidents:\n    - { name: a, secret_env: A }", 3, "\"mapping\" is missing")]
    [InlineData("webhooks:\n  incidents:\n    - { name: a, mapping: x, secret_env: A }\n    - { name: A, mapping: x, secret_env: A }", 4, "a second hook named \"A\"")]
    [InlineData("webhooks:\n  incidents:\n    - { name: a, mapping: x, secret_env: A, signature: \"X Y\" }", 3, "\"signature\" is not the name of a header")]
    [InlineData("forges:\n  github: { api: \"http://git.example.com\" }", 2, "\"api\" is not an https address")]
    [InlineData("forges:\n  github: { api: \"https://me:pw@git.example.com\" }", 2, "\"api\" is not an https address")]
    [InlineData("forges:\n  bitbucket: {}", 2, "unknown key \"bitbucket\"")]
    [InlineData("mirrors: { every_minutes: 0 }", 1, "\"every_minutes\" is not a whole number from 1 to 1440")]
    [InlineData("repositories:\n  - { name: a, url: \"ext::sh -c x\" }", 2, "\"url\" is not an address")]
    [InlineData("repositories:\n  - { name: a, url: \"ext::evil\" }", 2, "\"url\" is not an address")]
    [InlineData("repositories:\n  - { name: a, url: \"--upload-pack=evil\" }", 2, "\"url\" is not an address")]
    [InlineData("repositories:\n  - { name: a, url: \"git@-oProxyCommand=x:a\" }", 2, "\"url\" is not an address")]
    [InlineData("repositories:\n  - { name: a, url: \"http://example.com/a.git\" }", 2, "\"url\" has the scheme http")]
    [InlineData("repositories:\n  - { name: a, url: \"https://me:secret@example.com/a.git\" }", 2, "\"url\" holds a name or a password")]
    [InlineData("repositories:\n  - { name: a, url: \"https://token@example.com/a.git\" }", 2, "\"url\" holds a name or a password")]
    public void A_problem_has_its_line_and_reason_and_shows_no_secret(string yaml, long line, string reason)
    {
        var problems = OrganisationReader.Parse(yaml, Path).Problems;
        Assert.Contains(problems, p => p.Line == line && p.Reason.StartsWith(reason, StringComparison.Ordinal));
        Assert.DoesNotContain(problems, p => p.ToString().Contains("s3cr3t", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://git.example.com/northwind/shop.git")]
    [InlineData("ssh://git@git.example.com:2222/northwind/shop.git")]
    [InlineData("git@git.example.com:northwind/shop.git")]
    [InlineData("file:///srv/git/shop.git")]
    public void An_address_of_a_known_kind_is_taken(string url) =>
        Assert.Equal(url, OrganisationReader.Parse($"repositories: [{{ name: a, url: \"{url}\" }}]", Path).Value!.Repositories[0].Url);

    [Fact]
    public void Secrets_come_from_variables_and_files_and_never_show_themselves()
    {
        using var folder = new TemporaryFolder();
        var file = folder.Write("secret", "from-a-file\n");
        var problems = new List<Problem>();
        var secrets = SecretReader.Read(new(["SET", "UNSET"], [file, folder.At("absent")]), n => n == "SET" ? "from-a-variable" : null, "the test", problems);
        Assert.Equal(["from-a-variable", "from-a-file"], secrets.Select(s => s.Reveal()));
        Assert.All(secrets, s => Assert.Equal("(secret)", $"{s}"));
        Assert.Equal(["environment variable UNSET", folder.At("absent")], problems.Select(p => p.Where));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    [InlineData("two\nlines")]
    public void What_is_no_secret_is_none(string text)
    {
        var problems = new List<Problem>();
        Assert.Empty(SecretReader.Read(new(["V"], []), _ => text, "the test", problems));
        Assert.Single(problems);
    }
}
