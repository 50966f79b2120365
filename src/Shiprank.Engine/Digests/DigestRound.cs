using System.Security.Cryptography;
using System.Text;
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
        using var webhooks = new WebhookClient(Settings.AllowPrivate);
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

            foreach (var channel in ways) outcomes.Add(await Once(digest, Way(channel), Place(channel), sent, () => Post(digest, channel, webhooks, cancel), cancel));
            if (Settings.Folder is { } folder) outcomes.Add(await Once(digest, "folder", $"folder {folder}", sent, () => Task.FromResult(Write(digest, folder)), cancel));
        }

        if (Settings.People) await People(standing, week, sent, outcomes, cancel);
        return outcomes;
    }

    private async Task People(Standing standing, ScoreWindow week, IReadOnlySet<SentDigest> sent, List<DigestOutcome> outcomes, CancellationToken cancel)
    {
        var stopped = store.ReadStoppedDigests();
        foreach (var person in workspace.Organisation.People.Where(p => Address(p) is not null))
        {
            var subject = PersonDigest.SubjectOf(person.Id);
            if (stopped.Contains(person.Id)) outcomes.Add(new(subject, "mail", DigestState.Stopped));
            else if (PersonDigest.Of(standing, person.Id, week, Settings.BaseUrl, Settings.BaseUrl is { } pages ? StopLink.Of(pages, store.Key, person.Id) : null) is { } digest)
            {
                outcomes.Add(await Once(digest, "mail", "mail", sent, () => Mail(digest, [Address(person)!], cancel), cancel));
            }
        }
    }

    /// <summary>The first address that takes mail: those that forges make up do not.</summary>
    private static string? Address(PersonEntry person) => person.Emails.FirstOrDefault(e => !e.Contains("noreply", StringComparison.OrdinalIgnoreCase));

    private async Task<DigestOutcome> Once(Digest digest, string way, string place, IReadOnlySet<SentDigest> sent, Func<Task<Problem?>> send, CancellationToken cancel)
    {
        var note = new SentDigest(digest.Subject, digest.Week.Since, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 12)));
        if (sent.Contains(note)) return new(digest.Subject, way, DigestState.Known);
        if (await send() is { } problem) return new(digest.Subject, way, DigestState.Failed, problem);
        store.AddSentDigest(note, clock.GetUtcNow(), cancel);
        return new(digest.Subject, way, DigestState.Sent);
    }

    private async Task<Problem?> Post(Digest digest, DigestChannel channel, WebhookClient webhooks, CancellationToken cancel)
    {
        if (channel.Form == ChannelForm.Mail) return await Mail(digest, channel.To, cancel);
        List<Problem> problems = [];
        if (SecretReader.Read(channel.Webhook, variable, $"the digest of team {channel.Team}", problems) is not [var address, ..]) return problems[0];
        return await webhooks.Post(address.Reveal(), channel.Form == ChannelForm.Slack ? ChannelPost.Slack(digest) : ChannelPost.Teams(digest), cancel);
    }

    private Task<Problem?> Mail(Digest digest, IReadOnlyList<string> to, CancellationToken cancel)
    {
        var settings = Settings.Mail!;
        List<Problem> problems = [];
        var password = !settings.Password.IsEmpty && SecretReader.Read(settings.Password, variable, "digest.mail", problems) is [var first, ..] ? first : null;
        return problems.Count > 0 ? Task.FromResult<Problem?>(problems[0]) : new Mailer(settings, password).Send(digest, to, cancel);
    }

    private static Problem? Write(Digest digest, string folder) => DigestFiles.Write(digest, folder) is { Succeeded: false, Problem: var problem } ? problem : null;

    private static string Way(DigestChannel channel) => channel.Form switch
    {
        ChannelForm.Slack => "slack",
        ChannelForm.Teams => "teams",
        _ => $"mail to {DigestWords.Many(channel.To.Count, "address", "addresses")}",
    };

    /// <summary>The same channel is the same place when its secret changes.</summary>
    private static string Place(DigestChannel channel) => $"{channel.Form} {string.Join(' ', channel.Webhook.Variables)} {string.Join(' ', channel.Webhook.Files)} {string.Join(' ', channel.To)}";
}
