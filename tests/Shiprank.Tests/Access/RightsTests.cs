using FsCheck;
using FsCheck.Fluent;
using Shiprank.Core.Access;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Tests.Access;

public sealed class RightsTests
{
    private static readonly string[] groups = ["money", "others"];

    [Fact]
    public void Nobody_has_no_right_and_no_token_can_change_a_setting()
    {
        foreach (var right in Enum.GetValues<Right>().Where(r => r != Right.Open)) Assert.False(Viewer.Nobody.Has(right));
        var token = new Viewer { Actor = "token:x", Scopes = RoleNames.Scopes.Aggregate(Scopes.None, (all, s) => all | s.Scope) };
        foreach (var right in (Right[])[Right.Settings, Right.Audit, Right.Sources]) Assert.False(token.Has(right));
    }

    [Fact]
    public void A_further_role_takes_no_right_away() => Prop.ForAll(
        Gen.Choose(0, 31).Zip(Gen.Choose(0, 31)).ToArbitrary(),
        pair =>
        {
            var (some, more) = (new Viewer { Actor = "x", Roles = (Roles)pair.Item1 }, new Viewer { Actor = "x", Roles = (Roles)(pair.Item1 | pair.Item2) });
            return Enum.GetValues<Right>().All(r => !some.Has(r) || more.Has(r));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a")]
    [InlineData("b")]
    public void A_person_may_look_at_their_own_and_an_administrator_at_anybodys(string person)
    {
        var ada = new Viewer { Actor = "person:a", Person = "a", Roles = Roles.Member | Roles.Lead | Roles.Finops | Roles.Auditor };
        Assert.Equal(person == "a", ada.MayLookAt(person));
        Assert.True((ada with { Roles = Roles.Admin }).MayLookAt(person));
        Assert.False(new Viewer { Actor = "token:x", Person = "a", Scopes = Scopes.Read | Scopes.Ingest }.MayLookAt(person));
        Assert.True(new Viewer { Actor = "token:x", Scopes = Scopes.Score }.MayLookAt(person));
    }

    [Fact]
    public void Roles_follow_from_the_file_and_from_groups_and_end_with_the_person()
    {
        var file = OrganisationReader.Parse("""
            people: [{ id: ada, emails: [ada@example.com], logins: [ada-l] }, { id: gus, emails: [gus@example.com], active: false }]
            teams: [{ id: shop, leads: [ada] }]
            access: { admins: [ada], auditors: [gus], groups: { money: finops } }
            """, "/x/shiprank.yaml").Value!;
        var ada = RoleBook.Of(file, "ada", file.Access.Granted(groups))!;
        Assert.Equal(("person:ada", Roles.Member | Roles.Lead | Roles.Admin | Roles.Finops), (ada.Actor, ada.Roles));
        Assert.Equal(["shop"], ada.Leads);
        Assert.Null(RoleBook.Of(file, "gus"));
        Assert.Null(RoleBook.Of(file, "eve"));
        Assert.All([" ADA@example.com", "ada", "Ada-L"], c => Assert.Equal("ada", RoleBook.Find(file, c)?.Id));
        Assert.All(["gus@example.com", "gus", "", "eve", "@"], c => Assert.Null(RoleBook.Find(file, c)));
    }

    [Theory]
    [InlineData("access: { admins: [eve] }", "no person has the id \"eve\"")]
    [InlineData("access: { oidc: { issuer: https://id.example.com, client_id: x } }", "nobody is an administrator")]
    [InlineData("access: { admins: [ada], oidc: { issuer: http://id.example.com, client_id: x } }", "not an https address")]
    [InlineData("access: { admins: [ada], oidc: { issuer: https://id.example.com } }", "\"client_id\" is missing")]
    [InlineData("access: { proxy: { user_header: X-User } }", "addresses that it comes from")]
    [InlineData("access: { admins: [ada], proxy: { from: example.com, user_header: X-User } }", "neither an IP address nor a network")]
    [InlineData("access: { admins: [ada], proxy: { from: 0.0.0.0/0, user_header: X-User } }", "every address would be trusted")]
    [InlineData("access: { base_url: \"https://example.com/shiprank\" }", "without a path")]
    [InlineData("access: { groups: { a: king } }", "a role that there is not")]
    [InlineData("access: { session_hours: 0 }", "from 1 to 720")]
    [InlineData("access: { secrets: [] }", "unknown key")]
    public void What_can_not_be_is_said_with_its_line(string access, string said)
    {
        var read = OrganisationReader.Parse($"people: [{{ id: ada }}]\n{access}\n", "/x/shiprank.yaml");
        Assert.Contains(read.Problems, p => p.Reason.Contains(said, StringComparison.Ordinal) && p.Line == 2);
    }

    [Fact]
    public void Tokens_have_their_length_and_their_signs() => Prop.ForAll(
        Gen.ArrayOf(Gen.Choose(0, 255).Select(i => (byte)i), 32).ToArbitrary(),
        bytes => TokenText.Of(bytes) is { Length: TokenText.Length } text && text.All(char.IsAsciiLetterOrDigit)).QuickCheckThrowOnFailure();
}
