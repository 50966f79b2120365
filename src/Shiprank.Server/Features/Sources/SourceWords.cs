using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Health;
using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Store;

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

    public static string Parts(Figure figure) => figure.Missing ?? $"{Figures.Count((long)figure.Numerator)} of {Figures.Count((long)figure.Denominator)}";

    public static HealthContext Context(ServerOptions options, SyncProgress progress)
    {
        var file = new FileInfo(Path.Combine(options.DataFolder, DuckStore.FileName));
        return new(progress.Now.LastFinishedAt, file.Exists ? file.Length : null, progress.Now.Configuration);
    }
}
