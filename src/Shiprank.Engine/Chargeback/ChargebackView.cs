using Shiprank.Core.Money.Chargeback;
using Shiprank.Core.Score;
using Shiprank.Engine.Scoring;

namespace Shiprank.Engine.Chargeback;

/// <summary>A centre's month in whole cents.</summary>
/// <param name="Centre">Id; empty: what nobody pays for.</param>
/// <param name="Teams">Names of the teams that it pays for.</param>
/// <param name="Direct">Usage by rule.</param>
/// <param name="Seats">Seats, less the credits that they include.</param>
/// <param name="ByIssuer">All of it without corrections, in the order of <see cref="ChargebackView.Issuers"/>.</param>
/// <param name="Before">Of the month before; null when that has no charges.</param>
/// <param name="Nd">Normalised deployments of its people in the month; null when unknown.</param>
public sealed record CentreRow(
    string Centre, string Name, IReadOnlyList<string> Teams, long Direct, long Shared, long Seats, long Differences, long Corrections, IReadOnlyList<long> ByIssuer, long? Before, decimal? Nd)
{
    public long Total => Direct + Shared + Seats + Differences + Corrections;

    /// <summary>Dollars; null without deployments.</summary>
    public decimal? CostPerNd => Nd is > 0 and var nd && Centre.Length > 0 ? Total / 100m / nd : null;
}

/// <summary>What does each cost centre pay, and why? The rows sum to the statement, and the statement to the invoices and the corrections.</summary>
/// <param name="Rows">Dearest first; what nobody pays for last, always there.</param>
/// <param name="Issuers">Who bills, in the order of their names.</param>
public sealed record ChargebackView(ChargeStatement Statement, ChargeStatement? Before, IReadOnlyList<CentreRow> Rows, IReadOnlyList<string> Issuers, IReadOnlyList<DateOnly> Months)
{
    /// <summary>The month's invoices in cents; null while one is missing.</summary>
    public long? InvoicedCents => Statement.IsInvoiced && Statement.Body.Bills.Count > 0 ? Statement.Cents - Statement.CorrectionCents : null;

    public CentreRow Total => new(
        "", "All centres", [], Rows.Sum(r => r.Direct), Rows.Sum(r => r.Shared), Rows.Sum(r => r.Seats), Rows.Sum(r => r.Differences), Rows.Sum(r => r.Corrections),
        [.. Issuers.Select((_, i) => Rows.Sum(r => r.ByIssuer[i]))], Before?.Cents, Rows.All(r => r.Nd is null) ? null : Rows.Sum(r => r.Nd ?? 0));

    /// <param name="statements">A month's charges.</param>
    /// <param name="standing">For what the money bought; null: that is unknown.</param>
    /// <param name="months">Months that can be looked at.</param>
    public static ChargebackView Of(Func<DateOnly, ChargeStatement> statements, Workspace workspace, Standing? standing, DateOnly month, IReadOnlyList<DateOnly> months)
    {
        var statement = statements(month);
        var before = months.Contains(month.AddMonths(-1)) ? statements(month.AddMonths(-1)) : null;
        List<string> issuers = [.. statement.Body.Bills.Select(b => b.Issuer)];
        var (nd, settings) = (Deployments(workspace, standing, month), workspace.Organisation.Chargeback);
        var teams = workspace.Organisation.Teams.Where(t => t.CostCentre is not null).ToLookup(t => t.CostCentre!, t => t.Name, StringComparer.Ordinal);
        var known = settings.Centres.Select(c => c.Id).Concat(teams.Select(t => t.Key)).Concat(statement.Bookings.Select(b => b.Centre)).Append("").Distinct(StringComparer.Ordinal);
        var (booked, earlier) = (statement.Bookings.ToLookup(b => b.Centre, StringComparer.Ordinal), before?.Bookings.ToLookup(b => b.Centre, b => b.Cents, StringComparer.Ordinal));
        var rows = known.Select(centre =>
        {
            var its = booked[centre].ToList();
            return new CentreRow(
                centre, settings.Name(centre), [.. teams[centre]], Sum(its, ChargeKind.Direct), Sum(its, ChargeKind.Shared), Sum(its, ChargeKind.Seat, ChargeKind.Included), Sum(its, ChargeKind.Difference),
                Sum(its, ChargeKind.Correction), [.. issuers.Select(i => its.Where(b => b.Issuer == i && b.Corrects is null).Sum(b => b.Cents))],
                earlier?[centre].Sum(), centre.Length == 0 ? null : nd?.GetValueOrDefault(centre));
        });
        return new(statement, before, [.. rows.OrderBy(r => r.Centre.Length == 0).ThenByDescending(r => r.Total).ThenBy(r => r.Centre, StringComparer.Ordinal)], issuers, months);
    }

    private static long Sum(List<Booking> bookings, params ReadOnlySpan<ChargeKind> kinds)
    {
        var sum = 0L;
        foreach (var booking in bookings)
        {
            if (kinds.Contains(booking.Kind)) sum += booking.Cents;
        }

        return sum;
    }

    private static Dictionary<string, decimal>? Deployments(Workspace workspace, Standing? standing, DateOnly month)
    {
        if (standing is null) return null;
        var (centres, window) = (new CentreDays(workspace.Organisation), new ScoreWindow(month, ChargeMonths.LastDay(month)));
        return standing.Score.Cells.Where(c => window.Has(c.Day)).Select(c => (Centre: centres.Of(c.Person, c.Day), c.Nd)).Where(c => c.Centre is not null)
            .GroupBy(c => c.Centre!, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(c => c.Nd), StringComparer.Ordinal);
    }
}
