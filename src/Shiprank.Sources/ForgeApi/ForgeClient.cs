using System.Text.Json;
using Polly;
using Polly.Timeout;
using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.ForgeApi;

/// <param name="Next">The next page; null for the last one.</param>
internal sealed record ApiPage(JsonElement Root, Uri? Next);

/// <summary>
/// Asks a forge's API with GET. The token goes to the host of its base address and nowhere else, whatever a redirect or a link says. What fails is a
/// problem, after patient repetition.
/// </summary>
public sealed class ForgeClient : IDisposable
{
    private const string Unknown = "knows no such repository, or hides it from this token";

    private const string Denied = "denies access";

    private const int LargestAnswer = 64 * 1024 * 1024;
    private const int Deepest = 64;
    private const int MostRedirects = 3;

    private readonly Uri api;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly ResiliencePipeline<ApiAnswer> retries;

    /// <param name="patience">The longest that a forge is let wait for when its limit is used up.</param>
    private ForgeClient(Uri api, TimeProvider clock, TimeSpan patience)
    {
        (this.api, this.clock) = (api, clock);
        retries = ApiRetries.Create(clock, patience);
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "shiprank");
    }

    public static ForgeClient GitHub(Uri api, Secret? token, TimeProvider clock, TimeSpan patience)
    {
        var client = new ForgeClient(api, clock, patience);
        client.http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/vnd.github+json");
        client.http.DefaultRequestHeaders.TryAddWithoutValidation("X-GitHub-Api-Version", "2022-11-28");
        if (token is not null) client.http.DefaultRequestHeaders.Authorization = new("Bearer", token.Reveal());
        return client;
    }

    public static ForgeClient GitLab(Uri api, Secret? token, TimeProvider clock, TimeSpan patience)
    {
        var client = new ForgeClient(api, clock, patience);
        client.http.DefaultRequestHeaders.TryAddWithoutValidation("Accept", "application/json");
        if (token is not null) client.http.DefaultRequestHeaders.TryAddWithoutValidation("PRIVATE-TOKEN", token.Reveal());
        return client;
    }

    /// <summary>True when the thing asked for is not there.</summary>
    internal static bool IsGone(Problem problem) => problem.Reason == Unknown;

    /// <summary>True for a problem that says nothing of what else the forge would answer.</summary>
    public static bool IsAboutOneThing(Problem problem) => problem.Reason is Unknown or Denied;

    public void Dispose() => http.Dispose();

    /// <param name="path">Below the base address, with its query.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal Task<Result<ApiPage>> Get(string path, CancellationToken cancel) => Get(new Uri($"{api.AbsoluteUri.TrimEnd('/')}/{path}"), cancel);

    internal async Task<Result<ApiPage>> Get(Uri address, CancellationToken cancel)
    {
        var at = address;
        for (var redirects = 0; ; redirects++)
        {
            if (Foreign(at) is { } foreign) return foreign;
            var asked = await Ask(at, cancel);
            if (!asked.Succeeded) return asked.Problem;
            var answer = asked.Value;
            if (answer.IsRedirect && redirects < MostRedirects && answer.Headers.Location is { } location)
            {
                at = new(at, location);
                continue;
            }

            return answer.Succeeded ? Page(at, answer) : Refused(answer);
        }
    }

    private async Task<Result<ApiAnswer>> Ask(Uri at, CancellationToken cancel)
    {
        try
        {
            return await retries.ExecuteAsync(
                async ct =>
                {
                    using var response = await http.GetAsync(at, HttpCompletionOption.ResponseContentRead, ct);
                    return new ApiAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct), response.Headers);
                },
                cancel);
        }
        catch (TimeoutRejectedException)
        {
            return new Problem(api.Host, 0, "does not answer", "check the network and run it again: what was read stands");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new Problem(api.Host, 0, $"can't be asked: {(failure as HttpRequestException)?.HttpRequestError.ToString() ?? "the connection broke"}", "check the address under `forges` and the network, and run it again: what was read stands");
        }
    }

    private Result<ApiPage> Page(Uri at, ApiAnswer answer)
    {
        try
        {
            using var document = JsonDocument.Parse(answer.Body, new() { MaxDepth = Deepest });
            var next = answer.Next is { } link ? new Uri(at, link) : null;
            return next is not null && Foreign(next) is { } foreign ? foreign : new ApiPage(document.RootElement.Clone(), next);
        }
        catch (Exception failure) when (failure is JsonException or UriFormatException)
        {
            return new Problem(api.Host, 0, $"answers {at.AbsolutePath} with something that is not its API's JSON", "check `api` under `forges`, and whether a proxy stands between");
        }
    }

    private Problem? Foreign(Uri at) =>
        at.Scheme == api.Scheme && string.Equals(at.Authority, api.Authority, StringComparison.OrdinalIgnoreCase) ? null : new(api.Host, 0, $"points to another host, {at.Host}, which is not asked", "check `api` under `forges`");

    private Problem Refused(ApiAnswer answer)
    {
        if (answer.IsLimited)
        {
            var until = answer.Wait(clock.GetUtcNow()) is { } wait ? $" until {(clock.GetUtcNow() + wait).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "";
            return new(api.Host, 0, $"its limit of requests is used up{until}", "run it again then: what was read stands");
        }

        return (int)answer.Status switch
        {
            401 => new(api.Host, 0, "refuses the token", "renew it; `forges` in the organisation file says where it lies"),
            403 => new(api.Host, 0, Denied, "the token has to allow reading requests, issues and deployments"),
            404 => new(api.Host, 0, Unknown, "check the repository's address and what the token may read"),
            var status => new(api.Host, 0, $"answers with status {status}", "run it again later: what was read stands"),
        };
    }
}
