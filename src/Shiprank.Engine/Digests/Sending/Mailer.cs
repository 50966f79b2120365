using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Engine.Digests.Sending;

/// <summary>Sends digests by mail: text and HTML side by side, encrypted on the way to the server, with the headers that let a mail program end them (RFC 2369, 8058).</summary>
/// <param name="password">Null: without signing in.</param>
public sealed class Mailer(MailSettings settings, Secret? password)
{
    private const int PatienceMilliseconds = 20_000;

    /// <returns>Null when the server took it.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Problem?> Send(Digest digest, IReadOnlyList<string> to, CancellationToken cancel)
    {
        using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Encrypted, Timeout = PatienceMilliseconds, UseDefaultCredentials = false };
        if (settings.User is { } user && password is not null) client.Credentials = new NetworkCredential(user, password.Reveal());
        using var message = new MailMessage { From = new(settings.From, "Shiprank"), Subject = digest.Title, SubjectEncoding = Encoding.UTF8, Body = DigestText.Plain(digest), BodyEncoding = Encoding.UTF8 };
        message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(DigestText.Html(digest), Encoding.UTF8, MediaTypeNames.Text.Html));
        foreach (var address in to) message.To.Add(address);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (digest.Stop is { } stop)
        {
            message.Headers.Add("List-Unsubscribe", $"<{stop.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(PatienceMilliseconds);
        try
        {
            await client.SendMailAsync(message, patience.Token);
            return null;
        }
        catch (Exception e) when (e is SmtpException or IOException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return new($"{settings.Host}:{settings.Port}", 0, e is SmtpException { StatusCode: not SmtpStatusCode.GeneralFailure and var code } ? $"the mail server answered {code}" : "the mail server can't be reached, or does not speak TLS", "mend digest.mail; it is tried again");
        }
    }
}
