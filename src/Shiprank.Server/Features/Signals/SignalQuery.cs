using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Signals;
using Shiprank.Server.Shell.Queries;

namespace Shiprank.Server.Features.Signals;

/// <summary>What the page is asked beside its period and team.</summary>
internal static class SignalQuery
{
    public const string Settled = "settled";

    /// <summary>Words that <c>state</c> may be.</summary>
    public static readonly IReadOnlyList<string> States = [.. QuestionWords.States.Select(QuestionWords.Of), Settled];

    public static SignalFilter Filter(IQueryCollection query, PageQuery page) => Filter(One(query, "rule"), page.Team, One(query, "state")) with { Since = page.Window.Since, Until = page.Window.Until };

    public static SignalFilter Filter(string? rule, string? team, string? state) => new(rule, team, state is null ? null : QuestionWords.State(state)) { Settled = state == Settled };

    public static string? One(IQueryCollection query, string name) => query[name] is [{ Length: > 0 and <= 200 } value] ? value : null;
}
