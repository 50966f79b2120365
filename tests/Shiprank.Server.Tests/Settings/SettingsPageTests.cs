namespace Shiprank.Server.Tests.Settings;

/// <summary>Settings without script: every change is shown, then written, and a file that somebody else changed is not overwritten.</summary>
public sealed class SettingsPageTests
{
    private const string Before = """
        organisation: Northwind   # ours
        # who is who
        people:
          - { id: ada, name: Ada Example, emails: [ada@example.com] }   # since May
          - { id: bob }
        teams:
          - { id: checkout, members: [{ person: ada }] }
        repositories:
          - { name: shop, path: ./repos/shop }
        """;

    [Fact]
    public async Task A_person_is_changed_in_two_steps_and_the_comments_stay()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        var person = await SentPage.Get(server.Client, "/settings/people/ada");
        var preview = await person.Send("#person form.sr-fields", ("emails", "ada@example.com\r\nada@example.org"), ("share", "true"));
        Assert.Equal(200, preview.Status);
        Assert.Equal(["-   - { id: ada, name: Ada Example, emails: [ada@example.com] }   # since May", "+   - { id: ada, name: Ada Example, emails: [ada@example.com, ada@example.org], share: true }   # since May"], preview.Changes);
        Assert.Equal(Before, File.ReadAllText(folder.At("shiprank.yaml")));
        var written = await preview.Send("main form");
        Assert.Equal((200, "/settings/people?saved=1"), (written.Status, written.Address));
        Assert.Equal(Before.Replace("emails: [ada@example.com] }", "emails: [ada@example.com, ada@example.org], share: true }", StringComparison.Ordinal), File.ReadAllText(folder.At("shiprank.yaml")));
    }

    [Fact]
    public async Task What_somebody_else_wrote_meanwhile_is_shown_and_not_overwritten()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        var preview = await (await SentPage.Get(server.Client, "/settings/people/ada")).Send("#person form.sr-fields", ("name", "Ada Lovely"));
        var theirs = Before.Replace("Ada Example", "Countess", StringComparison.Ordinal);
        folder.Write("shiprank.yaml", theirs);
        var conflict = await preview.Send("main form");
        Assert.Equal(409, conflict.Status);
        Assert.Equal(theirs, File.ReadAllText(folder.At("shiprank.yaml")));
        Assert.Contains("name: Ada Example", conflict.Document.QuerySelector("#seen pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("name: Countess", conflict.Document.QuerySelector("#now pre")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("-   - { id: ada, name: Countess, emails: [ada@example.com] }   # since May", conflict.Changes);
        Assert.Equal(200, (await conflict.Send("main form")).Status);
        Assert.Contains("name: Ada Lovely", File.ReadAllText(folder.At("shiprank.yaml")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_older_than_the_file_is_a_conflict_before_anything_is_offered()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        var person = await SentPage.Get(server.Client, "/settings/people/bob");
        folder.Write("shiprank.yaml", Before + "\nbots: [ci-*]\n");
        Assert.Equal(409, (await person.Send("#person form.sr-fields", ("name", "Bob"))).Status);
    }

    [Theory]
    [InlineData("/settings/people", "#new-person form", "id", "a b", "An id has no blanks")]
    [InlineData("/settings/people", "#new-person form", "emails", "nobody", "Not an e-mail address: nobody")]
    [InlineData("/settings/teams/checkout", "#members > form", "from", "31.1.2026", "Not a day like 2026-01-31")]
    [InlineData("/settings", "#general form", "adoption_target", "a lot", "Not a number from 0 to 100")]
    public async Task What_makes_no_sense_is_told_beside_its_field_and_stays_in_it(string page, string form, string field, string value, string reason)
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        var refused = await (await SentPage.Get(server.Client, page)).Send(form, (field, value));
        Assert.Equal(422, refused.Status);
        var input = refused.Document.QuerySelector($"form [name={field}]")!;
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal(value, input.GetAttribute("value") ?? input.TextContent.Trim());
        Assert.Contains(reason, refused.Document.GetElementById(input.GetAttribute("aria-describedby")!)!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Before, File.ReadAllText(folder.At("shiprank.yaml")));
    }

    [Fact]
    public async Task What_the_reader_would_refuse_is_refused_with_its_reason()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        var refused = await (await SentPage.Get(server.Client, "/settings/people/bob")).Send("#person form.sr-fields", ("emails", "ada@example.com"));
        Assert.Equal(422, refused.Status);
        Assert.Contains("“ada@example.com” belongs to “ada” already".Replace('“', '"').Replace('”', '"'), refused.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_services_sources_and_the_switch_are_written_as_they_are_filled_in()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        await Write(server, "/settings/teams/checkout", "#members > form", ("person", "bob"), ("from", "2026-03-01"));
        await Write(server, "/settings/teams/checkout", "#team form.sr-fields", ("cost_centre", "CC-100"));
        await Write(server, "/settings/repositories/shop", "#services > form", ("name", "shop-api"), ("paths", "api/"), ("tags", "api@*"), ("mode", "tags"));
        await Write(server, "/settings/usage", "#new-usage form", ("path", folder.Path), ("person", "ada"));
        await Write(server, "/settings", "#general form", ("activity_board", "true"), ("adoption_target", "65"));
        Assert.Equal(
            Before
                .Replace("members: [{ person: ada }]", "members: [{ person: ada }, { person: bob, from: 2026-03-01 }], cost_centre: CC-100", StringComparison.Ordinal)
                .Replace("path: ./repos/shop", "path: ./repos/shop, services: [{ name: shop-api, paths: [api/], tags: \"api@*\", mode: tags }]", StringComparison.Ordinal)
            + $"\nusage:\n  - {{ kind: home, path: {folder.Path}, person: ada }}\nadoption_target: 0.65\nactivity_board: true",
            File.ReadAllText(folder.At("shiprank.yaml")));
        Assert.Contains((await SentPage.Get(server.Client, "/settings")).Document.QuerySelectorAll("nav a"), a => a.GetAttribute("href") == "/activity");
    }

    [Fact]
    public async Task Who_is_removed_is_shown_with_all_that_goes_with_them()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        var preview = await (await SentPage.Get(server.Client, "/settings/people/ada")).Send("#person .sr-inline");
        Assert.Equal(
            ["-   - { id: ada, name: Ada Example, emails: [ada@example.com] }   # since May", "-   - { id: checkout, members: [{ person: ada }] }", "+   - { id: checkout, members: [] }"],
            preview.Changes);
    }

    [Fact]
    public async Task Another_policy_is_tried_shown_and_written_beside_the_organisation_file()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        var page = await SentPage.Get(server.Client, "/settings/policy");
        Assert.Equal(422, (await page.Send("#policy form", ("kappa", "much"), ("step", "try"))).Status);
        var tried = await page.Send("#policy form", ("kappa", "60"), ("step", "try"));
        Assert.Equal(200, tried.Status);
        Assert.Contains("kappa 40 → 60", tried.Document.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.At("policy.yaml")));
        var second = await page.Send("#built-in", ("step", "policy-2"));
        Assert.Contains("block_lines 0 → 6; copied_weight 1 → 0; move_days 0 → 90", second.Document.QuerySelector("#preview")!.TextContent, StringComparison.Ordinal);
        var shown = await tried.Send("#policy form", ("step", "show"));
        Assert.Equal(["+ name: our-policy", "+ parameters: { kappa: 60 }", "+ policy: ./policy.yaml"], shown.Changes);
        Assert.Equal(200, (await shown.Send("main form")).Status);
        Assert.Equal("name: our-policy\nparameters: { kappa: 60 }\n", File.ReadAllText(folder.At("policy.yaml")));
        Assert.EndsWith("\npolicy: ./policy.yaml", File.ReadAllText(folder.At("shiprank.yaml")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("act=nothing")]
    [InlineData("act=member-remove&team=checkout&index=x")]
    [InlineData("act=person")]
    [InlineData("act=person-remove&id=zoe")]
    [InlineData("act=match&identity=&person=ada")]
    [InlineData("act=service&repository=nowhere&name=x")]
    [InlineData("act=general&organisation=%00%01&adoption_target=80")]
    [InlineData("act=person&id=%F0%9F%9A%A2%E2%80%AE%22%3Cscript%3E&step=write&based=x")]
    public async Task Nonsense_is_refused_and_writes_nothing(string body)
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/settings/edit") { Content = new StringContent(body, null, "application/x-www-form-urlencoded") };
        request.Headers.Accept.ParseAdd("text/html");
        var reply = await server.Send(request);
        Assert.InRange(reply.Status, 400, 499);
        Assert.DoesNotContain("<script>", reply.Text.Replace("<script type=\"module\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(Before, File.ReadAllText(folder.At("shiprank.yaml")));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_page_of_another_origin_changes_nothing()
    {
        using var folder = new TestFolder();
        await using var server = await Start(folder);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/settings/edit") { Content = new StringContent("act=person&id=eve", null, "application/x-www-form-urlencoded") };
        request.Headers.Add("Origin", "https://elsewhere.example.com");
        Assert.Equal(403, (await server.Send(request)).Status);
    }

    private static async Task<RunningServer> Start(TestFolder folder)
    {
        folder.Write("shiprank.yaml", Before);
        return await RunningServer.Over(folder, keep: true, options => options);
    }

    private static async Task Write(RunningServer server, string page, string form, params (string Name, string? Value)[] values)
    {
        var preview = await (await SentPage.Get(server.Client, page)).Send(form, values);
        Assert.True(preview.Status == 200, preview.Document.QuerySelector("main")!.TextContent);
        Assert.Equal(200, (await preview.Send("main form")).Status);
    }
}
