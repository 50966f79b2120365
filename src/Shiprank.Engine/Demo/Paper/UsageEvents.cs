using Shiprank.Core.Usage;
using Shiprank.Engine.Demo.History;
using Shiprank.Engine.Demo.Homes;

namespace Shiprank.Engine.Demo.Paper;

/// <summary>Usage that comes as events and not from a home: what a vendor reports of its agent's sessions.</summary>
internal static class UsageEvents
{
    /// <param name="row">Told each response as the event states it.</param>
    public static UsageFacts Write(EventPaper log, Session session, Chance chance, Action<UsageRow> row)
    {
        var facts = default(UsageFacts);
        var cached = session.Context;
        for (var i = 0; i < session.Responses; i++)
        {
            var at = LogText.Moment(session.Start, session.End, i, session.Responses);
            var output = chance.Skewed(220);
            var tokens = new TokenCounts(chance.Skewed(900), cached, 0, 0, output, output * chance.Below(60) / 100);
            cached += (int)(tokens.Input + tokens.Output);
            facts += new UsageFacts(1, tokens, 0);
            row(new() { Tool = Agents.Id(session.Tool), Key = $"{session.Id}:{i}", OccurredAt = at, Session = session.Id, Model = session.Model, Tokens = tokens });
            log.Add(at, "usage", $"{session.Id}:{i}", json =>
            {
                json.WriteString("at", EventPaper.Time(at));
                json.WriteString("person", session.Home);
                json.WriteString("tool", Agents.Id(session.Tool));
                json.WriteString("model", session.Model);
                json.WriteString("session", session.Id);
                json.WriteString("repository", session.Repository);
                json.WriteString("branch", session.Branch);
                json.WriteString("ticket", session.Ticket);
                json.WriteNumber("input", tokens.Input);
                json.WriteNumber("cache_read", tokens.CacheRead);
                json.WriteNumber("cache_write_5m", 0);
                json.WriteNumber("cache_write_1h", 0);
                json.WriteNumber("output", tokens.Output);
                json.WriteNumber("reasoning", tokens.Reasoning);
            });
        }

        return facts;
    }
}
