using System.Text.Json;
using Shiprank.Cli;
using Shiprank.Engine.Demo;
using Shiprank.Engine.Privacy;

namespace Shiprank.Server.Tests.Privacy;

public sealed class ErasureTests : IDisposable
{
    private static readonly DemoOptions options = new() { Weeks = 5, People = 16 };

    private readonly TestFolder folder = new();
    private readonly CliRun run;
    private readonly string asOf = $"--as-of {options.AsOf:yyyy-MM-ddTHH:mm:ssZ}";

    public ErasureTests()
    {
        DemoOrganisation.Write(folder.Path, options);
        run = new(folder, TimeProvider.System);
        Do($"sync --events {folder.At("events.jsonl")} {asOf}");
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_person_is_forgotten_totals_are_restated_and_no_sync_brings_them_back()
    {
        var before = Total();
        Do($"me ada --export {folder.At("ada.json")} {asOf}");
        Assert.Contains("\"ada.ashdown@example.com\"", File.ReadAllText(folder.At("ada.json")), StringComparison.Ordinal);

        Do($"person erase ada {asOf}");
        Assert.Contains("would belong to nobody", run.Out, StringComparison.Ordinal);
        Assert.NotEqual(0, Rows("ada"));

        Do($"person erase ada --yes {asOf}");
        Assert.Contains(ErasedPeople.Prefix, run.Out, StringComparison.Ordinal);
        Assert.Equal((0, before), (Rows("ada"), Total()));
        Do($"restatements --json {asOf}");
        Assert.Contains(PersonErasure.Cause, run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"ada\"", run.Out, StringComparison.Ordinal);

        // The log of the home grows, and is read again.
        foreach (var log in Directory.EnumerateFiles(folder.At("homes/ada"), "*.jsonl", SearchOption.AllDirectories)) File.AppendAllText(log, "\n");
        Do($"sync --events {folder.At("events.jsonl")} {asOf}");
        Assert.Equal((0, before), (Rows("ada"), Total()));
        Do($"score --json {asOf}");
        Assert.DoesNotContain("\"ada\"", run.Out, StringComparison.Ordinal);
        Assert.Contains(ErasedPeople.Prefix, run.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.NotFound, run.Run($"me ada {asOf}"));
        Assert.Equal(ExitCode.NotFound, run.Run($"person erase ada --yes {asOf}"));
        using var store = Engine.Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        Assert.DoesNotContain(store.ReadAudit(null, 50), r => r.Entry.Action == "person.erased" && (r.Entry.About == "ada" || r.Entry.Detail.Contains("ada", StringComparison.Ordinal)));
    }

    [Fact]
    public void Persons_leave_rows_that_are_older_than_they_are_kept()
    {
        File.AppendAllText(folder.At("shiprank.yaml"), "privacy: { retention: { people: 14 } }\n");
        var before = Total();
        Do($"retention {asOf}");
        Assert.Contains("still have their person", run.Out, StringComparison.Ordinal);
        Do($"retention --apply {asOf}");
        Do($"retention {asOf}");
        Assert.StartsWith("0 usage rows", run.Out, StringComparison.Ordinal);
        Assert.Equal(before, Total());
        using var store = Engine.Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        Assert.DoesNotContain(store.ReadUsage(new()), u => u.Row.Person is not null && u.Row.OccurredAt < options.AsOf.AddDays(-15));
        Assert.Contains(store.ReadUsage(new()), u => u.Row.Person is not null);
    }

    [Fact]
    public void A_pseudonym_is_told_only_when_two_people_want_it()
    {
        Do("pseudonym of ada");
        var pseudonym = run.Out.Trim();
        Assert.Matches("^p-[0-9a-f]{16}$", pseudonym);

        Assert.Equal(ExitCode.NotAllowed, run.Run($"pseudonym reveal {pseudonym} --by bela"));
        Assert.Equal(ExitCode.NotAllowed, run.Run($"pseudonym approve {pseudonym} --by bela"));
        Assert.Equal(ExitCode.NotAllowed, run.Run($"pseudonym reveal {pseudonym} --by bela"));
        Do($"pseudonym approve {pseudonym} --by caro");
        Assert.Equal(ExitCode.NotAllowed, run.Run($"pseudonym reveal {pseudonym} --by caro"));
        Assert.Equal(ExitCode.NotAllowed, run.Run($"pseudonym reveal {pseudonym} --by bela"));
        Do($"pseudonym approve {pseudonym} --by caro");
        Do($"pseudonym reveal {pseudonym} --by bela");

        Assert.Equal("ada", run.Out.Trim());
        using var store = Engine.Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        Assert.Equal("pseudonym.revealed", store.ReadAudit("ada", 1)[0].Entry.Action);
    }

    [Fact]
    public void Papers_say_what_is_configured_and_mark_what_only_people_can_say()
    {
        Do($"papers --out {folder.At("papers")} {asOf}");
        var (dpia, agreement, notice) = (File.ReadAllText(folder.At("papers/dpia.md")), File.ReadAllText(folder.At("papers/works-agreement.md")), File.ReadAllText(folder.At("papers/notice-to-workers.md")));
        Assert.All([dpia, agreement, notice], p => Assert.Contains("Orientation, not advice", p, StringComparison.Ordinal));
        Assert.All([dpia, agreement, notice], p => Assert.Contains("[to be filled in:", p, StringComparison.Ordinal));
        Assert.Contains("`privacy.change_costs` | shared", agreement, StringComparison.Ordinal);
        Assert.Contains("groups of at least 5 people", dpia, StringComparison.Ordinal);

        File.AppendAllText(folder.At("shiprank.yaml"), "privacy: { person_views: false, min_group: 7, change_costs: all, retention: { people: 365 } }\n");
        Do($"papers {asOf}");
        foreach (var said in (string[])["groups of at least 7 people", "views of people are switched off", "`privacy.change_costs` | all", "365 days"]) Assert.Contains(said, run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void One_switch_turns_all_views_of_people_off()
    {
        File.AppendAllText(folder.At("shiprank.yaml"), "privacy: { person_views: false }\n");
        Do($"board --level person --shown --json {asOf}");
        Assert.Equal(0, run.Document.GetProperty("rows").GetArrayLength());
        Assert.NotEqual(ExitCode.Ok, run.Run($"activity {asOf}"));
        Do($"changes --json {asOf}");
        Assert.All(run.Document.GetProperty("changes").EnumerateArray(), c => Assert.Equal(0, c.GetProperty("people").EnumerateArray().Count(p => p.GetString() != "(unattributed)")));
        Do($"me ada --json {asOf}");
        Assert.Equal("ada", run.Document.GetProperty("person").GetString());
    }

    private void Do(string command) => Assert.True(run.Run(command) == ExitCode.Ok, run.Error + run.Out);

    private long Total()
    {
        using var store = Engine.Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        return store.ReadUsage(new()).Sum(u => u.Row.Tokens.Total);
    }

    private int Rows(string person)
    {
        using var store = Engine.Workspace.OpenStore(folder.At("data"), TimeProvider.System).Value;
        return store.ReadUsage(new(Person: person)).Count();
    }
}
