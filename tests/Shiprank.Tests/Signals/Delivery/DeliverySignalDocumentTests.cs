using System.Globalization;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Delivery.Rules;

namespace Shiprank.Tests.Signals.Delivery;

public sealed class DeliverySignalDocumentTests
{
    [Fact]
    public void The_document_has_every_rule_with_its_defaults()
    {
        var rules = SignalCatalogue.All.Where(d => d.Find.Method.DeclaringType?.Namespace == typeof(RevertLoop).Namespace).Select(d => d.Rule).ToList();
        Assert.Equal(15, rules.Count);
        var rows = File.ReadAllLines(Path.Combine(SourceTree.Root, "docs", "concepts", "delivery-signals.md")).Where(l => l.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(rules.Select(Row), rows);
    }

    private static string Row(SignalRule rule) => $"| `{rule.Id}` | {rule.Name} | {rule.Parameters.Aggregate(rule.Test, (text, p) => text.Replace($"{{{p.Name}}}", p.Default.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal))} | {string.Join(", ", rule.Attacks)} |";
}
