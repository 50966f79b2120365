using System.Globalization;
using Shiprank.Core.Score;
using Shiprank.Engine;

namespace Shiprank.Server.Api;

/// <summary>The parameters of a request, checked. Nothing is passed over: an unknown one, one twice and nonsense are refused.</summary>
internal sealed class ApiQuery
{
    private readonly Dictionary<string, IReadOnlyList<string>> values = new(StringComparer.Ordinal);

    private ApiQuery(string path) => Path = path;

    public string Path { get; }

    public DateOnly? Since => One(ApiParameter.Since) is { } day ? Moments.Day(day) : null;

    public DateOnly? Until => One(ApiParameter.Until) is { } day ? Moments.Day(day) : null;

    public DateTimeOffset? AsOf => One(ApiParameter.AsOf) is { } time ? Moments.Instant(time) : null;

    public int Limit => One(ApiParameter.Limit) is { } rows ? int.Parse(rows, CultureInfo.InvariantCulture) : ApiParameter.DefaultLimit;

    /// <returns>The query, or why it is refused.</returns>
    public static (ApiQuery? Query, Refusal? Refusal) Read(HttpRequest request, IReadOnlyList<ApiParameter> known)
    {
        var query = new ApiQuery(request.Path);
        foreach (var (name, given) in request.Query)
        {
            var parameter = known.FirstOrDefault(p => p.Name == name && !p.InPath);
            if (parameter is null) return (null, Refusal.Bad(Short(name), known.Any(p => !p.InPath) ? "there is no such parameter here" : "there are no parameters here", [.. known.Where(p => !p.InPath).Select(p => p.Name)]));
            if (given.Count > 1 && !parameter.Many) return (null, Refusal.Bad(name, $"{name} stands there more than once", "once"));
            foreach (var value in given)
            {
                if (parameter.Refuse(value ?? "") is { } refusal) return (null, refusal);
            }

            query.values[name] = [.. given.Select(v => v!)];
        }

        return query.Since > query.Until ? (null, Refusal.Bad("since", "since is later than until", "a day that is not later than until")) : (query, null);
    }

    public string? One(ApiParameter parameter) => values.TryGetValue(parameter.Name, out var found) ? found[0] : null;

    public IReadOnlyList<string> Many(ApiParameter parameter) => values.GetValueOrDefault(parameter.Name, []);

    /// <summary>The window asked for, as the command line reads the same options.</summary>
    public ScoreWindow Days(Policy policy, DateTimeOffset asOf)
    {
        var weeks = ScoreWindow.Weeks(One(ApiParameter.Window) is { } text ? Moments.Weeks(text)!.Value : policy.WindowWeeks, asOf);
        return new(Since ?? weeks.Since, Until ?? weeks.Until);
    }

    /// <summary>All parameters but those named, in the order of their names: the same question has the same text.</summary>
    public string Without(params string[] names) => string.Join('&', values
        .Where(v => !names.Contains(v.Key))
        .OrderBy(v => v.Key, StringComparer.Ordinal)
        .SelectMany(v => v.Value.Select(value => $"{v.Key}={Uri.EscapeDataString(value)}")));

    /// <summary>What was sent, cut to what a sentence can bear.</summary>
    private static string Short(string name) => name.Length <= 40 ? name : name[..40] + "…";
}
