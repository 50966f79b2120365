using Shiprank.Server.Jobs;
using Shiprank.Server.Shell;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Features;

/// <summary>Views of pages, each made once for a version of the results. A few hundred are kept.</summary>
internal sealed class PageViews
{
    private const int MostKept = 400;

    private readonly Lock gate = new();
    private Dictionary<string, Lazy<object?>> kept = new(StringComparer.Ordinal);
    private long version;

    /// <param name="key">What is asked.</param>
    public TView? Get<TView>(Publication of, string key, Func<TView?> make)
        where TView : class
    {
        Lazy<object?>? view;
        lock (gate)
        {
            if (of.Version < version) return make();
            if (of.Version > version || kept.Count >= MostKept) (version, kept) = (of.Version, new(StringComparer.Ordinal));
            if (!kept.TryGetValue(key, out view))
            {
                // A failure is not kept: whoever asks next tries again.
                view = new(make, LazyThreadSafetyMode.PublicationOnly);
                kept[key] = view;
            }
        }

        return (TView?)view.Value;
    }

    /// <summary>Address of an API report over a page's days and filters.</summary>
    public static string Api(PageQuery query, string report, params IEnumerable<(string Name, string? Value)> more)
    {
        IEnumerable<(string Name, string? Value)> all =
        [
            ("since", Times.Machine(query.Window.Since)), ("until", Times.Machine(query.Window.Until)), ("team", query.Team), ("tool", query.Tool), ("model", query.Model), ("repository", query.Repository), .. more,
        ];
        return $"/api/v1/{report}?{string.Join('&', all.Where(p => p.Value is not null).Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value!)}"))}";
    }
}
