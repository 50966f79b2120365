using Shiprank.Core.Money;
using Shiprank.Core.Usage;
using Shiprank.Store.DuckDb.Interop;
using Shiprank.Store.Usage;

namespace Shiprank.Store.DuckDb.UsageTables;

/// <summary>The columns of <c>usage_rows</c> in the order of the schema: written by position, read back by the same.</summary>
internal static class UsageColumns
{
    /// <summary>A select list over <c>usage_rows u join sessions s</c>; <see cref="Read"/> knows its positions.</summary>
    public const string Select =
        "u.row_key, u.occurred_at, u.session_id, u.tool_id, u.model_id, u.tier_id, u.person_id, u.repository_id, u.project_id, u.branch_id, u.ticket_id, u.autonomous, u.quality, " +
        "u.input, u.cache_read, u.cache_write_5m, u.cache_write_1h, u.output, u.reasoning, u.credits_nano, u.reported_nano, u.cost_nano, u.price_list_id, s.name";

    public static void Write(DuckAppender to, int row, Names names, in IdentifiedUsage usage, long session, long batch, UsageOrigin origin)
    {
        var (identity, priced, _) = usage;
        var u = priced.Row;
        to.Column<int>(0)[row] = DuckTime.Days(DateOnly.FromDateTime(u.OccurredAt.UtcDateTime));
        to.Column<long>(1)[row] = DuckTime.Micros(u.OccurredAt);
        to.Column<long>(2)[row] = session;
        to.Column<int>(3)[row] = names.Tools.Id(u.Tool);
        to.Column<int>(4)[row] = names.Models.Id(u.Model);
        to.Column<int>(5)[row] = names.Tiers.Id(u.Tier);
        to.Column<int>(6)[row] = names.People.Id(u.Person);
        to.Column<int>(7)[row] = names.Repositories.Id(u.Repository);
        to.Column<int>(8)[row] = names.Projects.Id(u.Project);
        to.Column<int>(9)[row] = names.Branches.Id(u.Branch);
        to.Column<int>(10)[row] = names.Tickets.Id(u.Ticket);
        to.Column<bool>(11)[row] = u.Autonomous;
        to.Column<short>(12)[row] = (short)u.Quality;
        to.Column<long>(13)[row] = u.Tokens.Input;
        to.Column<long>(14)[row] = u.Tokens.CacheRead;
        to.Column<long>(15)[row] = u.Tokens.CacheWrite5m;
        to.Column<long>(16)[row] = u.Tokens.CacheWrite1h;
        to.Column<long>(17)[row] = u.Tokens.Output;
        to.Column<long>(18)[row] = u.Tokens.Reasoning;
        Write(to, 19, row, Nano.Of(u.Credits));
        Write(to, 20, row, Nano.Of(u.ReportedCostUsd));
        Write(to, 21, row, priced.CostNano);
        to.Column<int>(22)[row] = names.PriceLists.Id(priced.PriceList);
        to.Column<long>(23)[row] = batch;
        to.Column<long>(24)[row] = identity.Low;
        to.Column<Native.HugeInt>(25)[row] = DuckUuid.ToVector(identity.RowKey(u.OccurredAt));
        to.Column<short>(26)[row] = (short)origin;
    }

    /// <summary>Row <paramref name="i"/> of the chunk. Session names repeat, so <paramref name="sessions"/> keeps one copy of each.</summary>
    public static StoredUsage Read(DuckResult from, int i, Names names, Dictionary<long, string> sessions)
    {
        var key = DuckUuid.FromVector(from.Span<Native.HugeInt>(0)[i]);
        var session = from.Span<long>(2)[i];
        if (!sessions.TryGetValue(session, out var sessionName)) sessions.Add(session, sessionName = from.Text(23, i));
        var row = new UsageRow
        {
            Tool = names.Tools.Name(from.Span<int>(3)[i]),
            Key = UsageIdentity.Of(key).ToString(),
            OccurredAt = DuckTime.Time(from.Span<long>(1)[i]),
            Session = sessionName,
            Model = names.Models.Name(from.Span<int>(4)[i]),
            Tier = names.Tiers.Name(from.Span<int>(5)[i]),
            Person = Known(names.People.Name(from.Span<int>(6)[i])),
            Repository = Known(names.Repositories.Name(from.Span<int>(7)[i])),
            Project = names.Projects.Name(from.Span<int>(8)[i]),
            Branch = names.Branches.Name(from.Span<int>(9)[i]),
            Ticket = Known(names.Tickets.Name(from.Span<int>(10)[i])),
            Autonomous = from.Span<bool>(11)[i],
            Quality = (UsageQuality)from.Span<short>(12)[i],
            Tokens = new(from.Span<long>(13)[i], from.Span<long>(14)[i], from.Span<long>(15)[i], from.Span<long>(16)[i], from.Span<long>(17)[i], from.Span<long>(18)[i]),
            Credits = Nano.Units(Read(from, 19, i)),
            ReportedCostUsd = Nano.Units(Read(from, 20, i)),
        };
        return new(key, row, Read(from, 21, i), names.PriceLists.Name(from.Span<int>(22)[i]));
    }

    private static string? Known(string name) => name.Length == 0 ? null : name;

    private static void Write(DuckAppender to, int column, int row, long? value)
    {
        if (value is { } known) to.Column<long>(column)[row] = known;
        else to.Null(column, row);
    }

    private static long? Read(DuckResult from, int column, int row) => from.IsNull(column, row) ? null : from.Span<long>(column)[row];
}
