using Shiprank.Core.Delivery;
using Shiprank.Core.Usage;
using Shiprank.Sources.Logs;

namespace Shiprank.Sources.Homes;

/// <summary>The applied edits of sessions, file by file.</summary>
internal static class SessionEdits
{
    /// <param name="sessionOf">As for <see cref="SessionTraces.Build"/>.</param>
    /// <returns>In order of tool, session, time, path and lines; each once.</returns>
    public static IReadOnlyList<SessionEdit> Build(EditLog edits, Func<string, string, string> sessionOf)
    {
        var all = new List<SessionEdit>();
        foreach (var call in edits.Applied)
        {
            var session = sessionOf(call.Tool, call.Session);
            foreach (var file in call.Files) all.Add(new(call.Tool, session, file.Path, new(call.Ticks, TimeSpan.Zero), file.Lines.ToArray()));
        }

        all.Sort(Compare);
        var distinct = new List<SessionEdit>(all.Count);
        foreach (var edit in all)
        {
            if (distinct.Count == 0 || Compare(distinct[^1], edit) != 0) distinct.Add(edit);
        }

        return distinct;
    }

    private static int Compare(SessionEdit a, SessionEdit b)
    {
        var order = string.CompareOrdinal(a.Tool, b.Tool);
        if (order == 0) order = string.CompareOrdinal(a.Session, b.Session);
        if (order == 0) order = a.At.CompareTo(b.At);
        if (order == 0) order = string.CompareOrdinal(a.Path, b.Path);
        return order != 0 ? order : Compare(a.Lines, b.Lines);
    }

    private static int Compare(IReadOnlyList<LineText> a, IReadOnlyList<LineText> b)
    {
        for (var i = 0; i < a.Count && i < b.Count; i++)
        {
            if (a[i].Value.CompareTo(b[i].Value) is var order and not 0) return order;
        }

        return a.Count.CompareTo(b.Count);
    }
}
