using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shiprank.Core;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Documents;

/// <summary>How documents write times, numbers and intervals (interfaces.md): times to the second with Z, numbers as decimal strings.</summary>
internal static class JsonText
{
    public static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Six decimals at most; zeros at the end are left out.</summary>
    public static string Number(decimal value) => decimal.Round(value, 6, MidpointRounding.ToEven).ToString("0.######", CultureInfo.InvariantCulture);

    public static void WriteDecimal(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteString(name, Number(number));
        else json.WriteNull(name);
    }

    /// <summary>Every decimal of an amount of money or credits, so that parts sum to their whole.</summary>
    public static void WriteExact(this Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } number) json.WriteString(name, number.ToString("0.#########", CultureInfo.InvariantCulture));
        else json.WriteNull(name);
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time) json.WriteString(name, Time(time));
        else json.WriteNull(name);
    }

    public static void WriteShare(this Utf8JsonWriter json, string name, Share share)
    {
        json.WriteStartObject(name);
        json.WriteDecimal("lo", share.Lo);
        json.WriteDecimal("mid", share.Mid);
        json.WriteDecimal("hi", share.Hi);
        json.WriteEndObject();
    }

    public static void WriteSum(this Utf8JsonWriter json, NdSum sum)
    {
        json.WriteDecimal("nd", sum.Nd);
        json.WriteShare("ndAi", sum.NdAi);
        json.WriteDecimal("scu", sum.Scu);
    }

    /// <summary>By which policy, and as of when: what every figure of a score comes with.</summary>
    public static void WritePolicy(this Utf8JsonWriter json, Policy policy, DateTimeOffset asOf)
    {
        json.WriteStartObject("policy");
        json.WriteString("name", policy.Name);
        json.WriteString("sha256", policy.Sha256);
        json.WriteEndObject();
        json.WriteTime("asOf", asOf);
    }

    /// <summary>What keeps the figures from being whole, where, why, and what to do.</summary>
    public static void WriteProblems(this Utf8JsonWriter json, IEnumerable<Problem> problems)
    {
        json.WriteStartArray("problems");
        foreach (var problem in problems)
        {
            json.WriteStartObject();
            json.WriteString("where", problem.Where);
            json.WriteString("reason", problem.Reason);
            json.WriteString("remedy", problem.Remedy);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>A rate with its parts, or why it is missing.</summary>
    public static void WriteFigure(this Utf8JsonWriter json, string name, Figure figure)
    {
        json.WriteStartObject(name);
        json.WriteDecimal("value", figure.Value);
        json.WriteDecimal("numerator", figure.Missing is null ? figure.Numerator : null);
        json.WriteDecimal("denominator", figure.Missing is null ? figure.Denominator : null);
        json.WriteString("missing", figure.Missing);
        json.WriteEndObject();
    }

    /// <summary>The quantities of an amount into the object that is open.</summary>
    public static void WriteAmount(this Utf8JsonWriter json, FlowAmount amount)
    {
        json.WriteNumber("responses", amount.Responses);
        json.WriteNumber("tokens", amount.Tokens);
        json.WriteExact("costUsd", Nano.Units(amount.NanoUsd));
        json.WriteExact("credits", Nano.Units(amount.NanoCredits));
        json.WriteNumber("unpricedTokens", amount.UnpricedTokens);
        json.WriteNumber("unpricedResponses", amount.UnpricedResponses);
    }

    public static void WriteAmount(this Utf8JsonWriter json, string name, FlowAmount amount)
    {
        json.WriteStartObject(name);
        json.WriteAmount(amount);
        json.WriteEndObject();
    }

    /// <summary>All six groups, those without spend too.</summary>
    public static void WriteGroups(this Utf8JsonWriter json, IReadOnlyDictionary<SpendGroup, FlowAmount> groups)
    {
        json.WriteStartObject("groups");
        foreach (var (group, amount) in groups.OrderBy(g => g.Key)) json.WriteAmount(FlowDocument.GroupText(group), amount);
        json.WriteEndObject();
    }

    public static void WriteNamed(this Utf8JsonWriter json, string name, IEnumerable<NamedSpend> rows)
    {
        json.WriteStartArray(name);
        foreach (var row in rows)
        {
            json.WriteStartObject();
            json.WriteString("name", row.Name);
            json.WriteAmount(row.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteWindow(this Utf8JsonWriter json, ScoreWindow window)
    {
        json.WriteString("since", window.Since.ToString("O"));
        json.WriteString("until", window.Until.ToString("O"));
    }
}
