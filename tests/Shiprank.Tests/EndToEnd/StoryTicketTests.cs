using Shiprank.Cli;

namespace Shiprank.Tests.EndToEnd;

/// <summary>A change's story has the tickets that its request, its messages and its sessions name, with who owned them then.</summary>
public sealed class StoryTicketTests : IDisposable
{
    private readonly Site site = new();

    public void Dispose() => site.Dispose();

    [Fact]
    public void A_ticket_that_only_a_session_names_is_told_with_its_owner_then()
    {
        const string session = "0b9d1c52-6a3e-4f6f-9a53-0c1e5d2a7b10";
        site.Shas.Add(site.Commit("src/told.py", "SHOP-7: tell it", 9, new(2026, 7, 1, 9, 0, 0, TimeSpan.Zero)));
        site.Run.Write("repos/shop/src/more.py", "more = compute_more(order)\n");
        var sha = site.Shop.Commit($"Tell more\n\nCopilot-Session: {session}", new(2026, 7, 2, 9, 0, 0, TimeSpan.Zero), "Ada Example <ada@example.com>");
        site.Append(
            "events.jsonl",
            Item("SHOP-9", "ada@example.com", "in_progress", "2026-06-30T08:00:00Z"),
            Item("SHOP-9", "bob", "done", "2026-07-20T08:00:00Z"),
            $$"""{"type":"usage","id":"t1","at":"2026-07-02T08:00:00Z","person":"ada","tool":"copilot","model":"claude-sonnet-4-5","session":"{{session}}","ticket":"shop-9","branch":"ada/SHOP-8-more","repository":"shop","input":10,"cache_read":0,"cache_write_5m":0,"cache_write_1h":0,"output":5}""");
        site.SyncWhole();

        // What sessions name is told where sessions may be.
        site.Append("shiprank.yaml", "privacy: { change_costs: all }");
        Assert.Equal(ExitCode.Ok, site.Ask($"change {sha} --json"));
        var told = site.Run.Document.GetProperty("tickets").EnumerateArray().Select(t =>
            $"{t.GetProperty("key")} {string.Join(',', t.GetProperty("places").EnumerateArray())} {t.GetProperty("status")} {t.GetProperty("owner")}".TrimEnd());
        Assert.Equal(["SHOP-9 session in_progress", "SHOP-8 session_branch"], told);
        Assert.Equal(ExitCode.Ok, site.Ask($"change {sha}"));
        Assert.Contains("ticket SHOP-9: in progress then, owned (named in session)", site.Run.Out, StringComparison.Ordinal);
        Assert.Contains("ticket SHOP-8: no source knows it (named in session branch)", site.Run.Out, StringComparison.Ordinal);

        Assert.Equal(ExitCode.Ok, site.Ask($"change {site.Shas[^1]}"));
        Assert.Contains("ticket SHOP-7: no source knows it (named in message)", site.Run.Out, StringComparison.Ordinal);
    }

    private static string Item(string key, string owner, string status, string updated) =>
        $$"""{"type":"work_item","id":"{{key}}","owner":"{{owner}}","status":"{{status}}","opened_at":"2026-06-30T08:00:00Z","updated_at":"{{updated}}"}""";
}
