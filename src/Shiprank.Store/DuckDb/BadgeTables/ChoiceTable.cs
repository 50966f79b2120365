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
}
