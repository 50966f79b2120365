using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shiprank.Cli.Serving;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;

namespace Shiprank.Cli.Commands.Ticket;

/// <summary>What came of asking for a work token.</summary>
/// <param name="Held">Null: none was given, for the reason that the sentence tells.</param>
internal sealed record Obtained(HeldToken? Held, ExitCode Code, string Sentence, string Hint);

/// <summary>Gets work tokens: from a server that is named, else from this machine's own one, else made from the data folder itself.</summary>
internal static class WorkSource
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(15);

    /// <param name="server">Null: this machine's own.</param>
    /// <param name="tokenFile">File with a service token of the scope work.</param>
    public static async Task<Obtained> Get(CommandContext context, WorkRequest asked, string person, string? server, string? tokenFile)
    {
        if (server is null) return Here(context, asked, person);
        var address = server.TrimEnd('/');
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return new(null, ExitCode.Usage, $"--server: '{address}' is no address of a server", "https://shiprank.example.com");
        if (context.Offline && !uri.IsLoopback) return new(null, ExitCode.Usage, "a server elsewhere needs the network and --offline forbids it", "");
        string? service = null;
        if (tokenFile is { Length: > 0 })
        {
            var read = TokenFile.Read(context.Environment.Absolute(tokenFile));
            if (!read.Succeeded) return new(null, ExitCode.NotFound, read.Problem.ToString(), "");
            service = read.Value;
        }

        return await There(context, asked, person, address, service, tokenFile);
    }

    /// <summary>Brings what hooks judge by up to date; what can't be had leaves what there is.</summary>
    public static async Task RefreshCaps(CommandContext context, HeldToken held)
    {
        if (held.Server.Length == 0 || held.TokenFile.Length == 0) return;
        using var http = Client(held.Token);
        try
        {
            using var answer = await http.GetAsync(new Uri(held.Server.TrimEnd('/') + "/api/v1/caps/local"), context.Cancellation);
            if (answer.IsSuccessStatusCode && await answer.Content.ReadAsByteArrayAsync(context.Cancellation) is var bytes && LocalCaps.Read(bytes) is not null) PrivateFile.Write(Path.Combine(context.DataFolder, LocalCaps.FileName), bytes);
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException || (unreachable is OperationCanceledException && !context.Cancellation.IsCancellationRequested))
        {
            context.Terminal.Warn("what hooks judge by could not be brought up to date");
        }
    }

    internal static HttpClient Client(string? bearer)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = patience };
        if (bearer is not null) http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        return http;
    }

    private static async Task<Obtained> There(CommandContext context, WorkRequest asked, string person, string address, string? service, string? tokenFile)
    {
        using var http = Client(service);
        try
        {
            using var content = new StringContent(Body(asked, person), Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(new Uri(address + "/api/v1/work-tokens"), content, context.Cancellation);
            var text = await answer.Content.ReadAsStringAsync(context.Cancellation);
            if (answer.IsSuccessStatusCode) return Read(text, asked, person, address, tokenFile is null ? "" : context.Environment.Absolute(tokenFile));
            var code = answer.StatusCode switch { HttpStatusCode.BadRequest => ExitCode.Usage, HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.UnprocessableEntity => ExitCode.NotAllowed, HttpStatusCode.NotFound => ExitCode.NotFound, _ => ExitCode.Failure };
            return new(null, code, Detail(text) ?? $"the server answered {(int)answer.StatusCode}", answer.StatusCode == HttpStatusCode.Unauthorized ? "--token-file FILE with a service token of the scope work: shiprank token new work --person ID" : "");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException || (unreachable is OperationCanceledException && !context.Cancellation.IsCancellationRequested))
        {
            return new(null, ExitCode.Network, $"the server at {address} can't be reached: {unreachable.Message}", "see that it runs, and that this machine may reach it");
        }
    }

    /// <summary>By a command line of this process, which a running server takes over where one has the data open.</summary>
    private static Obtained Here(CommandContext context, WorkRequest asked, string person)
    {
        List<string> line = ["ticket", "issue", "--json", "--data", context.DataFolder];
        if (context.ConfigFile is { } config) line.AddRange(["--config", config]);
        line.AddRange(IssueToken.Words(asked, person));
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = (ExitCode)CommandLine.Run([.. line], output, error, context.Environment, context.Cancellation);
        if (code != ExitCode.Ok) return Refused(code, error.ToString());
        using var server = RunningServer.Of(context.DataFolder);
        return Read(output.ToString(), asked, person, server?.File.Address.GetLeftPart(UriPartial.Authority) ?? "", "");
    }

    private static string Body(WorkRequest asked, string person)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (asked.Ticket.Length > 0) json.WriteString("ticket", asked.Ticket);
            if (asked.Branch.Length > 0) json.WriteString("branch", asked.Branch);
            if (asked.Job.Length > 0) json.WriteString("job", asked.Job);
            if (asked.Repository.Length > 0) json.WriteString("repository", asked.Repository);
            if (person.Length > 0) json.WriteString("person", person);
            json.WriteNumber("minutes", asked.Minutes);
            json.WriteBoolean("autonomous", asked.Autonomous);
            if (asked.Usd is { } usd) json.WriteNumber("usd", usd);
            if (asked.Steps is { } steps) json.WriteNumber("steps", steps);
            if (asked.MinutesCap is { } minutes) json.WriteNumber("minutesCap", minutes);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static Obtained Read(string text, WorkRequest asked, string person, string server, string tokenFile)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var root = document.RootElement;
            var held = new HeldToken
            {
                Token = root.GetProperty("token").GetString()!,
                Sentence = root.GetProperty("sentence").GetString() ?? "",
                TicketCounts = root.GetProperty("ticketCounts").GetBoolean(),
                Server = server,
                TokenFile = tokenFile,
                Person = person,
                Request = asked,
                Gateways = [.. root.GetProperty("gateways").EnumerateArray().Select(g => new HeldGateway(g.GetProperty("name").GetString()!, g.GetProperty("wire").GetString()!))],
            };
            return held.Claims is null ? NotOne() : new(held, ExitCode.Ok, held.Sentence, "");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return NotOne();
        }
    }

    private static Obtained NotOne() => new(null, ExitCode.Failure, "the server's answer is no work token", "is it Shiprank, and of this version?");

    private static Obtained Refused(ExitCode code, string error)
    {
        try
        {
            using var document = JsonDocument.Parse(error[Math.Max(0, error.IndexOf('{', StringComparison.Ordinal))..]);
            var said = document.RootElement.GetProperty("error");
            return new(null, code, said.GetProperty("message").GetString() ?? "", said.GetProperty("hint").GetString() ?? "");
        }
        catch (Exception wrong) when (wrong is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new(null, code, error.Trim(), "");
        }
    }

    private static string? Detail(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("detail", out var detail) ? detail.GetString() : null;
        }
        catch (JsonException)
        {
            // A proxy's page: the status says enough.
            return null;
        }
    }
}
