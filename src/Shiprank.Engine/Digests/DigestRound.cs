using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Core.Score;
using Shiprank.Engine.Digests.Sending;
using Shiprank.Engine.Scoring;
using Shiprank.Sources.Organisation;
using Shiprank.Store;

namespace Shiprank.Engine.Digests;

/// <summary>
/// Sends a week's digests on every way that the organisation file names, each once: what went out is noted right after it was taken. A process that
/// dies between the two sends that one digest again; none is lost.
/// </summary>
/// <param name="variable">An environment variable's value; null when it is not set.</param>
public sealed class DigestRound(IStore store, Workspace workspace, Func<string, string?> variable, TimeProvider clock)
{
    private DigestSettings Settings => workspace.Organisation.Digest;

    /// <summary>True when there is any way to send on.</summary>
    public static bool HasWays(DigestSettings settings) => settings.Channels.Count > 0 || settings.People || settings.Folder is not null;

    /// <exception cref="OperationCanceledException">The token was cancelled; what was sent is noted.</exception>
    public async Task<IReadOnlyList<DigestOutcome>> Send(Standing standing, ScoreWindow week, CancellationToken cancel)
    {
        List<DigestOutcome> outcomes = [];
        var sent = store.ReadSentDigests(week.Since);
        using var sender = new ChannelSender(Settings, variable);
        foreach (var team in workspace.Organisation.Teams)
        {
            var ways = Settings.Channels.Where(c => c.Team == team.Id).ToList();
            if (ways.Count == 0 && Settings.Folder is null) continue;
            var subject = TeamDigest.SubjectOf(team.Id);
            if (TeamDigest.Of(standing, team.Id, week, Settings.BaseUrl) is not { } digest)
            {
                outcomes.Add(new(subject, "", DigestState.TooFewPeople));
                continue;
            }

            foreach (var channel in ways) outcomes.Add(await Once(digest, ChannelSender.Way(channel), ChannelSender.Place(channel), sent, () => sender.Send(digest, channel, $"the digest of team {channel.Team}", cancel), cancel));
            if (Settings.Folder is { } folder) outcomes.Add(await Once(digest, "folder", ChannelSender.Place($"folder {folder}"), sent, () => Task.FromResult(Write(digest, folder)), cancel));
        }

        if (Settings.People) await People(standing, week, sender, sent, outcomes, cancel);
        return outcomes;
    }

    private async Task People(Standing standing, ScoreWindow week, ChannelSender sender, IReadOnlySet<SentDigest> sent, List<DigestOutcome> outcomes, CancellationToken cancel)
    {
        var stopped = store.ReadStoppedDigests();
        foreach (var person in workspace.Organisation.People.Where(p => Address(p) is not null))
        {
            var subject = PersonDigest.SubjectOf(person.Id);
            if (stopped.Contains(person.Id)) outcomes.Add(new(subject, "mail", DigestState.Stopped));
            else if (PersonDigest.Of(standing, person.Id, week, Settings.BaseUrl, Settings.BaseUrl is { } pages ? StopLink.Of(pages, store.Key, person.Id) : null) is { } digest)
            {
                outcomes.Add(await Once(digest, "mail", ChannelSender.Place("mail"), sent, () => sender.Mail(digest, [Address(person)!], cancel), cancel));
            }
        }
    }

    /// <summary>The first address that takes mail: those that forges make up do not.</summary>
    private static string? Address(PersonEntry person) => person.Emails.FirstOrDefault(e => !e.Contains("noreply", StringComparison.OrdinalIgnoreCase));

    private async Task<DigestOutcome> Once(Digest digest, string way, string place, IReadOnlySet<SentDigest> sent, Func<Task<Problem?>> send, CancellationToken cancel)
    {
        var note = new SentDigest(digest.Subject, digest.Week.Since, place);
        if (sent.Contains(note)) return new(digest.Subject, way, DigestState.Known);
        if (await send() is { } problem) return new(digest.Subject, way, DigestState.Failed, problem);
        store.AddSentDigest(note, clock.GetUtcNow(), cancel);
        return new(digest.Subject, way, DigestState.Sent);
    }

    private static Problem? Write(Digest digest, string folder) => DigestFiles.Write(digest, folder) is { Succeeded: false, Problem: var problem } ? problem : null;
}
