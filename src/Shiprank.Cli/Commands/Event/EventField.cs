using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Shiprank.Cli.Commands.Event;

/// <summary>One field of an event line as an option of the command: <c>finished_at</c> is <c>--finished-at</c>.</summary>
internal abstract record EventField(string Name)
{
    public abstract Option Option { get; }

    /// <summary>Writes the field when the option was given.</summary>
    /// <returns>What was written; null when nothing was.</returns>
    public abstract string? Write(Utf8JsonWriter json, CommandContext context, string? otherwise);

    protected string OptionName => "--" + Name.Replace('_', '-');
}

/// <param name="IsNumber">Written as a number when it is one.</param>
internal sealed record TextField(string Name, string Description, string Shape, bool IsNumber = false) : EventField(Name)
{
    private Option<string?>? option;

    public override Option Option => Typed;

    private Option<string?> Typed => option ??= new(OptionName) { Description = Description, HelpName = Shape };

    public override string? Write(Utf8JsonWriter json, CommandContext context, string? otherwise)
    {
        if ((context.Get(Typed) ?? otherwise) is not { } text) return null;
        if (IsNumber && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) json.WriteNumber(Name, number);
        else json.WriteString(Name, text);
        return text;
    }
}

internal sealed record FlagField(string Name, string Description) : EventField(Name)
{
    private Option<bool>? option;

    public override Option Option => Typed;

    private Option<bool> Typed => option ??= new(OptionName) { Description = Description };

    public override string? Write(Utf8JsonWriter json, CommandContext context, string? otherwise)
    {
        var value = context.Get(Typed);
        json.WriteBoolean(Name, value);
        return value ? "true" : null;
    }
}

/// <summary>A list; its option may be given several times.</summary>
/// <param name="OptionWord">The option for one of them: <c>--change</c>.</param>
internal sealed record ListField(string Name, string Description, string Shape, string OptionWord) : EventField(Name)
{
    private Option<string[]>? option;

    public override Option Option => Typed;

    private Option<string[]> Typed => option ??= new(OptionWord) { Description = Description + "; may be given several times", HelpName = Shape };

    public override string? Write(Utf8JsonWriter json, CommandContext context, string? otherwise)
    {
        var values = context.Get(Typed) ?? [];
        json.WriteStartArray(Name);
        foreach (var value in values)
        {
            if (Shape == ApprovalShape) WriteApproval(json, value);
            else json.WriteStringValue(value);
        }

        json.WriteEndArray();
        return values.Length > 0 ? string.Join(',', values) : null;
    }

    public const string ApprovalShape = "PERSON=TIME";

    private static void WriteApproval(Utf8JsonWriter json, string value)
    {
        var at = value.LastIndexOf('=');
        json.WriteStartObject();
        json.WriteString("person", at < 0 ? value : value[..at]);
        if (at >= 0) json.WriteString("at", value[(at + 1)..]);
        json.WriteEndObject();
    }
}
