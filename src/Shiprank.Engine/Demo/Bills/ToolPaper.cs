using System.Globalization;
using System.Text;
using Shiprank.Core.Money;

namespace Shiprank.Engine.Demo.Bills;

/// <summary>Copilot's users by day (a credit is a cent), and Kiro's user report.</summary>
internal static class ToolPaper
{
    public static string Copilot(IEnumerable<Billed> usage)
    {
        var text = new StringBuilder();
        foreach (var day in usage.Where(u => u.Tool == "copilot").GroupBy(u => (u.Day, u.Who)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Who, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{{\"day\":\"{day.Key.Day:yyyy-MM-dd}\",\"user_login\":\"{day.Key.Who}\",\"ai_credits_used\":{PaperText.Number(Nano.Units(day.Sum(u => u.Nano)) * 100)}}}\n");
        }

        return text.ToString();
    }

    public static string Kiro(IEnumerable<Billed> usage, Plan plan)
    {
        var text = new StringBuilder("Date,UserId,Client_Type,Credits_Used,Overage_Cap,Overage_Credits_Used,Overage_Enabled,ProfileId,Subscription_Tier,Total_Messages\n");
        foreach (var day in usage.Where(u => u.Tool == "kiro").GroupBy(u => u.Day).OrderBy(g => g.Key))
        {
            for (var i = 0; i < (day.Key == plan.Twice ? 2 : 1); i++)
            {
                foreach (var user in day.GroupBy(u => u.Who).OrderBy(g => g.Key, StringComparer.Ordinal))
                {
                    text.Append(CultureInfo.InvariantCulture, $"{day.Key:yyyy-MM-dd},{user.Key},KIRO_CLI,{PaperText.Number(user.Sum(u => u.Credits))},1000,0,false,profile-1,PRO,\n");
                }
            }
        }

        return text.ToString();
    }
}
