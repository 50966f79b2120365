using System.Buffers;

namespace Shiprank.Core.Pricing;

/// <summary>The forms under which one model is logged: <c>claude-opus-4-8[1m]</c>, <c>gpt-5.2-2026-01-31</c>, <c>anthropic/claude-opus-4-8</c>.</summary>
internal static class ModelName
{
    private static readonly SearchValues<char> versionSigns = SearchValues.Create("0123456789:");

    /// <summary>
    /// The name as logged (lower case, without outer blanks), then each reading of it that still names the same model: without a bracket
    /// suffix, with its date written the other way, without its date. The first that the list knows is taken.
    /// </summary>
    public static IEnumerable<string> Readings(string logged)
    {
        var name = logged.Trim().ToLowerInvariant();
        yield return name;
        if (name.EndsWith(']') && name.LastIndexOf('[') is > 0 and var bracket)
        {
            name = name[..bracket];
            yield return name;
        }

        if (DateStart(name) is not { } at) yield break;
        var date = name.AsSpan(at + 1);
        yield return date.Length == 8
            ? $"{name[..at]}-{date[..4]}-{date[4..6]}-{date[6..]}"
            : $"{name[..at]}-{date[..4]}{date[5..7]}{date[8..]}";
        yield return name[..at];
    }

    /// <summary>
    /// What two spellings of one model have in common, to compare a bill with a log: no provider, no bracket, no version of the cloud, no date, and one sign
    /// between numbers (<c>claude-sonnet-4.6</c>, <c>us.anthropic.claude-sonnet-4-6-20260131-v1:0</c>).
    /// </summary>
    public static string Bare(string written)
    {
        var name = written.Trim().ToLowerInvariant();
        name = name[(name.LastIndexOf('/') + 1)..];
        if (name.IndexOf("anthropic.", StringComparison.Ordinal) is >= 0 and var vendor) name = name[(vendor + "anthropic.".Length)..];
        if (name.IndexOf('@', StringComparison.Ordinal) is > 0 and var at) name = name[..at];
        if (name.EndsWith(']') && name.LastIndexOf('[') is > 0 and var bracket) name = name[..bracket];
        if (name.LastIndexOf("-v", StringComparison.Ordinal) is > 0 and var version && !name.AsSpan(version + 2).ContainsAnyExcept(versionSigns)) name = name[..version];
        if (DateStart(name) is { } date) name = name[..date];
        return name.Replace('.', '-');
    }

    /// <summary>True for <c>-20260131</c> and <c>-2026-01-31</c>.</summary>
    public static bool IsDateSuffix(ReadOnlySpan<char> text)
    {
        if (text.Length is not (9 or 11) || text[0] != '-') return false;
        for (var i = 1; i < text.Length; i++)
        {
            var dash = text.Length == 11 && (i is 5 or 8);
            if (dash ? text[i] != '-' : !char.IsAsciiDigit(text[i])) return false;
        }

        return true;
    }

    private static int? DateStart(string name) =>
        name.Length > 9 && IsDateSuffix(name.AsSpan(name.Length - 9)) ? name.Length - 9
        : name.Length > 11 && IsDateSuffix(name.AsSpan(name.Length - 11)) ? name.Length - 11
        : null;
}
