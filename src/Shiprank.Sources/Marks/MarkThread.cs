using System.Text.Json;
using System.Text.Unicode;
using Shiprank.Core.Caps.Loops;
using Shiprank.Core.Signals.Usage.Statistics;
using Shiprank.Core.Usage.Marks;
using Shiprank.Sources.Hooks;

namespace Shiprank.Sources.Marks;

/// <summary>What one log of one session gives: marks of its prompts, counts of its calls of tools. A text is looked at and forgotten. Not for several threads at once.</summary>
internal sealed class MarkThread(MarkSettings settings)
{
    private readonly MinHash hash = new(settings.Texts);
    private readonly CallTally tally = new();
    private readonly List<(long Ticks, int Letters, uint[] Bands)> prompts = [];

    /// <summary>
    /// Takes a prompt. One that begins with a sign of markup, or with the words of a client's own, nobody typed: it is what a client puts before the model.
    /// </summary>
    public void Prompt(string? text, long ticks)
    {
        if (ticks <= 0 || string.IsNullOrWhiteSpace(text)) return;
        var start = text.AsSpan().TrimStart();
        if (start[0] == '<' || start.StartsWith("[Request interrupted", StringComparison.Ordinal) || start.StartsWith("# AGENTS.md instructions", StringComparison.Ordinal)) return;
        var plain = PromptText.Of(text);
        prompts.Add((ticks, plain.Length, hash.BandsOf(hash.Signature(plain))));
    }

    public void Call(string id, string tool, JsonElement input, long ticks)
    {
        if (ticks > 0 && tool.Length > 0) tally.Call(id, CallShape.Of(tool, input, settings.Shapes), new(ticks, TimeSpan.Zero));
    }

    /// <param name="arguments">JSON within a text; what is none counts as a text.</param>
    public void Call(string id, string tool, string arguments, long ticks)
    {
        try
        {
            using var parsed = JsonDocument.Parse(arguments);
            Call(id, tool, parsed.RootElement, ticks);
        }
        catch (JsonException)
        {
            using var text = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(arguments));
            Call(id, tool, text.RootElement, ticks);
        }
    }

    public void Result(string id, bool failed) => tally.Result(id, failed);

    public SessionCalls? Calls(string tool, string session) => tally.Of(tool, session);

    public IEnumerable<PromptMark> Prompts(string tool, string session) => prompts.Select(p => new PromptMark(tool, session, new(p.Ticks, TimeSpan.Zero), p.Letters, p.Bands));

    /// <summary>Hands a line to <paramref name="read"/>. One that is damaged is no business of marks: whoever reads usage tells of it.</summary>
    public static void Line(ReadOnlySpan<byte> line, Action<JsonElement> read)
    {
        if (!Utf8.IsValid(line)) return;
        try
        {
            var json = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref json);
            if (document.RootElement.ValueKind == JsonValueKind.Object) read(document.RootElement);
        }
        catch (JsonException)
        {
            return;
        }
        catch (InvalidOperationException e) when (e.Source == "System.Text.Json.Rethrowable")
        {
            // Half of a surrogate pair, for which there is no string.
            return;
        }
    }
}
