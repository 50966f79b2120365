using System.Text.Json;
using Polly;
using Polly.Timeout;
using Shiprank.Core;
using Shiprank.Core.Organisation;
using Shiprank.Sources.ForgeApi;

namespace Shiprank.Sources.VendorReports.Api;

/// <summary>
/// Asks a vendor's API for reports, page by page. Its token goes to the host of the base address and nowhere else: a redirect is a problem. A limit, a failure of
/// the vendor's or of the network is waited out, no longer than the caller's patience.
/// </summary>
public sealed class ReportClient : IDisposable
{
    private const int LargestAnswer = 64 * 1024 * 1024;
    private const int MostPages = 10_000;

    private readonly ReportApi api;
    private readonly Uri at;
    private readonly Secret token;
    private readonly TimeProvider clock;
    private readonly HttpClient http;
    private readonly ResiliencePipeline<ApiAnswer> retries;

    /// <param name="at">Base address; else the vendor's own.</param>
    public ReportClient(ReportApi api, Uri at, Secret token, TimeProvider clock, TimeSpan patience)
    {
        (this.api, this.at, this.token, this.clock) = (api, new($"{at.AbsoluteUri.TrimEnd('/')}/"), token, clock);
        retries = ApiRetries.Create(clock, patience);
        http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = System.Net.DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(15),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = LargestAnswer,
        };
        http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "shiprank");
    }

    /// <summary>How many days one <see cref="Read"/> may be about.</summary>
    public int Days => api.Days;

    public void Dispose() => http.Dispose();

    /// <summary>Every page of a window, one after the other behind line breaks.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<Result<ReadOnlyMemory<byte>>> Read(DateOnly from, DateOnly until, CancellationToken cancel)
    {
        using var pages = new MemoryStream();
        string? page = null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var read = 0; read < MostPages; read++)
        {
            var asked = await Ask(from, until, page, cancel);
            if (!asked.Succeeded) return asked.Problem;
            if (!asked.Value.Succeeded) return Refused(asked.Value);
            pages.Write(asked.Value.Body.Span);
            pages.WriteByte((byte)'\n');
            try
            {
                using var document = JsonDocument.Parse(asked.Value.Body, new() { MaxDepth = 64 });
                page = document.RootElement.ValueKind == JsonValueKind.Object ? api.Next(document.RootElement) : null;
            }
            catch (JsonException)
            {
                return new Problem(at.Host, 0, "answers with something that is not its API's JSON", "check `base_url` under `bills`, and whether a proxy stands between");
            }

            if (page is null) return new ReadOnlyMemory<byte>(pages.GetBuffer(), 0, (int)pages.Length);
            if (!seen.Add(page)) return new Problem(at.Host, 0, "names the same next page again and again", "run it again later: what was read stands");
        }

        return new Problem(at.Host, 0, $"has more than {MostPages} pages for {from:O}", "run it again later: what was read stands");
    }

    private async Task<Result<ApiAnswer>> Ask(DateOnly from, DateOnly until, string? page, CancellationToken cancel)
    {
        try
        {
            return await retries.ExecuteAsync(
                async ct =>
                {
                    using var request = api.Ask(at, from, until, page);
                    api.Sign(request, token.Reveal());
                    using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, ct);
                    return new ApiAnswer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct), response.Headers);
                },
                cancel);
        }
        catch (TimeoutRejectedException)
        {
            return new Problem(at.Host, 0, "does not answer", "check the network and run it again: what was read stands");
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new Problem(at.Host, 0, $"can't be asked: {(failure as HttpRequestException)?.HttpRequestError.ToString() ?? "the connection broke"}", "check `base_url` under `bills` and the network, and run it again: what was read stands");
        }
    }

    private Problem Refused(ApiAnswer answer)
    {
        if (answer.IsLimited)
        {
            var until = answer.Wait(clock.GetUtcNow()) is { } wait ? $" until {(clock.GetUtcNow() + wait).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "";
            return new(at.Host, 0, $"its limit of requests is used up{until}", "run it again then: what was read stands");
        }

        if (answer.IsRedirect) return new(at.Host, 0, "points somewhere else, where nothing is asked", "check `base_url` under `bills`");
        return (int)answer.Status switch
        {
            401 or 403 => new(at.Host, 0, "refuses the token", "it has to be an administrator's key of the organisation; `bills` in the organisation file says where it lies"),
            404 => new(at.Host, 0, "knows no such report", "check `kind` and `base_url` under `bills`"),
            var status => new(at.Host, 0, $"answers with status {status}", "run it again later: what was read stands"),
        };
    }
}
