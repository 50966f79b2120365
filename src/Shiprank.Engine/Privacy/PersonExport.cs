using System.Text.Json;
using Shiprank.Core.Access;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Badges;
using Shiprank.Core.Caps.Runs;
using Shiprank.Core.Score;
using Shiprank.Core.Signals.Review;
using Shiprank.Engine.Badges;
using Shiprank.Engine.Documents;
using Shiprank.Engine.Loops;
using Shiprank.Engine.People;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Signals;
using Shiprank.Store;

namespace Shiprank.Engine.Privacy;

/// <summary>All that is kept of one person, for that person (GDPR Art. 15 and 20): what the organisation file says, every usage row, every cell of the score, what was said and logged.</summary>
public static class PersonExport
{
    public const string Purpose = "not for performance evaluation";

    /// <returns>False when the organisation file has no such person.</returns>
    public static bool Write(Stream into, Standing standing, IStore store, string person)
    {
        var ever = new ScoreWindow(new(1970, 1, 5), new(8999, 12, 31));
        if (standing.Workspace.Organisation.People.FirstOrDefault(p => p.Id == person) is not { } entry || MeView.Of(standing, person, ever, null) is not { } view) return false;
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("purpose", Purpose);
        json.WriteTime("asOf", standing.AsOf);
        Explained(json);
        json.WriteStartObject("person");
        json.WriteString("id", entry.Id);
        json.WriteString("name", entry.Name);
        json.WriteTexts("emails", entry.Emails);
        json.WriteTexts("logins", entry.Logins);
        json.WriteBoolean("shares", entry.Share);
        json.WriteEndObject();
        json.WriteStartArray("teams");
        foreach (var (team, member) in standing.Workspace.Organisation.Teams.SelectMany(t => t.Members.Where(m => m.Person == person).Select(m => (t, m))))
        {
            json.WriteStartObject();
            json.WriteString("team", team.Id);
            json.WriteString("from", member.From?.ToString("O"));
            json.WriteString("to", member.To?.ToString("O"));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        Said(json, store, person);
        Cells(json, standing, person);
        Usage(json, store, person);
        Runs(json, standing, store, person);
        Marks(json, store, person);
        Signals(json, standing, store, person);
        json.WritePropertyName("page");
        using (var page = new MemoryStream())
        {
            MeDocument.Write(page, view, standing);
            json.WriteRawValue(page.ToArray());
        }

        if (HolderBadges.Of(standing, store, HolderKind.Person, person) is { } badges)
        {
            json.WritePropertyName("badges");
            using var told = new MemoryStream();
            BadgesDocument.Write(told, badges, standing);
            json.WriteRawValue(told.ToArray());
        }

        json.WriteEndObject();
        return true;
    }

    private static void Explained(Utf8JsonWriter json)
    {
        json.WriteStartObject("explained");
        json.WriteString("usage", "one row a response of an agent: when, which tool and model, how many tokens, what it cost; never what was typed or answered");
        json.WriteString("cells", "one row a service and day on which changes with a part of yours reached production: s is the lines that were alive at the horizon, weighed; nd = s² ÷ (s² + κ²), between 0 and 1; share is the part that agents had, from what is recorded to what is possible");
        json.WriteString("runs", "one row a run of an agent that a gateway, a hook or shiprank run saw: when, on which ticket, how many calls, what it cost, whether it was stopped and why");
        json.WriteString("prompts", "one row a prompt of a log that was read: when, of which session, how many letters were looked at, and 16 keyed hashes by which near-duplicates are found; never its text, which nobody can make of them");
        json.WriteString("calls", "one row a session: how many calls of tools it made, how often the same, how many failed; never what they were");
        json.WriteString("signals", "questions about your usage or your changes that were asked, what was seen, what you said and who looked at them: questions, no verdicts");
        json.WriteString("reviews", "what you said of changes that were drawn by lot");
        json.WriteString("page", "what your own page shows: sums, days, changes, sessions, who can see what");
        json.WriteString("badges", "what you earned and why, those that ended too, and which of them others see");
        json.WriteString("said", "what you said about showing your row, and who looked at your figures");
        json.WriteEndObject();
    }

    private static void Said(Utf8JsonWriter json, IStore store, string person)
    {
        json.WriteStartArray("said");
        foreach (var consent in store.ReadConsents().Where(c => c.Person == person))
        {
            json.WriteStartObject();
            json.WriteTime("at", consent.At);
            json.WriteBoolean("shares", consent.Shares);
            json.WriteString("by", consent.By);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("log");
        foreach (var record in store.ReadAudit(person, int.MaxValue))
        {
            json.WriteStartObject();
            json.WriteTime("at", record.Entry.At);
            json.WriteString("actor", record.Entry.Actor);
            json.WriteString("action", record.Entry.Action);
            json.WriteString("detail", record.Entry.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Runs(Utf8JsonWriter json, Standing standing, IStore store, string person)
    {
        json.WriteStartArray("runs");
        foreach (var run in CapRuns.Of(store.ReadCapRuns(new(1970, 1, 1), new(8999, 12, 31)).Where(p => p.Person == person), [], standing.AsOf))
        {
            json.WriteStartObject();
            json.WriteString("run", run.Run);
            json.WriteString("agent", run.Agent);
            json.WriteString("job", run.Job);
            json.WriteTexts("sessions", run.Sessions);
            json.WriteString("repository", run.Repository);
            json.WriteTexts("branches", run.Branches);
            json.WriteString("ticket", run.Ticket);
            json.WriteBoolean("autonomous", run.Autonomous);
            json.WriteTime("began", run.Began);
            json.WriteTime("last", run.Last);
            json.WriteNumber("calls", run.Calls);
            json.WriteNumber("steps", run.Steps);
            json.WriteNumber("refused", run.Refused);
            json.WriteNumber("tokens", run.Tokens);
            json.WriteExact("measuredUsd", run.Cost.Measured);
            json.WriteExact("estimatedUsd", run.Cost.Estimated);
            json.WriteString("state", LoopWords.Code(run.State));
            json.WriteString("reason", LoopWords.Code(run.Reason));
            json.WriteString("rule", run.Rule);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Marks(Utf8JsonWriter json, IStore store, string person)
    {
        json.WriteStartArray("prompts");
        foreach (var mark in store.ReadPrompts(person))
        {
            json.WriteStartObject();
            json.WriteTime("at", mark.At);
            json.WriteString("tool", mark.Tool);
            json.WriteString("session", mark.Session);
            json.WriteNumber("letters", mark.Letters);
            json.WriteTexts("hashes", mark.Bands.Select(b => b.ToString("x8", System.Globalization.CultureInfo.InvariantCulture)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("calls");
        foreach (var calls in store.ReadCalls(person))
        {
            json.WriteStartObject();
            json.WriteString("tool", calls.Tool);
            json.WriteString("session", calls.Session);
            json.WriteTime("first", calls.First);
            json.WriteTime("last", calls.Last);
            json.WriteNumber("calls", calls.Calls);
            json.WriteNumber("commonest", calls.Commonest);
            json.WriteNumber("longestRun", calls.LongestRun);
            json.WriteNumber("errors", calls.Errors);
            json.WriteNumber("retries", calls.Retries);
            json.WriteNumber("nothingNew", calls.NothingNew);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Signals(Utf8JsonWriter json, Standing standing, IStore store, string person)
    {
        var self = new Viewer { Actor = $"person:{person}", Person = person, Roles = Roles.Member };
        json.WriteStartArray("signals");
        foreach (var row in SignalsView.Of(store, standing.Workspace, self, SignalFilter.None, standing.AsOf).Rows) SignalsDocument.Write(json, row, standing.Workspace.Organisation, self, whole: true);
        json.WriteEndArray();
        json.WriteStartArray("reviews");
        foreach (var answer in store.ReadReviewAnswers().Where(a => a.Reviewer == person))
        {
            json.WriteStartObject();
            json.WriteTime("at", answer.At);
            json.WriteString("repository", answer.Change.Repository);
            json.WriteString("sha", answer.Change.Sha);
            json.WriteString("worth", ReviewAnswer.Word(answer.Worth));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Cells(Utf8JsonWriter json, Standing standing, string person)
    {
        json.WriteStartArray("cells");
        foreach (var cell in standing.Score.Cells.Where(c => c.Person == person))
        {
            json.WriteStartObject();
            json.WriteString("repository", cell.Repository);
            json.WriteString("service", cell.Service);
            json.WriteString("day", cell.Day.ToString("O"));
            json.WriteDecimal("s", cell.S);
            json.WriteDecimal("nd", cell.Nd);
            json.WriteShare("share", cell.Share);
            json.WriteTexts("changes", cell.Changes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Usage(Utf8JsonWriter json, IStore store, string person)
    {
        json.WriteStartArray("usage");
        foreach (var (_, row, cost, prices) in store.ReadUsage(new(Person: person)))
        {
            json.WriteStartObject();
            json.WriteTime("at", row.OccurredAt);
            json.WriteString("tool", row.Tool);
            json.WriteString("model", row.Model);
            json.WriteString("session", row.Session);
            json.WriteString("project", row.Project);
            json.WriteString("branch", row.Branch);
            json.WriteString("ticket", row.Ticket);
            json.WriteBoolean("autonomous", row.Autonomous);
            json.WriteNumber("input", row.Tokens.Input);
            json.WriteNumber("cacheRead", row.Tokens.CacheRead);
            json.WriteNumber("cacheWrite5m", row.Tokens.CacheWrite5m);
            json.WriteNumber("cacheWrite1h", row.Tokens.CacheWrite1h);
            json.WriteNumber("output", row.Tokens.Output);
            json.WriteExact("credits", row.Credits);
            json.WriteExact("costUsd", Core.Money.Nano.Units(cost));
            json.WriteString("prices", prices);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
