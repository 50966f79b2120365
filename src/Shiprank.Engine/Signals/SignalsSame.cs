using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;

namespace Shiprank.Engine.Signals;

/// <summary>Whether two looks saw the same.</summary>
internal static class SignalsSame
{
    public static bool Evidence(SignalQuestion a, SignalQuestion b)
    {
        var (x, y) = (a.Finding, b.Finding);
        return a.State == b.State && x.First == y.First && x.Last == y.Last && x.AtStakeUsd == y.AtStakeUsd && x.Confidence == y.Confidence && x.Title == y.Title && x.Seen == y.Seen
            && x.Evidence.SequenceEqual(y.Evidence) && x.Days.SequenceEqual(y.Days) && x.Others.Order(StringComparer.Ordinal).SequenceEqual(y.Others.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            && Series(x.Series, y.Series) && a.Beside.SequenceEqual(b.Beside);
    }

    private static bool Series(SignalSeries? x, SignalSeries? y) => (x, y) switch
    {
        (null, null) => true,
        ({ } one, { } other) => one.Name == other.Name && one.Unit == other.Unit && one.Points.SequenceEqual(other.Points),
        _ => false,
    };
}
