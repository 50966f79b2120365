using System.Security.Cryptography;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Engine.Digests.Sending;

/// <summary>Sends a message of a few lines on a channel, however that takes it.</summary>
/// <param name="settings">The mail server, and whether webhooks may be inside the network.</param>
/// <param name="variable">An environment variable's value; null when it is not set.</param>
public sealed class ChannelSender(DigestSettings settings, Func<string, string?> variable) : IDisposable
{
    private readonly WebhookClient webhooks = new(settings.AllowPrivate);

    public void Dispose() => webhooks.Dispose();

    /// <param name="purpose">What the webhook is for, in a problem.</param>
    /// <returns>Null when it was taken.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Problem?> Send(Digest digest, DigestChannel channel, string purpose, CancellationToken cancel)
    {
        if (channel.Form == ChannelForm.Mail) return await Mail(digest, channel.To, cancel);
        List<Problem> problems = [];
        if (SecretReader.Read(channel.Webhook, variable, purpose, problems) is not [var address, ..]) return problems[0];
        return await webhooks.Post(address.Reveal(), channel.Form == ChannelForm.Slack ? ChannelPost.Slack(digest) : ChannelPost.Teams(digest), cancel);
    }

    public Task<Problem?> Mail(Digest digest, IReadOnlyList<string> to, CancellationToken cancel)
    {
        var server = settings.Mail!;
        List<Problem> problems = [];
        var password = !server.Password.IsEmpty && SecretReader.Read(server.Password, variable, "digest.mail", problems) is [var first, ..] ? first : null;
        return problems.Count > 0 ? Task.FromResult<Problem?>(problems[0]) : new Mailer(server, password).Send(digest, to, cancel);
    }

    /// <summary>In words, without the address.</summary>
    public static string Way(DigestChannel channel) => channel.Form switch
    {
        ChannelForm.Slack => "slack",
        ChannelForm.Teams => "teams",
        _ => $"mail to {DigestWords.Many(channel.To.Count, "address", "addresses")}",
    };

    /// <summary>Where a channel leads, in 24 hex digits that tell nobody. The same channel is the same place when its secret changes.</summary>
    public static string Place(DigestChannel channel) => Place($"{channel.Form} {string.Join(' ', channel.Webhook.Variables)} {string.Join(' ', channel.Webhook.Files)} {string.Join(' ', channel.To)}");

    public static string Place(string place) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)).AsSpan(0, 12));
}
