using System.Text.Json;
using Shiprank.Core;

namespace Shiprank.Server.Access.Oidc;

/// <summary>Talks with a provider: no redirect is followed, no cookie kept, an answer is short and comes soon, or it is a problem.</summary>
internal sealed class ProviderClient : IDisposable
{
    private const int LongestAnswer = 256 * 1024;
    private static readonly JsonDocumentOptions limits = new() { MaxDepth = 16 };

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LongestAnswer,
    };

    public void Dispose() => http.Dispose();

    public Task<Result<JsonElement>> Get(Uri address, CancellationToken cancel) => Ask(new(HttpMethod.Get, address), cancel);

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<JsonElement>> Ask(HttpRequestMessage request, CancellationToken cancel)
    {
        var where = request.RequestUri!.GetLeftPart(UriPartial.Path);
        try
        {
            request.Headers.TryAddWithoutValidation("Accept", "application/json");
            using var response = await http.SendAsync(request, cancel);
            using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel), limits);
            if (response.IsSuccessStatusCode) return document.RootElement.Clone();
            return new Problem(where, 0, $"the provider answered {(int)response.StatusCode}{Error(document.RootElement)}");
        }
        catch (JsonException)
        {
            return new Problem(where, 0, "the provider's answer is no JSON");
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            return new Problem(where, 0, "the provider can't be reached", "try again; look at access.oidc.issuer if it stays so");
        }
        finally
        {
            request.Dispose();
        }
    }

    /// <summary>The error code that RFC 6749 defines, and nothing else of what the answer says.</summary>
    private static string Error(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && SignedToken.Text(answer, "error") is { Length: > 0 and <= 64 } error && error.All(c => char.IsAsciiLetterLower(c) || c == '_') ? $" ({error})" : "";
}
