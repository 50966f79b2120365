using Shiprank.Store.DuckDb.Interop;

namespace Shiprank.Store.DuckDb;

/// <summary>All name tables of one store.</summary>
internal sealed class Names
{
    private readonly NameTable[] all;

    public Names() => all = [Sources, Tools, Models, Tiers, PriceLists, People, Repositories, Projects, Branches, Tickets, CostCentres, Services, Teams, Issuers, ChargeRules];

    public NameTable Sources { get; } = new("sources", "source_id");

    public NameTable Tools { get; } = new("tools", "tool_id");

    public NameTable Models { get; } = new("models", "model_id");

    public NameTable Tiers { get; } = new("tiers", "tier_id");

    public NameTable PriceLists { get; } = new("price_lists", "price_list_id");

    public NameTable People { get; } = new("people", "person_id");

    public NameTable Repositories { get; } = new("repositories", "repository_id");

    public NameTable Projects { get; } = new("projects", "project_id");

    public NameTable Branches { get; } = new("branches", "branch_id");

    public NameTable Tickets { get; } = new("tickets", "ticket_id");

    public NameTable CostCentres { get; } = new("cost_centres", "cost_centre_id");

    public NameTable Services { get; } = new("services", "service_id");

    public NameTable Teams { get; } = new("teams", "team_id");

    public NameTable Issuers { get; } = new("issuers", "issuer_id");

    public NameTable ChargeRules { get; } = new("charge_rules", "rule_id");

    public void Load(DuckConnection connection)
    {
        foreach (var table in all) table.Load(connection);
    }

    public void Save(DuckConnection connection)
    {
        foreach (var table in all) table.Save(connection);
    }

    public void End(bool stands)
    {
        foreach (var table in all) table.End(stands);
    }
}
