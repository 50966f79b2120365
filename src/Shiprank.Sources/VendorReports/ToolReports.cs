using Shiprank.Core.Money.Bills;
using Shiprank.Core.Usage;

namespace Shiprank.Sources.VendorReports;

/// <summary>Reports of tools that bill themselves: Copilot's users by day, Kiro's two layouts.</summary>
internal static class ToolReports
{
    /// <summary>GitHub's usage metrics of users by day (NDJSON). Its tokens are of the command line alone and without a cache split, so credits count.</summary>
    public static void Copilot(ReportText text)
    {
        foreach (var (line, record) in text.Records("data"))
        {
            var row = JsonRecords.Row(record, line);
            var (day, login) = (row.Day("day"), row.Required("user_login"));
            text.Add(
                row,
                Line(Issuers.GitHub, BillReports.Copilot, "copilot", day, login) with { Credits = row.OptionalAmount("ai_credits_used"), Requests = row.OptionalCount("user_initiated_interaction_count") },
                LineSums.Key(day, login, row.Text("organization_id"), row.Text("enterprise_id")));
        }
    }

    /// <summary>Kiro's <c>user_report</c>: one row a user, client and day, with credits.</summary>
    public static void KiroUsers(ReportText text)
    {
        foreach (var row in text.Rows(["Date"], ["UserId", "User_Id"], ["Credits_Used"]))
        {
            var (day, user) = (row.Day("Date"), row.Required("UserId"));
            text.Add(
                row,
                Line(Issuers.Aws, BillReports.KiroUser, "kiro", day, user) with { Credits = row.Amount("Credits_Used"), Requests = row.OptionalCount("Total_Messages") },
                LineSums.Key(day, user, row.Text("Client_Type"), row.Text("ProfileId")));
        }
    }

    /// <summary>Kiro's older <c>by_user_analytic</c>: messages, no credits.</summary>
    public static void KiroActivity(ReportText text)
    {
        foreach (var row in text.Rows(["Date"], ["UserId", "User_Id"], ["Chat_MessagesSent"]))
        {
            var (day, user) = (row.Day("Date"), row.Required("UserId"));
            text.Add(row, Line(Issuers.Aws, BillReports.KiroActivity, "kiro", day, user) with { Requests = row.Count("Chat_MessagesSent") }, LineSums.Key(day, user));
        }
    }

    /// <summary>Bedrock's invocation log: one call a record. What was asked and answered stands beside the counts and is never looked at.</summary>
    public static void Bedrock(ReportText text)
    {
        foreach (var (line, record) in text.Records("Records"))
        {
            var row = JsonRecords.Row(record, line);
            if (row.Text("schemaType") is not "ModelInvocationLog") row.Wrong("\"schemaType\" is not ModelInvocationLog");
            var (day, request, model) = (row.Day("timestamp"), row.Required("requestId"), Last(row.Required("modelId")));
            var actor = Last(row.Text("identity.arn"));
            text.Add(
                row,
                new()
                {
                    Issuer = Issuers.Aws,
                    Report = BillReports.Bedrock,
                    Key = "",
                    From = day,
                    Until = day.AddDays(1),
                    Model = model,
                    Actor = actor,
                    Tokens = new TokenCounts(row.Count("input.inputTokenCount"), row.Count("input.cacheReadInputTokenCount"), row.Count("input.cacheWriteInputTokenCount"), 0, row.Count("output.outputTokenCount")),
                    Requests = 1,
                },
                LineSums.Key(request, day));
        }
    }

    /// <summary>Of an ARN what it names in the end: a model, or the session's name of an assumed role.</summary>
    private static string Last(string arn) => arn[(arn.LastIndexOf('/') + 1)..];

    private static BillLine Line(string issuer, string report, string tool, DateOnly day, string actor) =>
        new() { Issuer = issuer, Report = report, Key = "", From = day, Until = day.AddDays(1), Tool = tool, Actor = actor };
}
