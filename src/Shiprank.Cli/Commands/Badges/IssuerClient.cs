using System.Text;
using Shiprank.Core;

namespace Shiprank.Cli.Commands.Badges;

/// <summary>Asks an issuer for its keys and status lists: over https alone (on this machine also without), little, once, and never somewhere else than asked.</summary>
internal sealed class IssuerClient(bool offline, CancellationToken cancel) : IDisposable
{
    private const int Largest = 4 * 1024 * 1024;

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(10) }) { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = Largest };

    public Result<string> Get(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback)) || uri.UserInfo.Length > 0) return new Problem(address, 0, "not an https address");
        if (offline) return new Problem(address, 0, "not asked: --offline forbids it", "fetch it before, and name it with --keys and --status");
        try
        {
            using var answer = client.GetAsync(uri, cancel).GetAwaiter().GetResult();
            return answer.IsSuccessStatusCode
                ? Encoding.UTF8.GetString(answer.Content.ReadAsByteArrayAsync(cancel).GetAwaiter().GetResult())
                : new Problem(address, 0, $"answered {(int)answer.StatusCode}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            return new Problem(address, 0, $"can't be reached: {e.Message}");
        }
    }

    public void Dispose() => client.Dispose();
}
