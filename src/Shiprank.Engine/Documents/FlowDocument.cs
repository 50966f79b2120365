using System.Text.Json;
using Shiprank.Core.Attribution.Spend;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Engine.Privacy;

namespace Shiprank.Engine.Documents;

/// <summary>The document of <c>shiprank flow --json</c>: nodes and links of a Sankey diagram from tools through repositories to fates.</summary>
public static class FlowDocument
{
    private const string NoRepository = "repository:";

    public static void Write(Stream into, ShownSpend shown, DateTimeOffset asOf)
    {
        var flow = shown.Flow;
        using var json = new Utf8JsonWriter(into, JsonText.Options);
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteTime("asOf", asOf);
        json.WriteWindow(shown.Window);
        json.WriteShown(shown);
        json.WriteStartArray("nodes");
        foreach (var (tool, amount) in flow.ByTool) Node(json, $"tool:{tool}", "tool", tool, null, amount);
        foreach (var (repository, amount) in flow.ByRepository) Node(json, NoRepository + repository, "repository", repository, null, amount);
        foreach (var (fate, amount) in flow.ByFate) Node(json, $"fate:{FateText(fate)}", "fate", FateText(fate), GroupText(SpendGroups.Of(fate)), amount);
        json.WriteEndArray();
        json.WriteStartArray("links");
        foreach (var (tool, repository, amount) in flow.ToolToRepository) Link(json, $"tool:{tool}", NoRepository + repository, amount);
        foreach (var (repository, fate, amount) in flow.RepositoryToFate) Link(json, NoRepository + repository, $"fate:{FateText(fate)}", amount);
        json.WriteEndArray();
        json.WriteStartArray("rows");
        foreach (var path in flow.Paths)
        {
            json.WriteStartObject();
            json.WriteString("tool", path.Tool);
            json.WriteString("repository", path.Repository);
            json.WriteString("fate", FateText(path.Fate));
            json.WriteString("group", GroupText(SpendGroups.Of(path.Fate)));
            json.WriteAmount(path.Amount);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("totals");
        json.WriteAmount(flow.Total);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string FateText(SpendFate fate) => SpendFates.Name(fate);

    public static string GroupText(SpendGroup group) => group switch
    {
        SpendGroup.Live => "live",
        SpendGroup.InFlight => "in_flight",
        SpendGroup.Undone => "undone",
        SpendGroup.Abandoned => "abandoned",
        SpendGroup.NoCode => "no_code",
        SpendGroup.NotShown => "not_shown",
        _ => "unattributed",
    };

    private static void Node(Utf8JsonWriter json, string id, string kind, string? name, string? group, FlowAmount amount)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("kind", kind);
        json.WriteString("name", name);
        if (group is not null) json.WriteString("group", group);
        json.WriteAmount(amount);
        json.WriteEndObject();
    }

    private static void Link(Utf8JsonWriter json, string source, string target, FlowAmount amount)
    {
        json.WriteStartObject();
        json.WriteString("source", source);
        json.WriteString("target", target);
        json.WriteAmount(amount);
        json.WriteEndObject();
    }
}
