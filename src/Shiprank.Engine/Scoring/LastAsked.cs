namespace Shiprank.Engine.Scoring;

/// <summary>Keeps the last few values that were asked for. Two that ask for one value at once wait for one computation.</summary>
/// <param name="kept">How many.</param>
internal sealed class LastAsked<TKey, TValue>(int kept, Func<TKey, TValue> compute)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly List<(TKey Key, Lazy<TValue> Value)> values = [];

    public TValue Of(TKey key)
    {
        Lazy<TValue> value;
        lock (gate)
        {
            var at = values.FindIndex(v => EqualityComparer<TKey>.Default.Equals(v.Key, key));
            value = at >= 0 ? values[at].Value : new(() => compute(key));
            if (at >= 0) values.RemoveAt(at);
            values.Add((key, value));
            if (values.Count > kept) values.RemoveAt(0);
        }

        return value.Value;
    }
}
