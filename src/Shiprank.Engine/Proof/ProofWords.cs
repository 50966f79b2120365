using System.Globalization;

namespace Shiprank.Engine.Proof;

/// <summary>A proof's figures in words, the same on the page, in the document and on the command line.</summary>
public static class ProofWords
{
    public const string Never = "–";

    /// <summary>To the cent below ten dollars, else whole.</summary>
    public static string Usd(decimal? usd) => usd switch
    {
        null => Never,
        < 10 => string.Create(CultureInfo.InvariantCulture, $"${usd:0.00}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"${usd:#,##0}"),
    };

    public static string Fraction(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Price of ten points from the middle, with its margin where there is one: <c>$12 (0.03 ×)</c>.</summary>
    public static string Cell(ProofOutcome outcome) => outcome switch
    {
        { TenFrom50: null } => Never,
        { Margin: { } margin } => $"{Usd(outcome.TenFrom50)} ({Times(margin)})",
        _ => Usd(outcome.TenFrom50),
    };

    public static string Times(decimal margin) => margin.ToString(margin < 0.1m ? "0.000" : margin < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + " ×";

    /// <summary>Attacks that buy ten points on a board for less than honest work does, the cheapest first.</summary>
    public static IReadOnlyList<ProofAttack> Paying(ProofReport report, ProofBoard board) =>
        [.. report.Attacks.Where(a => !a.IsHonest && report.On(a, board).Margin < 1).OrderBy(a => report.On(a, board).Margin)];

    /// <summary>Attacks that move a board by no budget that was tried to +10 points.</summary>
    public static IReadOnlyList<ProofAttack> Futile(ProofReport report, ProofBoard board) => [.. report.Attacks.Where(a => !a.IsHonest && report.On(a, board).TenFrom50 is null)];

    /// <summary>One sentence a board of ours and KiroRank's, without sparing ourselves.</summary>
    public static IEnumerable<string> Verdict(ProofReport report)
    {
        foreach (var board in report.Boards.Where(b => b.IsOurs || b.Id == "kiro-rank"))
        {
            var paying = Paying(report, board);
            var honest = report.On(report.HonestWork, board).TenFrom50;
            yield return paying.Count == 0
                ? $"{board.Name}: no attack buys ten points for less than honest work does ({Usd(honest)})."
                : $"{board.Name}: {paying.Count} of {report.Attacks.Count - 1} attacks buy ten points for less than honest work does ({Usd(honest)}): {string.Join(", ", paying.Select(a => $"{a.Name} ({Usd(report.On(a, board).TenFrom50)})"))}.";
        }
    }
}
