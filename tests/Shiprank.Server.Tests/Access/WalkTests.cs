using System.Net;
using System.Text;
using Shiprank.Core.Access;

namespace Shiprank.Server.Tests.Access;

/// <summary>Every address times everybody who may come: what docs/reference/roles.md says is what is answered.</summary>
public sealed class WalkTests : IAsyncLifetime
{
    private const string Configuration = """
        organisation: Northwind
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com] }
          - { id: ben, name: Ben Example, emails: [ben@example.com] }
          - { id: cat, name: Cat Example, emails: [cat@example.com] }
          - { id: dan, name: Dan Example, emails: [dan@example.com] }
          - { id: eve, name: Eve Example, emails: [eve@example.com] }
        teams:
          - { id: shop, members: [{ person: ada }], leads: [ben] }
        access:
          admins: [dan]
          finops: [cat]
          auditors: [eve]
          proxy: { from: [127.0.0.1], user_header: X-User }
          base_url: https://shiprank.example.com
        """;

    private static readonly Dictionary<string, Roles> people = new(StringComparer.Ordinal)
    {
        ["ada"] = Roles.Member,
        ["ben"] = Roles.Member | Roles.Lead,
        ["cat"] = Roles.Member | Roles.Finops,
        ["dan"] = Roles.Member | Roles.Admin,
        ["eve"] = Roles.Member | Roles.Auditor,
    };

    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.Start(Configuration);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public void Every_address_says_what_it_asks_for()
    {
        // The framework's own, which no page here uses: it stays closed.
        Assert.Equal(["/_framework/opaque-redirect"], Address.All(server.Services).Where(a => a.Right is null).Select(a => a.Pattern));
    }

    [Fact]
    public void The_document_lists_every_address_with_what_it_asks_for()
    {
        var path = Path.Combine(SourceFolder, "docs/reference/roles.md");
        var listed = File.ReadAllLines(path).Where(l => l.StartsWith("| `", StringComparison.Ordinal)).ToList();
        var real = Address.All(server.Services).Select(a => $"| `{a.Method} {a.Pattern}` | {a.Right?.ToString().ToLowerInvariant() ?? "closed"} |").ToList();
        if (Environment.GetEnvironmentVariable("SHIPRANK_WRITE_ROLES") is { } to) File.WriteAllLines(to, real);
        Assert.Equal(real, listed);
    }

    [Fact]
    public void The_document_says_who_has_each_right()
    {
        var text = File.ReadAllText(Path.Combine(SourceFolder, "docs/reference/roles.md"));
        foreach (var right in Enum.GetValues<Right>().Where(r => r != Right.Open))
        {
            var roles = RoleNames.Roles.Where(r => new Viewer { Actor = "x", Roles = r.Role }.Has(right)).Select(r => r.Name);
            var scopes = RoleNames.Scopes.Where(s => new Viewer { Actor = "x", Scopes = s.Scope }.Has(right)).Select(s => s.Name);
            Assert.Contains($"| {right.ToString().ToLowerInvariant()} | {string.Join(", ", roles)} | {string.Join(", ", scopes)} |", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Everybody_is_let_in_where_they_may_go_and_nowhere_else()
    {
        List<string> wrong = [];
        var tokens = RoleNames.Scopes.ToDictionary(s => s.Scope, s => Given.Token(server.Store, s.Scope));
        foreach (var address in Address.All(server.Services).Where(a => a.Right is not Right.Open))
        {
            if (address.Right is not { } right)
            {
                await Expect(wrong, address, "dan", ("X-User", "dan"), null, false);
                continue;
            }

            await Expect(wrong, address, "nobody", null, null, false);
            foreach (var (person, roles) in people) await Expect(wrong, address, person, ("X-User", person), null, new Viewer { Actor = "x", Person = person, Roles = roles }.Has(right) && MaySee(address, right, roles));
            foreach (var (scope, token) in tokens) await Expect(wrong, address, scope.ToString(), null, token, new Viewer { Actor = "x", Scopes = scope }.Has(right));
        }

        Assert.Empty(wrong);
    }

    /// <summary>The one person that the walk asks for by id is none of those who walk.</summary>
    private static bool MaySee(Address address, Right right, Roles roles) => right != Right.Person || !address.Pattern.Contains("{id}", StringComparison.Ordinal) || roles.HasFlag(Roles.Admin);

    private async Task Expect(List<string> wrong, Address address, string who, (string Name, string Value)? header, string? token, bool isLetIn)
    {
        using var request = new HttpRequestMessage(new(address.Method), address.Path);
        request.Headers.Host = "shiprank.example.com";
        request.Headers.Add("X-Forwarded-Proto", "https");
        if (header is { } said) request.Headers.Add(said.Name, said.Value);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (address.Method != "GET") request.Content = new StringContent("", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await server.Client.SendAsync(request);

        // A form without its token is let in as far as that: 400.
        var was = response.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
        if (was != isLetIn) wrong.Add($"{who}: {address.Method} {address.Path}: {(int)response.StatusCode}, {(isLetIn ? "let in" : "kept out")} was meant");
    }

    private static string SourceFolder
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at.FullName, "Shiprank.slnx"))) at = at.Parent!;
            return at.FullName;
        }
    }
}
