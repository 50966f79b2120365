using Shiprank.Cli;
using Shiprank.Tests.Cli;

namespace Shiprank.Tests.Access;

public sealed class PeopleImportTests : IDisposable
{
    private const string Before = """
        people:
          - { id: ada, name: Ada Example, emails: [ada@home.example.com], share: true }   # hers
          - { id: ben, name: Ben Example, emails: [ben@example.com] }
          - { id: cat, name: Cat Example }
        teams:
          - { id: shop, members: [{ person: ada, from: 2026-01-01 }, { person: ben }] }

        """;

    private readonly CliRun run = new();

    public PeopleImportTests() => run.Write("shiprank.yaml", Before);

    public void Dispose() => run.Dispose();

    private string After => File.ReadAllText(Path.Combine(run.Folder, "shiprank.yaml"));

    [Fact]
    public void People_come_move_and_leave_and_what_was_matched_by_hand_stays()
    {
        run.Write("people.csv", """
            id,name,emails,logins,team,active
            ada,Ada Lovely,ada@example.com,ada-l,pay,true
            ben,,,,shop,false
            dan,Dan Example,dan@example.com;d@example.com,,shop,true
            gus,Gus Example,,,,no
            """);
        Assert.Equal(ExitCode.Ok, run.Run("people", "import", "people.csv", "--dry-run"));
        Assert.Equal(Before, After);
        Assert.Equal(ExitCode.Ok, run.Run("people", "import", "people.csv"));
        Assert.Contains("4 listed, 1 added, 1 left, 1 of the file not in the list", run.Error, StringComparison.Ordinal);
        Assert.Equal("""
            people:
              - { id: ada, name: Ada Lovely, emails: [ada@home.example.com, ada@example.com], share: true, logins: [ada-l] }   # hers
              - { id: ben, name: Ben Example, emails: [ben@example.com], active: false }
              - { id: cat, name: Cat Example }
              - { id: dan, name: Dan Example, emails: [dan@example.com, d@example.com] }
            teams:
              - { id: shop, members: [{ person: ada, from: 2026-01-01, to: 2026-09-29 }, { person: ben, to: 2026-09-30 }, { person: dan }] }
              - { id: pay, members: [{ person: ada, from: 2026-09-30 }] }

            """, After);
        Assert.Equal(ExitCode.Ok, run.Run("people", "import", "people.csv"));
        Assert.Equal("", run.Out);
    }

    [Fact]
    public void Whoever_the_list_lacks_stays_unless_it_is_told_to_be_whole()
    {
        run.Write("people.json", """[{ "id": "ada" }, { "id": "ben", "active": true }]""");
        Assert.Equal(ExitCode.Ok, run.Run("people", "import", "people.json"));
        Assert.Equal(Before, After);
        Assert.Equal(ExitCode.Ok, run.Run("people", "import", "people.json", "--leavers"));
        Assert.Contains("{ id: cat, name: Cat Example, active: false }", After, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("p.csv", "name\nAda\n", "no column \"id\"")]
    [InlineData("p.csv", "id,emails\nada,nobody\n", "p.csv:2: one of \"emails\"")]
    [InlineData("p.csv", "id,active\nada,perhaps\n", "p.csv:2: \"active\"")]
    [InlineData("p.csv", "id\nada\nada\n", "p.csv:3: a second person")]
    [InlineData("p.csv", "id,emails\ncat,ben@example.com\n", "belongs to \"ben\" already")]
    [InlineData("p.csv", "id\n", "lists nobody")]
    [InlineData("p.json", "{}", "not a list of objects")]
    [InlineData("p.json", "[{", "not JSON")]
    public void A_list_with_a_flaw_changes_nothing(string name, string text, string said)
    {
        run.Write(name, text);
        Assert.Equal(ExitCode.Failure, run.Run("people", "import", name));
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.Equal(Before, After);
    }
}
