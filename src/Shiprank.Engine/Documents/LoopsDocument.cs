using System.Text.Json;
using Shiprank.Core.Caps;
using Shiprank.Engine.Loops;

namespace Shiprank.Engine.Documents;

/// <summary>The documents of <c>shiprank loops --json</c> and <c>shiprank loops show RUN --json</c>. Estimates have members of their own.</summary>
public static class LoopsDocument
{
    public static void Write(Stream into, LoopsView view)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", view.AsOf);
        json.WriteWindow(view.Window);
        Totals(json, view);
        Runs(json, "running", view.Running, view.Settings);
        json.WriteStartArray("loops");
        foreach (var loop in view.Loops) Loop(json, loop, view.Settings);
        json.WriteEndArray();
        Runs(json, "stopped", view.Stopped, view.Settings);
        Runs(json, "abandoned", view.Abandoned, view.Settings);
        json.WriteTexts("shrunkJobs", view.Settlement.ShrunkJobs.Order(StringComparer.Ordinal));
        json.WriteEndObject();
    }

    public static void Write(Stream into, RunTrace trace)
    {
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteStartObject("run");
        Run(json, trace.Run, trace.Settings);
        json.WriteEndObject();
        json.WriteStartArray("rules");
        foreach (var look in trace.Run.Looks)
        {
            json.WriteStartObject();
            Look(json, look, trace.Settings);
            json.WriteBoolean("applies", look.Applies);
            json.WriteBoolean("fires", look.Fires);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("entries");
        foreach (var entry in trace.Entries) Entry(json, entry);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Totals(Utf8JsonWriter json, LoopsView view)
    {
        json.WriteStartObject("totals");
        json.WriteNumber("running", view.Running.Count);
        json.WriteNumber("nearCap", view.Running.Count(r => r.IsNear));
        json.WriteNumber("loops", view.Loops.Count);
        json.WriteNumber("unowned", view.Unowned);
        json.WriteNumber("runs", view.Runs);
        json.WriteExact("measuredUsd", view.MeasuredUsd);
        json.WriteExact("estimatedUsd", view.EstimatedUsd);
        json.WriteNumber("stopped", view.Stopped.Count);
        json.WriteNumber("abandoned", view.Abandoned.Count);
        json.WriteStartObject("keptBack");
        json.WriteDecimal("lo", view.Saved.Lo);
        json.WriteDecimal("mid", view.Saved.Mid);
        json.WriteDecimal("hi", view.Saved.Hi);
        json.WriteNumber("runs", view.Saved.Runs);
        json.WriteNumber("unknown", view.Saved.Unknown);
        json.WriteEndObject();
        if (view.Attended is { } attended)
        {
            json.WriteStartObject("attended");
            json.WriteNumber("runs", attended.Runs);
            json.WriteNumber("people", attended.People);
            json.WriteExact("measuredUsd", attended.MeasuredUsd);
            json.WriteExact("estimatedUsd", attended.EstimatedUsd);
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("attended");
        }

        json.WriteEndObject();
    }

    private static void Runs(Utf8JsonWriter json, string name, IReadOnlyList<LoopRun> runs, CapSettings settings)
    {
        json.WriteStartArray(name);
        foreach (var run in runs)
        {
            json.WriteStartObject();
            Run(json, run, settings);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Loop(Utf8JsonWriter json, LoopRow row, CapSettings settings)
    {
        json.WriteStartObject();
        json.WriteString("loop", row.Loop);
        Text(json, "repository", row.Last.Run.Repository);
        json.WriteString("owner", row.Last.Owner);
        Text(json, "ticket", row.Ticket.Key);
        json.WriteString("ticketState", LoopWords.Ticket(row.Ticket.Reason));
        Cap(json, row.Last.Cap, settings);
        json.WriteDecimal("share", row.Last.Share);
        json.WriteNumber("runs", row.Runs);
        json.WriteDecimal("medianUsd", row.Median);
        json.WriteDecimal("p95Usd", row.High);
        json.WriteExact("measuredUsd", row.MeasuredUsd);
        json.WriteExact("estimatedUsd", row.EstimatedUsd);
        json.WriteNumber("landed", row.Landed);
        json.WriteNumber("due", row.Due);
        json.WriteNumber("open", row.Open);
        json.WriteString("state", LoopWords.Code(row.State));
        json.WriteBoolean("shrunk", row.Shrunk);
        json.WriteTime("lastAt", row.Last.Run.Last);
        json.WriteEndObject();
    }

    private static void Run(Utf8JsonWriter json, LoopRun row, CapSettings settings)
    {
        var run = row.Run;
        json.WriteString("run", row.Mark);
        json.WriteString("loop", run.Loop);
        Text(json, "agent", run.Agent);
        Text(json, "repository", run.Repository);
        Text(json, "ticket", run.Ticket);
        json.WriteBoolean("ticketCounted", run.TicketCounts);
        json.WriteString("owner", row.Owner);
        json.WriteString("state", LoopWords.Code(run.State));
        json.WriteTime("began", run.Began);
        json.WriteTime("last", run.Last);
        json.WriteNumber("calls", run.Calls);
        json.WriteNumber("steps", run.Steps);
        json.WriteNumber("refused", run.Refused);
        json.WriteNumber("tokens", run.Tokens);
        json.WriteExact("spentUsd", run.Spent);
        json.WriteExact("measuredUsd", run.Cost.Measured);
        json.WriteExact("estimatedUsd", run.Cost.Estimated);
        json.WriteNumber("unpricedCalls", run.Cost.Unpriced);
        json.WriteBoolean("ofUsage", run.Cost.OfUsage);
        json.WriteNumber("files", run.Files);
        Cap(json, row.Cap, settings);
        json.WriteDecimal("share", row.Share);
        Stop(json, row, settings);
        Outcome(json, row);
    }

    private static void Stop(Utf8JsonWriter json, LoopRun row, CapSettings settings)
    {
        if (row.Run.StoppedAt is not { } at)
        {
            json.WriteNull("stopped");
            return;
        }

        json.WriteStartObject("stopped");
        json.WriteTime("time", at);
        json.WriteString("reason", LoopWords.Code(row.Run.Reason));
        json.WriteString("rule", row.Run.Rule);
        json.WriteString("why", LoopWords.Why(row.Run, settings));
        json.WriteString("asked", row.Asked);
        json.WriteString("answer", LoopWords.Code(row.Answer));
        if (row.Kept is { } kept)
        {
            json.WriteStartObject("keptBack");
            json.WriteDecimal("lo", kept.Lo);
            json.WriteDecimal("mid", kept.Mid);
            json.WriteDecimal("hi", kept.Hi);
            json.WriteTime("until", kept.Until);
            json.WriteString("by", LoopWords.Code(kept.By));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("keptBack");
        }

        json.WriteEndObject();
    }

    private static void Outcome(Utf8JsonWriter json, LoopRun row)
    {
        json.WriteString("outcome", row.Judged is { } judged ? LoopWords.Outcome(judged.Outcome) : null);
        json.WriteTime("due", row.Judged?.Due);
        if (row.Judged?.Landing is not { } landing)
        {
            json.WriteNull("landing");
            return;
        }

        json.WriteStartObject("landing");
        json.WriteString("ticket", landing.Ticket);
        json.WriteString("repository", landing.Repository);
        json.WriteString("sha", landing.Sha);
        json.WriteTime("time", landing.At);
        json.WriteEndObject();
    }

    private static void Cap(Utf8JsonWriter json, CapLook? cap, CapSettings settings)
    {
        if (cap is null)
        {
            json.WriteNull("cap");
            return;
        }

        json.WriteStartObject("cap");
        Look(json, cap, settings);
        json.WriteEndObject();
    }

    private static void Look(Utf8JsonWriter json, CapLook look, CapSettings settings)
    {
        json.WriteString("rule", LoopWords.Rule(look));
        json.WriteString("unit", LoopWords.Code(look.Unit));
        json.WriteString("per", LoopWords.Code(look.Rule?.Per ?? settings.Grace?.Per ?? CapPer.Run));
        json.WriteExact("used", look.Used);
        json.WriteExact("limit", look.Limit);
    }

    private static void Entry(Utf8JsonWriter json, TraceEntry entry)
    {
        var e = entry.Event;
        json.WriteStartObject();
        json.WriteTime("time", e.At);
        json.WriteString("kind", LoopWords.Code(e.Kind));
        json.WriteString("place", LoopWords.Code(e.Place));
        Text(json, "model", e.Model);
        Text(json, "step", e.Step);
        json.WriteNumber("tokens", e.Tokens.Total);
        json.WriteExact("usd", e.Usd);
        json.WriteExact("spentUsd", entry.Spent);
        json.WriteNumber("newFiles", e.NewFiles);
        json.WriteString("action", e.Action is { } action ? LoopWords.Code(action) : null);
        json.WriteString("reason", LoopWords.Code(e.Reason));
        Text(json, "rule", e.Rule);
        json.WriteNumber("exitCode", e.ExitCode);
        json.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter json, string name, string text) => json.WriteString(name, text.Length > 0 ? text : null);
}
