using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shiprank.Engine.Changes;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Scoring;
using Shiprank.Tests.Demo;
using Shiprank.Tests.Views;

namespace Shiprank.Tests.Changes;

/// <summary>A change's story: every number that it prints is the sum or the quotient of others that it prints.</summary>
[Collection(SyncedDemo.Name)]
public sealed partial class ChangeStoryTests(SyncedDemo demo)
{
    [Fact]
    public void Every_total_of_a_story_adds_up()
    {
        var listed = demo.Document("changes --sort cost").GetProperty("changes").EnumerateArray().ToList();
        foreach (var row in listed.Take(120).Concat(listed.TakeLast(40)))
        {
            var story = Story(row);
            var (totals, sessions, services) = (story.GetProperty("totals"), story.GetProperty("sessions").EnumerateArray().ToList(), story.GetProperty("services").EnumerateArray().ToList());
            if (totals.GetProperty("hiding").GetInt32() > 0)
            {
                Assert.Empty(sessions);
                Assert.Equal((JsonValueKind.Null, JsonValueKind.Null), (totals.GetProperty("sessions").ValueKind, story.GetProperty("costUsd").ValueKind));
                continue;
            }

            Assert.Equal(sessions.Count, totals.GetProperty("sessions").GetInt32());
            foreach (var amount in (string[])["responses", "tokens", "costUsd", "credits"]) Assert.Equal(Number(totals, amount), sessions.Sum(s => Number(s, amount)));
            foreach (var amount in (string[])["eligible", "alive"]) Assert.Equal(Number(totals, amount), services.Sum(s => Number(s, amount)));
            Assert.Equal(Number(totals, "costUsd"), Number(story, "costUsd"));

            // The list and the story say the same.
            foreach (var amount in (string[])["eligible", "alive", "tokens", "costUsd", "credits", "sessions"]) Assert.Equal(Number(row, amount), Number(totals, amount));
            Assert.Equal(Number(row, "nd"), Number(story, "nd"));

            PerUnit(story, "costPerLine", Number(totals, "alive"));
            PerUnit(story, "costPerNd", Number(story, "nd"));
            foreach (var service in services)
            {
                var survival = service.GetProperty("survival").EnumerateArray().ToList();
                if (service.GetProperty("deployedAt").ValueKind != JsonValueKind.Null) Assert.InRange(Number(survival[^1], "alive"), Number(service, "alive"), Number(service, "eligible"));
                if (!service.GetProperty("provisional").GetBoolean() && survival.Count > 0) Assert.Equal(Number(service, "alive"), Number(survival[^1], "alive"));
                if (service.GetProperty("people").GetArrayLength() > 0) Assert.Equal(1, service.GetProperty("people").EnumerateArray().Sum(p => Number(p, "credit")), 5);
            }
        }
    }

    [Fact]
    public void The_printed_totals_are_those_of_the_document()
    {
        var sha = demo.Document("changes --sort cost --limit 1").GetProperty("changes")[0].GetProperty("sha").GetString()!;
        var story = demo.Document($"change {sha}");
        var lines = demo.Lines($"change {sha}", 100);
        var cost = Number(story, "costUsd");
        var total = lines.Single(l => l.StartsWith("total ", StringComparison.Ordinal));
        Assert.EndsWith(cost.ToString("$#,##0.00", CultureInfo.InvariantCulture), total, StringComparison.Ordinal);
        Assert.Contains($"It cost {cost.ToString("$#,##0.00", CultureInfo.InvariantCulture)} in ", string.Join(' ', lines), StringComparison.Ordinal);
        var survival = lines.Single(l => l.StartsWith("  survival  ", StringComparison.Ordinal));
        var points = story.GetProperty("services")[0].GetProperty("survival").EnumerateArray().ToList();
        Assert.EndsWith($"{string.Join(' ', points.Select(p => p.GetProperty("alive")))} alive on day {string.Join(' ', points.Select(p => p.GetProperty("day")))}", survival, StringComparison.Ordinal);
    }

    [Fact]
    public void What_happened_stands_in_order_of_time_from_the_first_commit_to_as_of()
    {
        foreach (var row in demo.Document("changes --sort cost --limit 3").GetProperty("changes").EnumerateArray())
        {
            var timeline = Story(row).GetProperty("timeline").EnumerateArray().Select(s => (At: s.GetProperty("at").GetString()!, Kind: s.GetProperty("kind").GetString()!)).ToList();
            Assert.Equal(timeline.Select(s => s.At).Order(StringComparer.Ordinal), timeline.Select(s => s.At));
            Assert.Contains(timeline, s => s.Kind == "first_commit");
            Assert.Contains(timeline, s => s.Kind == "merged");
            var moments = demo.Lines($"change {row.GetProperty("sha").GetString()}", 120).Select(l => Moment().Match(l)).Where(m => m.Success).Select(m => m.Value).ToList();
            Assert.Equal(moments.Order(StringComparer.Ordinal), moments);
            Assert.True(moments.Count >= timeline.Count);
        }
    }

    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    public void A_story_keeps_to_the_terminal(int columns)
    {
        foreach (var sha in demo.Document("changes --sort cost --limit 2").GetProperty("changes").EnumerateArray().Select(r => r.GetProperty("sha").GetString()!))
        {
            Assert.All(demo.Lines($"change {sha}", columns), line => Assert.InRange(line.Length, 0, columns));
        }
    }

    [Fact]
    public void Only_people_who_share_are_named()
    {
        var file = demo.Folder.Facts.OrganisationFile;
        var all = File.ReadAllText(file);
        try
        {
            File.WriteAllText(file, string.Join('\n', all.Split('\n').Select(l => l.Contains("id: bela,", StringComparison.Ordinal) ? l.Replace("share: true", "share: false", StringComparison.Ordinal) : l)));
            NamesOnlySharers();
        }
        finally
        {
            File.WriteAllText(file, all);
        }
    }

    private void NamesOnlySharers()
    {
        var shared = File.ReadLines(demo.Folder.Facts.OrganisationFile).Where(l => l.Contains("share: true", StringComparison.Ordinal)).Select(l => l.Split("id: ")[1].Split(',')[0]).ToHashSet(StringComparer.Ordinal);
        var hidden = demo.Document("changes").GetProperty("changes").EnumerateArray().Where(r => r.GetProperty("otherPeople").GetInt32() > 0).ToList();
        Assert.NotEmpty(hidden);
        var silent = OpenStanding.With(demo.Standing, w => w with { Organisation = w.Organisation with { People = [.. w.Organisation.People.Select(p => p with { Share = shared.Contains(p.Id) })] } });
        foreach (var row in hidden)
        {
            var story = Story(row, silent);
            var people = story.GetProperty("services").EnumerateArray().SelectMany(s => s.GetProperty("people").EnumerateArray())
                .Concat(story.GetProperty("sessions").EnumerateArray()).Concat(story.GetProperty("timeline").EnumerateArray())
                .Select(p => p.GetProperty("person").GetString()).ToList();
            Assert.Contains(null, people);
            Assert.All(people.OfType<string>(), p => Assert.Contains(p, shared));
            Assert.True(story.GetProperty("otherAuthors").GetInt32() > 0);
        }
    }

    /// <summary>The document of <c>shiprank change</c>, without scoring again for each.</summary>
    private JsonElement Story(JsonElement row, Standing? other = null)
    {
        var standing = other ?? demo.Standing;
        var story = ChangeStory.Of(standing, row.GetProperty("repository").GetString()!, row.GetProperty("sha").GetString()!, (_, _) => null);
        using var buffer = new MemoryStream();
        ChangeDocument.Write(buffer, story, new(standing.Workspace.Organisation), standing.AsOf);
        return JsonDocument.Parse(buffer.ToArray()).RootElement;
    }

    private static void PerUnit(JsonElement story, string name, decimal units)
    {
        var figure = story.GetProperty(name);
        if (figure.GetProperty("value").ValueKind == JsonValueKind.Null) Assert.NotEqual(JsonValueKind.Null, figure.GetProperty("missing").ValueKind);
        else Assert.Equal((double)(Number(story, "costUsd") / units), (double)Number(figure, "value"), 3);
    }

    private static decimal Number(JsonElement row, string name) => row.GetProperty(name) switch
    {
        { ValueKind: JsonValueKind.Null } => 0,
        { ValueKind: JsonValueKind.String } text => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture),
        var number => number.GetDecimal(),
    };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d \d\d:\d\d", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Moment();
}
