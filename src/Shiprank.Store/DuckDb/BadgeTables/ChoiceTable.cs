using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb.BadgeTables;

/// <summary>What people chose: which of their badges others see.</summary>
internal sealed class ChoiceTable(Names names)
{
    public void Show(DuckConnection connection, string person, string badge, bool shown, DateTimeOffset at)
    {
        var id = names.People.Id(person);
        connection.Run("delete from badge_choices where person_id = $1 and badge = $2", id, StoredText.Clean(badge));
        if (shown) connection.Run("insert into badge_choices values ($1, $2, $3)", id, StoredText.Clean(badge), at);
    }

    public IReadOnlyList<ShownBadge> Shown(Reader reader)
    {
        names.Load(reader.Connection);
        using var statement = reader.Connection.Prepare("select person_id, badge, chosen_at from badge_choices order by person_id, badge");
        using var result = statement.Run();
        var found = new List<ShownBadge>();
        while (reader.Next(result))
        {
            for (var i = 0; i < result.Count; i++) found.Add(new(names.People.Name(result.Span<int>(0)[i]), result.Text(1, i), DuckTime.Time(result.Span<long>(2)[i])));
        }

        return found;
    }

    /// <summary>
    /// Takes away what a person chose and was told. Of their awards only the numbers stay, as revoked: a place in the list of what holds no more is never
    /// given again, and a credential that they took along ends.
    /// </summary>
    public static void Erase(DuckConnection connection, int person, DateTimeOffset at)
    {
        connection.Run("delete from badge_choices where person_id = $1", person);
        connection.Run("delete from badge_events where kind = 0 and holder_id = $1", person);
        connection.Run(
            "update badge_awards set state = 2, ended_at = $2, reason = '', by_repository = '', by_id = '', bad_days = null, days = null, baseline_bad = null, baseline_days = null, subject = 'erased-' || cast(number as text) where kind = 0 and holder_id = $1",
            person, at);
    }
}
