using System.Globalization;
using System.Text;

namespace Shiprank.Server.Telemetry;

/// <summary>Figures in Prometheus' text format (version 0.0.4): <c>https://prometheus.io/docs/instrumenting/exposition_formats</c>.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder text = new();

    public void Gauge(string name, string help, double value) => One(name, "gauge", help, value);

    public void Counter(string name, string help, double value) => One(name, "counter", help, value);

    public void Head(string name, string kind, string help) => text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {help}\n# TYPE {name} {kind}\n");

    public void Sample(string name, double value, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{');
            foreach (var (label, of) in labels) text.Append(text[^1] == '{' ? "" : ",").Append(label).Append("=\"").Append(Escaped(of)).Append('"');
            text.Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    public override string ToString() => text.ToString();

    private static string Escaped(string value) => value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private void One(string name, string kind, string help, double value)
    {
        Head(name, kind, help);
        Sample(name, value);
    }
}
