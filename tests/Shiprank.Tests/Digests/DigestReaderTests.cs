using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Digests;

public sealed class DigestReaderTests
{
    private const string Head = """
        organisation: Northwind
        teams:
          - { id: checkout, name: Checkout, members: [] }

        """;

    [Fact]
    public void All_of_it_is_read()
    {
        var read = Read("""
            digest:
              base_url: https://shiprank.example.com/at
              folder: ./digests
              people: true
              mail: { host: mail.example.com, from: shiprank@example.com, user: shiprank, password_env: MAIL }
              teams:
                - { team: checkout, form: slack, webhook_env: HOOK }
                - { team: checkout, form: mail, to: [team@example.com] }
            """).Value!.Digest;
        Assert.Equal(("https://shiprank.example.com/at/", "/etc/digests", true, false), (read.BaseUrl!.AbsoluteUri, read.Folder, read.People, read.AllowPrivate));
        Assert.Equal(("mail.example.com", 587, true, "shiprank"), (read.Mail!.Host, read.Mail.Port, read.Mail.Encrypted, read.Mail.User));
        Assert.Equal([(ChannelForm.Slack, 1, 0), (ChannelForm.Mail, 0, 1)], read.Channels.Select(c => (c.Form, c.Webhook.Variables.Count, c.To.Count)));
    }

    [Theory]
    [InlineData("digest: { teams: [{ team: chekout, form: slack, webhook_env: H }] }", "the nearest id is \"checkout\"")]
    [InlineData("digest: { teams: [{ team: checkout, form: pigeon, webhook_env: H }] }", "slack, teams or mail")]
    [InlineData("digest: { teams: [{ team: checkout, form: slack }] }", "no webhook is named")]
    [InlineData("digest: { teams: [{ team: checkout, form: mail, to: [a@example.com] }] }", "\"mail\" of the digest is missing")]
    [InlineData("digest: { people: true }", "\"mail\" is missing")]
    [InlineData("digest: { base_url: shiprank.example.com }", "\"base_url\" is not an address")]
    [InlineData("digest: { mail: { host: h, from: nobody } }", "\"from\" is not an e-mail address")]
    [InlineData("digest: { mail: { host: h, from: a@example.com, user: u } }", "needs a password")]
    [InlineData("digest: { channels: [] }", "unknown key \"channels\"")]
    public void What_makes_no_sense_is_told_with_its_line(string text, string expected)
    {
        var problem = Assert.Single(Read(text).Problems);
        Assert.Contains(expected, problem.ToString(), StringComparison.Ordinal);
        Assert.Equal(4, problem.Line);
    }

    private static Reading<OrganisationFile> Read(string digest) => OrganisationReader.Parse(Head + digest, "/etc/shiprank.yaml");
}
