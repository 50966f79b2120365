namespace Shiprank.Sources.Otlp.Wire;

/// <summary>Reads a body in OTLP's protobuf; the numbers are those of the fields in opentelemetry-proto 1.x.</summary>
internal sealed class OtlpProtobuf(OtlpItem item, Action<OtlpItem> take)
{
    /// <returns>What is wrong with the body as a whole; null when it was read. What was handed over until then counts for nothing.</returns>
    public string? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            // Every request has one repeated field: what belongs to one resource.
            var request = new ProtoReader(body);
            while (request.Next())
            {
                if (request.Field == 1) Resource(request.Bytes);
            }

            Check(request);
            return null;
        }
        catch (InvalidDataException damage)
        {
            return damage.Message;
        }
    }

    private void Resource(ReadOnlySpan<byte> bytes)
    {
        item.Resource.Clear();
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == 1) Attributes(fields.Bytes, 1, item.Resource);
        }

        Check(fields);
        fields = new(bytes);
        while (fields.Next())
        {
            if (fields.Field == 2) Scope(fields.Bytes);
        }
    }

    private void Scope(ReadOnlySpan<byte> bytes)
    {
        item.Scope = "";
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == 1) item.Scope = TextField(fields.Bytes, 1);
        }

        Check(fields);
        fields = new(bytes);
        while (fields.Next())
        {
            if (fields.Field != 2) continue;
            item.Begin();
            if (item.Signal == OtlpSignal.Logs) Log(fields.Bytes);
            else if (item.Signal == OtlpSignal.Traces) Span(fields.Bytes);
            else Metric(fields.Bytes);
        }
    }

    private void Log(ReadOnlySpan<byte> bytes)
    {
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == 1) item.Time = fields.Number;
            else if (fields.Field == 11) item.Observed = fields.Number;
            else if (fields.Field == 6) Attribute(fields.Bytes, item.Own);
        }

        Check(fields);
        take(item);
    }

    private void Span(ReadOnlySpan<byte> bytes)
    {
        var (trace, span) = ("", "");
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == 1) trace = Convert.ToHexStringLower(fields.Bytes);
            else if (fields.Field == 2) span = Convert.ToHexStringLower(fields.Bytes);
            else if (fields.Field == 5) item.Name = fields.Text;
            else if (fields.Field == 8) item.Time = fields.Number;
            else if (fields.Field == 9) Attribute(fields.Bytes, item.Own);
        }

        Check(fields);
        item.Span = $"{trace}:{span}";
        take(item);
    }

    private void Metric(ReadOnlySpan<byte> bytes)
    {
        var name = TextField(bytes, 1);
        ReadOnlySpan<byte> sum = default;
        var isSum = false;
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field != 7) continue;
            sum = fields.Bytes;
            isSum = true;
        }

        Check(fields);
        if (!isSum)
        {
            (item.Kind, item.Name) = (OtlpItemKind.OtherMetric, name);
            take(item);
            return;
        }

        var cumulative = false;
        fields = new(sum);
        while (fields.Next())
        {
            if (fields.Field == 2) cumulative = fields.Number == 2;
        }

        Check(fields);
        fields = new(sum);
        while (fields.Next())
        {
            if (fields.Field == 1) Point(fields.Bytes, name, cumulative);
        }
    }

    private void Point(ReadOnlySpan<byte> bytes, string name, bool cumulative)
    {
        item.Begin();
        (item.Kind, item.Name, item.Cumulative, item.Value) = (OtlpItemKind.Point, name, cumulative, OtlpValue.Of(double.NaN));
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == 2) item.Start = fields.Number;
            else if (fields.Field == 3) item.Time = fields.Number;
            else if (fields.Field == 4) item.Value = OtlpValue.Of(fields.Real);
            else if (fields.Field == 6) item.Value = OtlpValue.Of((long)fields.Number);
            else if (fields.Field == 7) Attribute(fields.Bytes, item.Own);
        }

        Check(fields);
        take(item);
    }

    private void Attributes(ReadOnlySpan<byte> bytes, int field, OtlpAttributes into)
    {
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == field) Attribute(fields.Bytes, into);
        }

        Check(fields);
    }

    private void Attribute(ReadOnlySpan<byte> bytes, OtlpAttributes into)
    {
        ReadOnlySpan<byte> key = default, content = default;
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == 1) key = fields.Bytes;
            else if (fields.Field == 2) content = fields.Bytes;
        }

        Check(fields);
        var name = OtlpNames.Find(key);
        if (item.Signal != OtlpSignal.Metrics && name == OtlpName.None) return;
        var value = Value(content);
        if (item.Signal == OtlpSignal.Metrics) into.Fingerprint += OtlpFingerprint.Of(key, value);
        if (name != OtlpName.None && value is { } known) into.Set(name, known);
    }

    private static OtlpValue? Value(ReadOnlySpan<byte> bytes)
    {
        OtlpValue? value = null;
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            value = fields.Field switch
            {
                1 => OtlpValue.Of(fields.Text),
                2 => OtlpValue.Of(fields.Number != 0 ? "true" : "false"),
                3 => OtlpValue.Of((long)fields.Number),
                4 => OtlpValue.Of(fields.Real),
                _ => null,
            };
        }

        Check(fields);
        return value;
    }

    private static string TextField(ReadOnlySpan<byte> bytes, int field)
    {
        var text = "";
        var fields = new ProtoReader(bytes);
        while (fields.Next())
        {
            if (fields.Field == field) text = fields.Text;
        }

        Check(fields);
        return text;
    }

    private static void Check(in ProtoReader fields)
    {
        if (fields.Damaged) throw new InvalidDataException("not valid protobuf");
    }
}
