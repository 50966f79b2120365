using Shiprank.Core;
using Shiprank.Core.Signals;
using Shiprank.Core.Signals.Desk;
using Shiprank.Engine.Digests.Sending;
using Shiprank.Sources.Organisation;
using Shiprank.Store;

namespace Shiprank.Engine.Signals;

/// <param name="Posted">Steps that were taken.</param>
/// <param name="Problem">What stood in the way of the first that was not; null: nothing.</param>
public sealed record PostOutcome(string Place, int Posted, Problem? Problem);

/// <summary>
/// Posts what happens to questions to the organisation's webhooks, each step once and in its order within a question; what is not taken is tried again, ever
/// more seldom, and given up after <see cref="MostTries"/> times. A process that dies between the post and the note posts it again, under the same delivery id.
/// </summary>
/// <param name="variable">An environment variable's value; null when it is not set.</param>
public sealed class SignalPosts(IStore store, Workspace workspace, Func<string, string?> variable, TimeProvider clock)
{
    public const int MostTries = 12;

    private static readonly TimeSpan first = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan longest = TimeSpan.FromHours(6);

    /// <summary>What is older when a webhook is first named is not told to it.</summary>
    private static readonly TimeSpan late = TimeSpan.FromDays(2);

    /// <exception cref="OperationCanceledException">The token was cancelled; what was posted is noted.</exception>
    public async Task<IReadOnlyList<PostOutcome>> Send(CancellationToken cancel)
    {
        var webhooks = workspace.Organisation.Signals.Webhooks;
        if (webhooks.Count == 0) return [];
        var questions = store.ReadSignals(cancel).ToDictionary(q => q.Id, StringComparer.Ordinal);
        List<TakenStep> steps = [.. store.ReadSignalSteps(cancel: cancel).Where(s => s.Step != QuestionStep.Looked && questions.ContainsKey(s.Id)).OrderBy(s => s.At).ThenBy(s => s.Id, StringComparer.Ordinal).ThenBy(s => s.Number)];
        var known = store.ReadSignalPosts().ToDictionary(p => (p.Id, p.Number, p.Place));
        List<PostOutcome> outcomes = [];
        using var client = new WebhookClient(workspace.Organisation.Digest.AllowPrivate);
        foreach (var webhook in webhooks) outcomes.Add(await Send(client, webhook, steps, questions, known, cancel));
        return outcomes;
    }

    /// <summary>After so many tries: 1, 2, 4, … minutes, six hours at most.</summary>
    internal static TimeSpan Wait(int tries) => tries > 10 ? longest : TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << (tries - 1)));

    private async Task<PostOutcome> Send(
        WebhookClient client, SignalWebhook webhook, List<TakenStep> steps, Dictionary<string, SignalQuestion> questions, Dictionary<(string, int, string), SignalPost> known, CancellationToken cancel)
    {
        var place = ChannelSender.Place($"signals {webhook.Url}");
        List<Problem> problems = [];
        if (SecretReader.Read(webhook.Secret, variable, "signals.webhooks", problems) is not [var secret, ..]) return new(place, 0, problems.FirstOrDefault());
        var (posted, held) = (0, new HashSet<string>(StringComparer.Ordinal));
        Problem? wrong = null;
        foreach (var step in steps)
        {
            var before = known.GetValueOrDefault((step.Id, step.Number, place));
            if (before is { PostedAt: not null } or { NextAt: null } || held.Contains(step.Id)) continue;
            var now = clock.GetUtcNow();
            if (before is null ? now - step.At > late : before.NextAt > now)
            {
                // A later step of the same question waits for it, unless it is too late for this one.
                if (before is not null) held.Add(step.Id);
                continue;
            }

            var body = SignalPayload.Of(step, questions[step.Id], workspace.Organisation.Digest.BaseUrl);
            var problem = await client.Post(
                webhook.Url, body, [(SignalPayload.SignatureHeader, SignalPayload.Signature(secret.Bytes, now, body)), (SignalPayload.EventHeader, SignalPayload.Event(step)), (SignalPayload.DeliveryHeader, SignalPayload.Delivery(step))], cancel);
            var tries = (before?.Tries ?? 0) + (problem is null ? 0 : 1);
            store.PutSignalPost(new(step.Id, step.Number, place, tries, problem is null || tries >= MostTries ? null : now + Wait(tries), problem is null ? now : null), cancel);
            if (problem is null)
            {
                posted++;
                continue;
            }

            wrong ??= problem;
            held.Add(step.Id);
        }

        return new(place, posted, wrong);
    }
}
