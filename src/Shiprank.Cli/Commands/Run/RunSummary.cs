using System.Globalization;
using System.Text.Json;

namespace Shiprank.Cli.Commands.Run;

/// <summary>What a run came to: a sentence for people, a document for programs.</summary>
internal static class RunSummary
{
    public static string Text(RunOutcome outcome)
    {
        var used = Used(outcome);
        if (outcome.Stop is not { } stop) return $"shiprank run: ended with exit code {Code(outcome)}; {used}.";
        return $"shiprank run: stopped at {stop.Rule} ({stop.Figure}); {used}. {stop.WayOut}";
    }

    public static void Write(Utf8JsonWriter json, RunOutcome outcome)
    {
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("run", outcome.Token?.Run);
        json.WriteString("ticket", outcome.Token is { Ticket.Length: > 0 } token ? token.Ticket : null);
        json.WriteString("job", outcome.Token is { Job.Length: > 0 } of ? of.Job : null);
        if (outcome.ExitCode is { } code) json.WriteNumber("commandExitCode", code);
        else json.WriteNull("commandExitCode");
        json.WriteBoolean("stopped", outcome.Stop is not null);
        json.WriteString("rule", outcome.Stop?.Rule);
        json.WriteString("figure", outcome.Stop?.Figure);
        json.WriteString("wayOut", outcome.Stop?.WayOut);
        json.WriteNumber("minutes", Math.Round((decimal)outcome.Took.TotalMinutes, 3));
        json.WriteBoolean("counted", outcome.Use is not null);
        json.WriteNumber("calls", outcome.Use?.Calls ?? 0);
        json.WriteNumber("steps", outcome.Use?.Steps ?? 0);
        json.WriteNumber("tokens", outcome.Use?.Tokens ?? 0);
        if (outcome.Use is { } use) json.WriteString("costUsd", use.Usd.ToString("0.#########", CultureInfo.InvariantCulture));
        else json.WriteNull("costUsd");
        json.WriteNumber("unpricedCalls", outcome.Use?.Unpriced ?? 0);
        json.WriteNumber("refusedCalls", outcome.Use?.Refused ?? 0);
    }

    private static string Used(RunOutcome outcome)
    {
        var time = outcome.Took.TotalMinutes < 1 ? string.Create(CultureInfo.InvariantCulture, $"{outcome.Took.TotalSeconds:0.#} seconds") : string.Create(CultureInfo.InvariantCulture, $"{outcome.Took.TotalMinutes:0.#} minutes");
        if (outcome.Use is not { } use) return $"{time}, nothing else was counted";
        var steps = use.Steps > 0 ? string.Create(CultureInfo.InvariantCulture, $"{use.Steps:N0} steps, ") : "";
        var unpriced = use.Unpriced > 0 ? string.Create(CultureInfo.InvariantCulture, $" and {use.Unpriced:N0} calls without a price") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{steps}{use.Calls:N0} calls of a model, {use.Tokens:N0} tokens, ${use.Usd:0.00}{unpriced}, {time}");
    }

    private static string Code(RunOutcome outcome) => outcome.ExitCode is { } code ? code.ToString(CultureInfo.InvariantCulture) : "none";
}
