using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Shiprank.Core;
using Shiprank.Core.Badges;
using Shiprank.Core.Organisation;
using Shiprank.Sources.Organisation;

namespace Shiprank.Engine.Digests;

/// <summary>The ways out: a folder, chats' webhooks, a mail server. What fails is a problem that names the channel, never its address or a secret.</summary>
/// <param name="variable">An environment variable's value; null when it is not set.</param>
public sealed class DigestPost(Func<string, string?> variable)
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    /// <summary>Writes a digest in its three forms below a folder: <c>2026-09-21/team-checkout.md</c>.</summary>
    public static Problem? Write(string folder, Digest digest)
    {
        try
        {
            var week = Path.Combine(folder, digest.Week.Since.ToString("O"));
            Directory.CreateDirectory(week);
            var name = $"{(digest.Kind == HolderKind.Team ? "team" : "person")}-{Safe(digest.Holder)}";
            foreach (var (end, text) in new[] { (".md", DigestText.Markdown(digest)), (".html", DigestText.Html(digest)), (".txt", DigestText.Plain(digest)) })
            {
                var path = Path.Combine(week, name + end);
                File.WriteAllText(path + ".new", text);
                File.Move(path + ".new", path, overwrite: true);
            }

            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new("folder", 0, $"the digest can't be written: {e.Message}");
        }
    }

    public async Task<Problem?> Send(ChatChannel chat, Digest digest, CancellationToken cancel)
    {
        List<Problem> problems = [];
        if (SecretReader.Read(chat.Address, variable, $"the chat {chat.Name}", problems) is not [var secret, ..]) return problems.FirstOrDefault() ?? new(chat.Name, 0, "the chat's address is not known");
        if (!Uri.TryCreate(secret.Reveal(), UriKind.Absolute, out var address) || !(address.Scheme == "https" || (chat.AllowPrivate && address.Scheme == "http")) || address.UserInfo.Length > 0) return new(chat.Name, 0, "the chat's address is not an https address");
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false, ConnectTimeout = patience };
        if (!chat.AllowPrivate) handler.ConnectCallback = PublicAddresses.Connect;
        using var client = new HttpClient(handler) { Timeout = patience, MaxResponseContentBufferSize = 64 * 1024 };
        using var content = new ByteArrayContent(ChatMessage.Of(digest, chat.Kind));
        content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        try
        {
            using var answer = await client.PostAsync(address, content, cancel);
            return answer.IsSuccessStatusCode ? null : new(chat.Name, 0, $"the chat answered {(int)answer.StatusCode}", "see that its webhook is still there");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            // The message may hold the host of the address: it is left out. The client wraps what the connection said.
            var isInside = e.Message == PublicAddresses.Refused || e.InnerException?.Message == PublicAddresses.Refused;
            return isInside ? new(chat.Name, 0, PublicAddresses.Refused, "allow_private: true where that is meant") : new(chat.Name, 0, "the chat can't be reached");
        }
    }

    public async Task<Problem?> Mail(MailServer server, string to, Digest digest, CancellationToken cancel)
    {
        List<Problem> problems = [];
        var password = server.Password.IsEmpty ? null : SecretReader.Read(server.Password, variable, "the mail server", problems).FirstOrDefault();
        if (problems is [var problem, ..]) return problem;
        if (!MailAddress.TryCreate(to, out var recipient)) return new("mail", 0, "the person's address is not one");
        using var message = new MailMessage(new(server.From), recipient) { Subject = digest.Title, SubjectEncoding = Encoding.UTF8, Body = DigestText.Plain(digest), BodyEncoding = Encoding.UTF8 };
        using var html = AlternateView.CreateAlternateViewFromString(DigestText.Html(digest), Encoding.UTF8, MediaTypeNames.Text.Html);
        message.AlternateViews.Add(html);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (digest.Stop is { } stop)
        {
            message.Headers.Add("List-Unsubscribe", $"<{stop}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        using var client = new SmtpClient(server.Host, server.Port) { EnableSsl = server.Tls, Timeout = (int)patience.TotalMilliseconds };
        if (server.User is { } user && password is not null) client.Credentials = new System.Net.NetworkCredential(user, password.Reveal());
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(patience);
        try
        {
            await client.SendMailAsync(message, limit.Token);
            return null;
        }
        catch (Exception e) when (e is SmtpException or IOException || (e is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return new("mail", 0, e is SmtpException smtp ? $"the mail server said {smtp.StatusCode}" : "the mail server can't be reached");
        }
    }

    /// <summary>A name for a file: no separators, no way up.</summary>
    private static string Safe(string id) => string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '_'));
}
