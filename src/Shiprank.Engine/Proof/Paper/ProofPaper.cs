using System.Globalization;
using System.Text;

namespace Shiprank.Engine.Proof.Paper;

/// <summary>The document of a proof: the prose of <c>proof.template.txt</c> with its tables.</summary>
internal static class ProofPaper
{
    private const string Template = "Shiprank.Engine.Proof.Paper.proof.template.txt";

    public static string Of(ProofReport report)
    {
        var text = new StringBuilder(Read());
        foreach (var (name, part) in Parts(report)) text.Replace($"{{{{{name}}}}}", part);
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Text)> Parts(ProofReport report)
    {
        yield return ("run", Run(report));
        yield return ("verdict", string.Join('\n', ProofWords.Verdict(report).Select(v => $"- {v}")));
        yield return ("futile", string.Join('\n', report.Boards.Where(b => b.IsOurs).Select(b => $"- {b.Name}: {string.Join(", ", ProofWords.Futile(report, b).Select(a => a.Name.ToLowerInvariant()))}.")));
        yield return ("prices", Prices(report));
        yield return ("margins", Margins(report));
        yield return ("attacks", MarkdownTable.Of(["attack", "", "a step", "USD", "tokens", "own min", "others' min"], 3, report.Attacks.Select(a => (IReadOnlyList<string>)[a.Key, a.Name, a.Does, ProofWords.Usd(a.EachUsd), ProofWords.Usd(a.EachTokensUsd), Number(a.EachOwnMinutes), Number(a.EachOthersMinutes)])));
        yield return ("boards", Boards(report));
        yield return ("places", Places(report));
        yield return ("harm", Harm(report));
        yield return ("curves", Curves(report));
        yield return ("detectors", ProofDetectors.Table(report));
        yield return ("honest", MarkdownTable.Of(["figure", "came out as", "± 95 %", "aimed at"], 1, report.Honest.Select(f => (IReadOnlyList<string>)[f.What, Number(f.Value.Mean), Number(f.Value.Half), f.Aim is { } aim ? Number(aim) : ""])));
        yield return ("assumptions", MarkdownTable.Of(["what", "value", "source"], 3, report.Assumptions.Select(a => (IReadOnlyList<string>)[a.What, a.Value, a.Source ?? "**assumption**"])));
    }

    private static string Run(ProofReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"Seed {report.Seed}, {report.Seeds} worlds of {report.People} people, {report.RankedWeeks} ranked weeks, shiprank {report.Version}{(report.Day is { } day ? $", {day:yyyy-MM-dd}" : "")}; policies: {string.Join(", ", report.Policies)}.");

    private static string Prices(ProofReport report) => MarkdownTable.Of(
        ["attack", "", .. report.Boards.Select(b => b.Name)], 2,
        report.Attacks.Select(a => (IReadOnlyList<string>)[a.Key, a.Name, .. report.Boards.Select(b => ProofWords.Usd(report.On(a, b).TenFrom50))]));

    private static string Margins(ProofReport report) => MarkdownTable.Of(
        ["attack", "", .. report.Boards.Select(b => b.Name)], 2,
        report.Attacks.Where(a => !a.IsHonest).Select(a => (IReadOnlyList<string>)[a.Key, a.Name, .. report.Boards.Select(b => report.On(a, b).Margin is { } m ? m < 1 ? $"**{ProofWords.Times(m)}**" : ProofWords.Times(m) : ProofWords.Never)]));

    private static string Boards(ProofReport report) => MarkdownTable.Of(
        ["board", "how", "τ", "± 95 %", .. report.TailCuts.Skip(1).Select(c => $"value above {c} %"), "own to be first", "unranked"], 2,
        report.Boards.Select(b => (IReadOnlyList<string>)[b.Name, b.How, Number(b.Fidelity.Mean), Number(b.Fidelity.Half), .. b.Tail.Skip(1).Select(t => Number(t) + " ×"), b.Robustness is { } r ? $"{Number(r.Mean)} of 5" : "", Number(b.Unranked)]));

    private static string Places(ProofReport report)
    {
        var boards = Main(report);
        return MarkdownTable.Of(
            ["attack", .. boards.SelectMany(b => new[] { $"{b.Name}: from 10", "from 75", "to the top tenth", "three together" })], 1,
            report.Attacks.Select(a => (IReadOnlyList<string>)[a.Key, .. boards.SelectMany(b => Places(report.On(a, b)))]));
    }

    private static string[] Places(ProofOutcome o) => [ProofWords.Usd(o.TenFrom10), ProofWords.Usd(o.TenFrom75), ProofWords.Usd(o.TopTenth), Number(o.Together.Mean)];

    private static string Harm(ProofReport report)
    {
        var boards = Main(report);
        return MarkdownTable.Of(
            ["attack", .. boards.SelectMany(b => new[] { $"{b.Name}: most lift", "± 95 %", "destroyed a point", "honest moved", "τ if all do" })], 1,
            report.Attacks.Select(a => (IReadOnlyList<string>)[a.Key, .. boards.SelectMany(b => Harm(report.On(a, b)))]));
    }

    private static string[] Harm(ProofOutcome o)
    {
        var most = o.Lift.MaxBy(l => l.Mean)!;
        return [Number(most.Mean), Number(most.Half), ProofWords.Usd(o.DestroyedPerPoint), Number(o.HonestMoved), o.FidelityIfAll is { } tau ? Number(tau) : ""];
    }

    private static string Curves(ProofReport report) => report.Curves.Count == 0 ? "Not looked at." : MarkdownTable.Of(
        ["board", "attack", .. report.GamerShares.Select(s => $"{s} % game"), "area"], 2,
        report.Curves.Select(c => (IReadOnlyList<string>)[report.Boards.First(b => b.Id == c.Board).Name, c.Attack, .. c.Heights.Select(Number), Number(c.Area)]));

    private static List<ProofBoard> Main(ProofReport report) => [.. report.Boards.Where(b => b.IsOurs || b.Id == "kiro-rank")];

    private static string Number(decimal value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Read()
    {
        using var stream = typeof(ProofPaper).Assembly.GetManifestResourceStream(Template) ?? throw new InvalidOperationException("the build left the proof's template out");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
