using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Health;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;

namespace Shiprank.Server.Features.Sources;

/// <summary>Sentences about sources.</summary>
internal static class SourceWords
{
    public static string Of(SourceState state) => state switch
    {
        SourceState.Ok => "healthy",
        SourceState.Late => "late",
        SourceState.Failing => "failing",
        _ => "waiting for the first",
    };

    public static string Tone(SourceState state) => state switch
    {
        SourceState.Ok => "good",
        SourceState.Late => "warn",
        SourceState.Failing => "bad",
        _ => "",
    };

    public static string Icon(SourceState state) => state switch
    {
        SourceState.Ok => "check",
        SourceState.Late => "clock",
        SourceState.Failing => "plug-connected-x",
        _ => "hourglass",
    };

    public static string Well(SourcesView view) => view.In(SourceState.Ok) == view.Sources.Count
        ? $"All {Figures.Many(view.Sources.Count, "source")} are healthy."
        : $"{Figures.Count(view.In(SourceState.Ok))} of {Figures.Many(view.Sources.Count, "source")} are healthy.";

    public static string Rest(SourcesView view)
    {
        List<string> parts = [];
        Add(SourceState.Failing, "can’t be read");
        Add(SourceState.Late, view.In(SourceState.Late) == 1 ? "is late" : "are late");
        Add(SourceState.NeverSeen, view.In(SourceState.NeverSeen) == 1 ? "was never seen" : "were never seen");
        if (view.Unmatched.Count > 0) parts.Add($"{Figures.Many(view.Unmatched.Count, "identity", "identities")} {(view.Unmatched.Count == 1 ? "belongs" : "belong")} to nobody");
        return parts.Count == 0 ? "Nothing is missing that is known of." : $"{string.Join("; ", parts)}.";

        void Add(SourceState state, string words)
        {
            if (view.In(state) > 0) parts.Add($"{Figures.Count(view.In(state))} {words}");
        }
    }

    /// <summary>Many homes that are well stand apart, so that what needs a look is seen.</summary>
    public static IReadOnlyList<SourceRow> HealthyHomes(SourcesView view)
    {
        const int few = 8;
        var homes = view.Sources.Where(s => s is { Kind: SourceKind.Home, State: SourceState.Ok }).ToList();
        return homes.Count > few ? homes : [];
    }

    public static IReadOnlyList<SourceRow> First(SourcesView view) => [.. view.Sources.Except(HealthyHomes(view))];

    /// <summary>Of homes the day is known.</summary>
    public static string Newest(SourceRow source, PageFrame frame) => source switch
    {
        { Newest: null } => source.Rows > 0 ? "n/a" : "nothing yet",
        { Kind: SourceKind.Home or SourceKind.Prices or SourceKind.Bill, Newest: { } day } => Times.Day(DateOnly.FromDateTime(day.UtcDateTime), frame.AsOf.Year),
        _ => Times.Ago(source.Newest, frame.AsOf, frame.Zone),
    };

    public static string Parts(Figure figure) => figure.Missing ?? $"{Figures.Count((long)figure.Numerator)} of {Figures.Count((long)figure.Denominator)}";

    public static HealthContext Context(ServerOptions options, SyncProgress progress)
    {
        return new(progress.Now.LastFinishedAt, StoreSize.Of(options.DataFolder), progress.Now.Configuration);
    }
}
