namespace Shiprank.Sources.Otlp.Wire;

public enum OtlpSignal
{
    Logs,
    Metrics,
    Traces,
}

internal enum OtlpItemKind
{
    /// <summary>A log record, or a span.</summary>
    Record,

    /// <summary>A point of a counter.</summary>
    Point,

    /// <summary>A metric that is no counter, as a whole.</summary>
    OtherMetric,
}

/// <summary>A record, a span or a point with what stands around it; used again for the next one.</summary>
internal sealed class OtlpItem
{
    public OtlpSignal Signal { get; init; }

    public OtlpItemKind Kind { get; set; }

    public string Scope { get; set; } = "";

    /// <summary>Of a metric or a span; empty for a log record.</summary>
    public string Name { get; set; } = "";

    public OtlpAttributes Resource { get; } = new();

    public OtlpAttributes Own { get; } = new();

    /// <summary>Nanoseconds since 1970; 0 when it tells none.</summary>
    public ulong Time { get; set; }

    /// <summary>When it was noticed, where <see cref="Time"/> is 0.</summary>
    public ulong Observed { get; set; }

    /// <summary>When a counter began.</summary>
    public ulong Start { get; set; }

    public OtlpValue Value { get; set; }

    public bool Cumulative { get; set; }

    /// <summary>Of a span: trace and span id in hexadecimal, as they were sent.</summary>
    public string Span { get; set; } = "";

    public void Begin()
    {
        Own.Clear();
        (Kind, Name, Time, Observed, Start, Value, Cumulative, Span) = (OtlpItemKind.Record, "", 0, 0, 0, default, false, "");
    }

    /// <summary>Its own attribute, else the resource's.</summary>
    public OtlpValue? this[OtlpName name] => Own[name] ?? Resource[name];
}
