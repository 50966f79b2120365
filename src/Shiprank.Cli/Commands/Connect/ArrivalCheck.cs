using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Shiprank.Cli.Commands.Connect;

/// <summary>Asks a server what came from a client.</summary>
internal static class ArrivalCheck
{
    public static async Task<ExitCode> Run(CommandContext context, string client, Uri server, string? token)
    {
        if (context.Offline && !server.IsLoopback) return context.Fail(ExitCode.Usage, "--check needs the network and --offline forbids it");
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(15) };
        if (token is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            using var answer = await http.GetAsync(new Uri(server.AbsoluteUri.TrimEnd('/') + "/v1/received"), context.Cancellation);
            if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return context.Fail(ExitCode.NotAllowed, "the server wants a token with the scope ingest", "--token-file FILE");
            if (!answer.IsSuccessStatusCode) return context.Fail(ExitCode.Failure, $"the server answered {(int)answer.StatusCode}", "is it Shiprank, and of this version?");
            using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(context.Cancellation));
            foreach (var row in document.RootElement.GetProperty("clients").EnumerateArray().Where(r => r.GetProperty("client").GetString() == client))
            {
                var (accepted, refused) = (row.GetProperty("accepted").GetInt64(), row.GetProperty("refused").GetInt64());
                context.Terminal.Data.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{client}: {accepted:N0} items counted, {refused:N0} refused, the last at {row.GetProperty("lastAt").GetString()}"));
                if (accepted > 0) return ExitCode.Ok;
            }

            return context.Fail(ExitCode.NotFound, $"no usage of {client} came yet", "let it answer once and wait for its next export (up to a minute)");
        }
        catch (HttpRequestException failure)
        {
            return context.Fail(ExitCode.Network, $"{server} can't be reached: {failure.Message}", "is the server running (shiprank serve)?");
        }
        catch (TaskCanceledException) when (!context.Cancellation.IsCancellationRequested)
        {
            return context.Fail(ExitCode.Network, $"{server} did not answer in 15 seconds");
        }
        catch (JsonException)
        {
            return context.Fail(ExitCode.Failure, "what answered is not Shiprank");
        }
    }
}
