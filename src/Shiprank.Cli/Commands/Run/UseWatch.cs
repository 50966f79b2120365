using System.Globalization;
using System.Text.Json;
using Shiprank.Cli.Commands.Hook;
using Shiprank.Cli.Commands.Ticket;
using Shiprank.Core.Caps;

namespace Shiprank.Cli.Commands.Run;

/// <summary>Asks the server what a run used so far, with the run's own token. A server that does not answer stops nothing: its gateway does.</summary>
internal sealed class UseWatch(HeldToken held) : IDisposable
{
    private readonly HttpClient http = WorkSource.Client(held.Token);
    private readonly Uri address = new($"{held.Server.TrimEnd('/')}/api/v1/caps/runs/{held.Claims!.Run}");

    /// <summary>Null: it can't be had now.</summary>
    public async Task<UseSeen?> Now(CancellationToken cancel)
    {
        try
        {
            using var answer = await http.GetAsync(address, cancel);
            return answer.IsSuccessStatusCode ? Read(await answer.Content.ReadAsStringAsync(cancel)) : null;
        }
        catch (Exception silent) when (silent is HttpRequestException || (silent is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Tells the end; a server that does not hear it finds the run ended when nothing more comes.</summary>
    /// <returns>False: it was not heard.</returns>
    public async Task<bool> Ended(int exitCode, bool stopped)
    {
        try
        {
            using var content = new StringContent($"{{\"exitCode\":{exitCode.ToString(CultureInfo.InvariantCulture)},\"stopped\":{(stopped ? "true" : "false")}}}");
            using var answer = await http.PostAsync(new Uri(address.AbsoluteUri + "/end"), content);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>
    /// Tells what hooks saw of the run: the machine of a CI job is gone before anybody collects it. It needs the scope ingest beside work; without it,
    /// and where nobody answers, the lines stay for <c>shiprank collect</c>. Sent twice, they count once.
    /// </summary>
    /// <param name="service">Null: a server of this machine takes them from whoever is at it.</param>
    public async Task<bool> Saw(byte[] lines, string? service)
    {
        if (lines.Length == 0) return true;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(held.Server.TrimEnd('/') + "/v1/cap-events")) { Content = new ByteArrayContent(lines) { Headers = { ContentType = new(HookSpool.ContentType) } } };
        if (service is not null) request.Headers.Authorization = new("Bearer", service);
        using var sender = WorkSource.Client(null);
        try
        {
            using var answer = await sender.SendAsync(request);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => http.Dispose();

    internal static UseSeen? Read(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            return new(
                root.GetProperty("calls").GetInt64(), root.GetProperty("steps").GetInt64(), root.GetProperty("tokens").GetInt64(),
                decimal.Parse(root.GetProperty("costUsd").GetString() ?? "0", CultureInfo.InvariantCulture), root.GetProperty("unpricedCalls").GetInt64(),
                root.GetProperty("refusedCalls").GetInt64(), root.GetProperty("reason").GetString() ?? "", root.GetProperty("rule").GetString() ?? "");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
