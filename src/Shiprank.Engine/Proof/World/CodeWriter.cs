using System.Text;
using Shiprank.Core.Delivery;
using Shiprank.Engine.Demo;

namespace Shiprank.Engine.Proof.World;

/// <summary>Writes lines of made-up code and hashes them as a sync does. About one in five is trivial, and some are what everybody writes everywhere.</summary>
internal sealed class CodeWriter(TextHasher hasher)
{
    private const int OrdinaryOf100 = 4;

    private static readonly string[] verbs = ["load", "store", "merge", "split", "price", "route", "check", "count", "match", "parse", "render", "settle", "retry", "reserve", "notify", "publish"];
    private static readonly string[] nouns = ["order", "basket", "invoice", "ledger", "session", "account", "parcel", "window", "region", "tenant", "cursor", "bucket", "report", "channel", "voucher", "stock"];
    private static readonly string[] forms = ["var {0} = {1}.{2}({3}, {4});", "if ({0}.{2} > {4}) return {1}({3});", "{1}.{2}({0}, \"{3}-{4}\");", "await {0}.{2}Async({1}, {4}, {3});", "public int {2}{0}({1} {3}) => {3}.At({4});"];
    private static readonly string[] ordinary = ["return null;", "throw new InvalidOperationException();", "var result = new List<string>();", "ArgumentNullException.ThrowIfNull(source);", "cancellation.ThrowIfCancellationRequested();", "continue;", "else", "try"];
    private static readonly string[] trivial = ["{", "}", "", "});"];

    /// <summary>So many lines that count (four letters or digits or more), with trivial ones among them.</summary>
    public LineText[] Lines(Chance chance, int counting)
    {
        var lines = new List<LineText>(counting * 5 / 4);
        for (var i = 0; i < counting; i++)
        {
            lines.Add(Hash(chance.Percent(OrdinaryOf100) ? chance.Pick(ordinary) : Statement(chance)));
            if (chance.Below(4) == 0) lines.Add(Hash(chance.Pick(trivial)));
        }

        return [.. lines];
    }

    private static string Statement(Chance chance) => string.Format(
        System.Globalization.CultureInfo.InvariantCulture, chance.Pick(forms), chance.Pick(nouns) + chance.Base62(3), chance.Pick(nouns), chance.Pick(verbs), chance.Pick(nouns), chance.Below(100_000));

    private LineText Hash(string line) => hasher.Line(Encoding.UTF8.GetBytes(line));
}
