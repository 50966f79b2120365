using System.Text.RegularExpressions;

namespace Shiprank.Store.Tests.Sql;

/// <summary>Constructs that read differently, or not at all, in one of the engines.</summary>
internal static partial class SqlLint
{
    private static readonly (Regex Pattern, string Reason)[] Banned =
    [
        (Words("percentile_cont|corr|regr_[a-z]+|stddev[a-z_]*|ln|power|sqrt|avg"), "statistics happen in the program"),
        (Words("array_agg|list|list_[a-z]+|unnest"), "no list leaves or enters a question"),
        (Words("interval"), "no intervals: dates are integers of days"),
        (Words("to_char|width_bucket|octet_length|jsonb|strftime|age|date_part"), "formatting happens in the program"),
        (Words("any_value|range|hashtext|hash|rowid|ctid"), "known to one engine only"),
        (Words("similar|for\\s+update"), "known to one engine only, or read differently"),
        (Words("as\\s+at|as\\s+end|as\\s+user|as\\s+order"), "a reserved word as a name"),
        (Words("now|current_date|current_timestamp|current_time|random"), "the same question has the same answer"),
        (Words("decimal|numeric|double|float|real"), "money and numbers of the score are integers"),
        (new(@"//", RegexOptions.None), "int_div divides"),
        (new(@"::", RegexOptions.None), "cast(x as t)"),
        (new(@"~", RegexOptions.None), "like or the program"),
        (new(@"(?<!/)/(?!/)", RegexOptions.None), "int_div divides, its divisor in nullif"),
        (new(@"int_div\((?!.*nullif)", RegexOptions.Singleline), "a divisor stands in nullif"),
    ];

    /// <summary>What is wrong with a text, comments aside.</summary>
    public static IReadOnlyList<string> Check(string sql)
    {
        var code = Comment().Replace(sql, "").ToLowerInvariant();
        return [.. Banned.Where(b => b.Pattern.IsMatch(code)).Select(b => $"{b.Pattern.Match(code).Value}: {b.Reason}")];
    }

    private static Regex Words(string words) => new($@"\b({words})\b", RegexOptions.ExplicitCapture);

    [GeneratedRegex("--[^\n]*")]
    private static partial Regex Comment();
}
