using System.Text.Json;
using Shiprank.Core.Attribution.Spend.Flow;
using Shiprank.Core.Money;
using Shiprank.Core.Score;
using Shiprank.Engine.Adoption;
using Shiprank.Engine.Periods;
using Shiprank.Engine.Privacy;
using Shiprank.Engine.Spend;

namespace Shiprank.Engine.Documents;

/// <summary>How documents write what was spent in a period and what came of it.</summary>
internal static class PeriodText
{
    public static void WritePeriod(this Utf8JsonWriter json, string name, PeriodSums? period)
    {
        if (period is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        json.WriteWindow(period.Window);
        json.WriteAmount("spend", period.Spend);
        json.WriteGroups(period.Groups);
        json.WriteStartObject("delivered");
        if (period.Nd is { } sum) json.WriteSum(sum);
        json.WriteEndObject();
        json.WriteFigure("costPerNd", period.CostPerNd);
        json.WriteDecimal("costPerNdLo", period.CostPerNdRange?.Lo);
        json.WriteDecimal("costPerNdHi", period.CostPerNdRange?.Hi);
        json.WriteFigure("spendTied", period.Tied);
        json.WriteEndObject();
    }

    /// <summary>Of how many weeks something is left out, and why. Without weeks spend is shown as it is, or (with a reason) not at all.</summary>
    public static void WriteShown(this Utf8JsonWriter json, ShownSpend shown)
    {
        json.WriteStartObject("shown");
        json.WriteNumber("weeks", shown.Weeks);
        json.WriteNumber("leftOut", shown.LeftOut);
        json.WriteString("why", shown.Why);
        json.WriteEndObject();
    }

    /// <summary>One column of a chart into the object that is open.</summary>
    public static void WriteBucket(this Utf8JsonWriter json, ScoreWindow days, FlowAmount spend, IReadOnlyDictionary<SpendGroup, FlowAmount> groups, bool settling)
    {
        json.WriteWindow(days);
        json.WriteExact("costUsd", Nano.Units(spend.NanoUsd));
        json.WriteStartObject("groups");
        foreach (var (group, amount) in groups.OrderBy(g => g.Key)) json.WriteExact(FlowDocument.GroupText(group), Nano.Units(amount.NanoUsd ?? 0));
        json.WriteEndObject();
        json.WriteBoolean("settling", settling);
    }

    public static void WriteFilter(this Utf8JsonWriter json, SpendFilter filter)
    {
        json.WriteStartObject("filter");
        json.WriteString("team", filter.Team);
        json.WriteString("tool", filter.Tool);
        json.WriteString("model", filter.Model);
        json.WriteString("repository", filter.Repository);
        json.WriteEndObject();
    }

    /// <summary>A row of adoption into the object that is open.</summary>
    public static void WriteAdoption(this Utf8JsonWriter json, AdoptionRow row, decimal target)
    {
        json.WriteString("id", row.Id);
        json.WriteString("name", row.Name);
        json.WriteNumber("teams", row.Teams);
        json.WriteNumber("covered", row.Covered);
        if (row.Last is { } last)
        {
            json.WriteStartObject("last");
            json.WriteString("week", last.Monday.ToString("O"));
            json.WriteNumber("users", last.Users);
            json.WriteNumber("people", last.Employed);
            json.WriteFigure("share", last.Share);
            json.WriteNumber("short", last.Short(target));
            json.WriteEndObject();
        }
        else
        {
            json.WriteNull("last");
        }

        json.WriteStartArray("weeks");
        foreach (var week in row.Weeks)
        {
            json.WriteStartObject();
            json.WriteString("week", week.Monday.ToString("O"));
            json.WriteNumber("users", week.Users);
            json.WriteNumber("people", week.Employed);
            if (week.IsHidden) json.WriteBoolean("hidden", true);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
