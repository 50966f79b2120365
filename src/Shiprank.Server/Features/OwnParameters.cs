using Shiprank.Server.Shell.Queries;
using System.Globalization;
using Shiprank.Core;
using Shiprank.Core.Score;
using Shiprank.Engine.Documents;
using Shiprank.Core.Signals;
using Shiprank.Server.Features.Prices;
using Shiprank.Server.Features.Signals;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features;

/// <summary>What single pages may be asked beside <see cref="PageQuery"/>.</summary>
internal static class OwnParameters
{
    private const int MostPages = 100_000;

    private static readonly Dictionary<string, (string Name, string[] Words)[]> words = new(StringComparer.Ordinal)
    {
        ["/prices"] = [("models", ["all"])],
        ["/teams"] = [("rank", ["nd", "nd-ai"])],
        ["/signals"] = [("state", [.. SignalQuery.States]), ("rule", [.. SignalCatalogue.All.Select(d => d.Rule.Id)])],
        ["/changes"] = [("sort", ["date", "cost", "lines"]), ("fate", [.. Enum.GetValues<ChangeFate>().Select(ScoreDocument.FateText)])],
    };

    /// <summary>What of it makes no sense, each with what would.</summary>
    public static IReadOnlyList<Problem> Problems(HttpRequest request)
    {
        List<Problem> problems = [];
        foreach (var (name, allowed) in words.GetValueOrDefault(request.Path.Value ?? "", [])) PageQueryReader.Word(request.Query, name, allowed, problems);
        if (request.Path == "/prices") ModelQuestion.Read(request.Query, problems);
        if (request.Path == "/changes" && PageQueryReader.One(request.Query, "page", problems) is { } page && (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > MostPages))
        {
            problems.Add(new("page", 0, $"{PageQueryReader.Quoted(page)} is no page", "a number from 0"));
        }

        return problems;
    }
}
