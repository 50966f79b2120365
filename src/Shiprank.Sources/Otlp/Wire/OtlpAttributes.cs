namespace Shiprank.Sources.Otlp.Wire;

/// <summary>The attributes of a resource or of a record that are looked at; used again for the next one.</summary>
internal sealed class OtlpAttributes
{
    private readonly OtlpValue[] values = new OtlpValue[OtlpNames.Count];
    private ulong present;

    /// <summary>Tells streams of counters apart: over every attribute, those that are not looked at too, in any order.</summary>
    public ulong Fingerprint { get; set; }

    public void Clear() => (present, Fingerprint) = (0, 0);

    public void Set(OtlpName name, OtlpValue value)
    {
        values[(int)name] = value;
        present |= 1UL << (int)name;
    }

    public bool Has(OtlpName name) => (present & (1UL << (int)name)) != 0;

    public OtlpValue? this[OtlpName name] => Has(name) ? values[(int)name] : null;
}
