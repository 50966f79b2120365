using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation.Editing;

namespace Shiprank.Tests.Organisation.Editing;

public sealed class EditedTextTests
{
    private static readonly PersonEntry Ada = new("ada", "Ada Example", ["ada@example.com"], ["ada"], Share: true);

    [Fact]
    public void A_person_is_added_as_the_others_are_written() => Becomes(
        """
        # who is who
        people:
          - { id: bob, emails: [bob@example.com] }   # joined in May

        # and where
        teams: []
        """,
        OrganisationEdit.PutPerson(Ada),
        """
        # who is who
        people:
          - { id: bob, emails: [bob@example.com] }   # joined in May
          - { id: ada, name: Ada Example, emails: [ada@example.com], logins: [ada], share: true }

        # and where
        teams: []
        """);

    [Fact]
    public void A_person_is_added_in_lines_where_the_others_are() => Becomes(
        """
        people:
        -   id: bob   # joined in May
            emails:
            - bob@example.com
        teams: []
        """,
        OrganisationEdit.PutPerson(Ada),
        """
        people:
        -   id: bob   # joined in May
            emails:
            - bob@example.com
        -   id: ada
            name: Ada Example
            emails: [ada@example.com]
            logins: [ada]
            share: true
        teams: []
        """);

    [Fact]
    public void An_address_is_added_and_another_taken_away_where_they_stand() => Becomes(
        """
        people:
          - id: ada
            emails:
              - ada@example.com
              # from the merger
              - ada@old.example.com   # until June
              - ada@example.org
            share: false
        """,
        OrganisationEdit.PutPerson(new("ada", "ada", ["ada@example.com", "ada@example.org", "new@example.com"], [], Share: true)),
        """
        people:
          - id: ada
            emails:
              - ada@example.com
              # from the merger
              - ada@example.org
              - new@example.com
            share: true
        """);

    [Fact]
    public void A_section_that_is_missing_is_begun_at_the_end() => Becomes(
        "organisation: Northwind  # of the north\n",
        OrganisationEdit.PutRepository("shop", "./repos/shop", null, null, [], []),
        "organisation: Northwind  # of the north\nrepositories:\n  - { name: shop, path: ./repos/shop }\n");

    [Fact]
    public void A_file_that_is_yet_to_be_made_has_what_the_edit_says() => Becomes("", OrganisationEdit.SetText("organisation", "Northwind"), "organisation: Northwind\n");

    [Fact]
    public void A_service_gets_its_own_key() => Becomes(
        "repositories:\n  - name: shop\n    path: repos/shop\n    # all of it\n",
        OrganisationEdit.PutService("shop", new("shop-api", ["api/"], "api@*", "production", DeploymentMode.Tags)),
        "repositories:\n  - name: shop\n    path: repos/shop\n    services:\n      - { name: shop-api, paths: [api/], tags: \"api@*\", mode: tags }\n    # all of it\n");

    [Fact]
    public void What_is_known_already_changes_nothing() => Becomes("people: [{ id: ada, emails: [Ada@Example.com] }]", OrganisationEdit.Match("ada@example.com", "ada"), "people: [{ id: ada, emails: [Ada@Example.com] }]");

    [Fact]
    public void Who_leaves_the_file_leaves_its_teams_and_sources() => Becomes(
        """
        people:
          - { id: ada }
          - { id: bob }
        teams:
          - id: checkout
            members:
              - { person: ada, to: 2026-01-01 }
              - { person: bob }
              - { person: ada, from: 2026-03-01 }
        usage: [{ kind: home, path: homes/ada, person: ada }]
        """,
        OrganisationEdit.RemovePerson("ada"),
        """
        people:
          - { id: bob }
        teams:
          - id: checkout
            members:
              - { person: bob }
        usage: [{ kind: home, path: homes/ada }]
        """);

    [Fact]
    public void A_date_of_leaving_is_added_to_a_membership() => Becomes(
        "people: [{ id: ada }]\nteams:\n  - { id: checkout, members: [{ person: ada, from: 2026-01-01 }] } # all of us\n",
        OrganisationEdit.PutMember("checkout", 0, new("ada", new(2026, 1, 1), new(2026, 6, 30))),
        "people: [{ id: ada }]\nteams:\n  - { id: checkout, members: [{ person: ada, from: 2026-01-01, to: 2026-06-30 }] } # all of us\n");

    [Theory]
    [InlineData("people:\n  - &ada { id: ada }\n", 2)]
    [InlineData("people:\n  - id: ada\n    emails: &e [a@example.com]\n  - { id: bob, logins: *e }\n", 3)]
    [InlineData("people: !!seq\n  - { id: ada }\n", 1)]
    public void An_anchor_an_alias_or_a_tag_is_left_to_a_person(string text, long line)
    {
        var edited = OrganisationEditor.Apply(text, "shiprank.yaml", OrganisationEdit.PutPerson(Ada));
        var problem = Assert.Single(edited.Problems);
        Assert.Equal((line, "an anchor, an alias or a tag stands here: one edit would change other places too"), (problem.Line, problem.Reason));
    }

    [Fact]
    public void An_edit_that_the_reader_would_refuse_is_refused_with_its_reason()
    {
        var edited = OrganisationEditor.Apply("people: [{ id: ada, emails: [a@example.com] }, { id: bob }]\n", "shiprank.yaml", OrganisationEdit.Match("a@example.com", "bob"));
        Assert.Equal("\"a@example.com\" belongs to \"ada\" already", Assert.Single(edited.Problems).Reason);
    }

    [Theory]
    [InlineData("people: [{ id: ada }]\rteams: []\r", "some lines end with a carriage return alone")]
    [InlineData("people: [{ id: ada }\n", "not valid YAML")]
    [InlineData("- people\n", "the file is not a set of keys and values")]
    public void A_file_that_can_not_be_understood_is_not_touched(string text, string reason)
    {
        var edited = OrganisationEditor.Apply(text, "shiprank.yaml", OrganisationEdit.PutPerson(new("bob", "bob", [], [], false)));
        Assert.StartsWith(reason, edited.Problems[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_thing_that_is_not_there_is_not_changed()
    {
        var edited = OrganisationEditor.Apply("people: [{ id: ada }]\n", "shiprank.yaml", OrganisationEdit.RemoveTeam("checkout"));
        Assert.Equal("the organisation file has no team \"checkout\"", Assert.Single(edited.Problems).Reason);
    }

    private static void Becomes(string before, OrganisationEdit edit, string after)
    {
        foreach (var newLine in new[] { "\n", "\r\n" })
        {
            var edited = OrganisationEditor.Apply(before.ReplaceLineEndings(newLine), "shiprank.yaml", edit);
            Assert.Empty(edited.Problems);
            Assert.Equal(after.ReplaceLineEndings(before.Length == 0 ? "\n" : newLine), edited.Value!.Text);
        }
    }
}
