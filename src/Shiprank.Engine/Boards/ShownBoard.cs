using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Core.Score.Board.Companions;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Scoring;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Boards;

/// <summary>
/// The board as everyone may see it: teams of too few people without figures, money and adoption of a team as far as its weeks may be shown, people
/// who share alone. Ranks are those of <see cref="Board"/>; nobody who is not shown has a part in a person's rank.
/// </summary>
public static class ShownBoard
{
    public static IReadOnlyList<BoardLine> Of(Standing standing, ScoreWindow window, GroupKind kind, RankBy rank)
    {
        var lines = Board.Of(standing, window, kind, rank);
        if (kind == GroupKind.Person) return standing.Workspace.Organisation.Privacy.PersonViews ? [.. lines.Where(l => l.Companions is not null).Select(Person)] : [];
        var adoption = new Lazy<AdoptionView>(() => AdoptionView.Of(standing, window));
        return [.. lines.Select(l => Team(standing, window, l, adoption))];
    }

    /// <summary>How much of a person's work an agent did is known from their usage: it stays theirs.</summary>
    private static BoardLine Person(BoardLine line) => line with { Row = line.Row with { NdAiPerWeek = new(double.NaN, double.NaN, double.NaN) } };

    private static BoardLine Team(Standing standing, ScoreWindow window, BoardLine line, Lazy<AdoptionView> adoption)
    {
        if (standing.Shield.IsSmall(line.Row.Group.Id, window))
        {
            // Without weeks, cells and a band nothing of it is left to reckon with.
            return new(line.Row with { Band = null, Ranked = null, Weeks = 0, NotRanked = NotRanked.TooFewPeople, Group = line.Row.Group with { Weeks = [], Total = default, Cells = 0, Coverage = null } }, null);
        }

        if (standing.Shield.Level == ShieldLevel.Open || line.Companions is not { SpendUsd: { } raw } its) return line;
        var shown = standing.Shown(window, new SpendFilter(Team: line.Row.Group.Id));
        var companions = its with { Adoption = Share(adoption.Value.Teams.FirstOrDefault(t => t.Id == line.Row.Group.Id), its.Adoption) };
        if (shown.IsHidden)
        {
            var why = Figure.Unknown($"not shown: {shown.Why}");
            return line with { Companions = companions with { SpendUsd = why, CostPerNd = why, SpendTied = why } };
        }

        if (raw.Missing is not null || shown.Weeks == 0) return line with { Companions = companions };
        var cells = PeriodSums.Cells(standing, shown.Window, new(Team: line.Row.Group.Id));
        var sums = PeriodSums.Of(shown.Window, shown.Days, cells, []).Over(shown, cells);
        return line with { Companions = companions with { SpendUsd = Figure.Of(Nano.Units(shown.Total.NanoUsd ?? 0), 1, ""), CostPerNd = sums.CostPerNd, SpendTied = sums.Tied }, SpendOf = shown.Part };
    }

    private static Figure Share(AdoptionRow? row, Figure whole)
    {
        if (whole.Missing is not null) return whole;
        if (row is null || row.Weeks.Any(w => w.IsHidden)) return Figure.Unknown("not shown: too few people in some week");
        return Figure.Of(row.Weeks.Sum(w => w.Users), row.Weeks.Sum(w => w.Employed), "nobody was employed in the window");
    }
}
