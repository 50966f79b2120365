using Shiprank.Core.Score;
using Shiprank.Core.Score.Board;
using Shiprank.Engine.Boards;
using Shiprank.Engine.Scoring;

namespace Shiprank.Server.Features.Boards;

/// <summary>The board of people with the teams that they are in.</summary>
/// <param name="Teams">Name of the team by person, on as-of's day.</param>
/// <param name="People">How many people there are, those who share and those who don't.</param>
public sealed record PeopleBoard(IReadOnlyList<BoardLine> Lines, int People, IReadOnlyDictionary<string, string> Teams)
{
    public string? Team(BoardLine line) => Teams.GetValueOrDefault(line.Row.Group.Id);

    public static PeopleBoard Of(Standing standing, ScoreWindow window)
    {
        var organisation = standing.Workspace.Organisation;
        var (days, today) = (new TeamDays(organisation), DateOnly.FromDateTime(standing.AsOf.UtcDateTime));
        var names = organisation.Teams.ToDictionary(t => t.Id, t => t.Name, StringComparer.Ordinal);
        return new(
            ShownBoard.Of(standing, window, GroupKind.Person, RankBy.Nd),
            organisation.People.Count,
            organisation.People.Select(p => (p.Id, Team: days.Of(p.Id, today))).Where(p => p.Team is not null).ToDictionary(p => p.Id, p => names[p.Team!], StringComparer.Ordinal));
    }
}
