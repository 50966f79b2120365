using System.Net.Http.Headers;
using System.Text.Json;

namespace Shiprank.Server.Access.Oidc;

/// <summary>Asks a provider: a short wait, small answers, no redirects. What goes wrong is told without what was sent.</summary>
internal sealed class ProviderClient : IDisposable
{
    private const int Largest = 512 * 1024;

    private readonly HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = Largest,
    };

    public Task<JsonElement?> Get(Uri address, CancellationToken cancel) => Send(new(HttpMethod.Get, address), cancel);

    public Task<JsonElement?> Post(Uri address, IEnumerable<KeyValuePair<string, string>> form, AuthenticationHeaderValue? authorization, CancellationToken cancel) =>
        Send(new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(form), Headers = { Authorization = authorization } }, cancel);

    public void Dispose() => client.Dispose();

    /// <returns>Null when there is no answer, or none that is a JSON object.</returns>
    private async Task<JsonElement?> Send(HttpRequestMessage request, CancellationToken cancel)
    {
        request.Headers.Accept.ParseAdd("application/json");
        try
        {
            using (request)
            using (var response = await client.SendAsync(request, cancel))
            {
                if (!response.IsSuccessStatusCode) return null;
                using var document = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancel), new() { MaxDepth = 16 });
                return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException || (failure is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }
}
