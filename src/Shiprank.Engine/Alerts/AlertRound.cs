using System.Globalization;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Engine.Digests;
using Shiprank.Engine.Digests.Sending;
using Shiprank.Engine.Loops;
using Shiprank.Engine.Scoring;
using Shiprank.Store;

namespace Shiprank.Engine.Alerts;

/// <summary>What went out on one way.</summary>
/// <param name="Way">In words, without the address.</param>
/// <param name="Problem">Null when it was taken; else it is tried again.</param>
public sealed record AlertOutcome(string Way, int Alerts, Problem? Problem);

/// <summary>
/// Keeps alerts that are new and sends them on every way that the organisation file names, all that wait for a way in one message, each once: what went
/// out is noted right after it was taken. A process that dies between the two sends them again; none is lost, and a restart repeats none.
/// </summary>
/// <param name="variable">An environment variable's value; null when it is not set.</param>
public sealed class AlertRound(IStore store, Workspace workspace, Func<string, string?> variable, TimeProvider clock)
{
    /// <summary>Older ones go nowhere any more; they stay on the page.</summary>
    private static readonly TimeSpan late = TimeSpan.FromDays(2);

    private const int Looked = 500;

    /// <returns>Those that are new.</returns>
    public IReadOnlyList<StoredAlert> Judge(Standing standing, CancellationToken cancel) => store.AddAlerts(AlertJudge.Of(standing), clock.GetUtcNow(), cancel);

    /// <returns>Those that are new.</returns>
    public IReadOnlyList<StoredAlert> Judge(LoopsView loops, CancellationToken cancel) => store.AddAlerts(LoopAlerts.Of(loops), clock.GetUtcNow(), cancel);

    /// <exception cref="OperationCanceledException">The token was cancelled; what was sent is noted.</exception>
    public async Task<IReadOnlyList<AlertOutcome>> Send(CancellationToken cancel)
    {
        var organisation = workspace.Organisation;
        if (organisation.Alerts is { Folder: null, Channels.Count: 0 }) return [];
        var now = clock.GetUtcNow();
        List<StoredAlert> young = [.. store.ReadAlerts(Looked).Where(a => a.SeenAt is null && now - a.OpenedAt < late).OrderBy(a => a.Id)];
        if (young.Count == 0) return [];
        var sent = store.ReadSentAlerts(young[0].Id);
        List<AlertOutcome> outcomes = [];
        using var sender = new ChannelSender(organisation.Digest, variable);
        foreach (var channel in organisation.Alerts.Channels)
        {
            var waiting = Waiting(young.Where(a => channel.About.Contains(a.What.Topic)), ChannelSender.Place(channel.Way), sent);
            if (waiting.Count > 0) outcomes.Add(await Once(waiting, ChannelSender.Way(channel.Way), ChannelSender.Place(channel.Way), message => sender.Send(message, channel.Way, "alerts", cancel), now, cancel));
        }

        if (organisation.Alerts.Folder is { } folder)
        {
            var place = ChannelSender.Place($"folder {folder}");
            var waiting = Waiting(young, place, sent);
            if (waiting.Count > 0) outcomes.Add(await Once(waiting, "folder", place, message => Task.FromResult(DigestFiles.Write(message, folder) is { Succeeded: false, Problem: var problem } ? problem : null), now, cancel));
        }

        return outcomes;
    }

    private static List<StoredAlert> Waiting(IEnumerable<StoredAlert> alerts, string place, IReadOnlySet<(long, string)> sent) => [.. alerts.Where(a => !sent.Contains((a.Id, place)))];

    private async Task<AlertOutcome> Once(List<StoredAlert> alerts, string way, string place, Func<Digest, Task<Problem?>> send, DateTimeOffset now, CancellationToken cancel)
    {
        var problem = await send(Message(alerts, now, workspace.Organisation));
        if (problem is null) store.AddSentAlerts([.. alerts.Select(a => a.Id)], place, now, cancel);
        return new(way, alerts.Count, problem);
    }

    /// <summary>At most twelve lines, as every message of this product.</summary>
    private static Digest Message(List<StoredAlert> alerts, DateTimeOffset now, OrganisationFile organisation)
    {
        var most = Digest.MostLines - 2;
        var shown = alerts.Count <= most ? alerts : alerts[..(most - 1)];
        List<DigestLine> lines = [.. shown.Select(a => new DigestLine(a.What.Title, a.What.Text))];
        if (shown.Count < alerts.Count) lines.Add(new("And", DigestWords.Many(alerts.Count - shown.Count, "more alert")));
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        var subject = string.Create(CultureInfo.InvariantCulture, $"alerts-{alerts[0].Id}-{alerts[^1].Id}");
        return new(subject, $"{(organisation.Name.Length > 0 ? organisation.Name : "Shiprank")}: {DigestWords.Many(alerts.Count, "alert")}", new(day, day), lines, organisation.Digest.BaseUrl is { } pages ? new(pages, "budgets#alerts") : null, null);
    }
}
