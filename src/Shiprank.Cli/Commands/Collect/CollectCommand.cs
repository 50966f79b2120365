using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Shiprank.Cli.Commands.Hook;
using Shiprank.Cli.Serving;
using Shiprank.Core.Usage;
using Shiprank.Engine.Telemetry;
using Shiprank.Sources.Homes;

namespace Shiprank.Cli.Commands.Collect;

/// <summary><c>shiprank collect --to URL</c>: reads the agents' logs of this machine and sends what they used to a server; needs no store.</summary>
internal static class CollectCommand
{
    private const int Attempts = 6;

    private static readonly Option<string> to = new("--to") { Description = "Address of the server", HelpName = "URL", Required = true };

    private static readonly Option<string?> tokenFile = new("--token-file") { Description = "File with a service token of the scope ingest; its person is whose usage it is", HelpName = "FILE" };

    private static readonly Option<string?> home = new("--home") { Description = "Home directory whose agents' logs are read (default: yours)", HelpName = "DIR" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("collect", "Read the agents' logs of this machine and send what they used to a server; goes on where it stopped") { to, tokenFile, home };
        host.On(command, Run);
        return command;
    }

    private static async Task<ExitCode> Run(CommandContext context)
    {
        var address = context.Get(to)!.TrimEnd('/');
        if (!Uri.TryCreate(address, UriKind.Absolute, out var server) || server.Scheme is not ("http" or "https")) return context.Fail(ExitCode.Usage, $"--to: '{address}' is no address of a server");
        if (context.Offline && !server.IsLoopback) return context.Fail(ExitCode.Usage, "collect needs the network and --offline forbids it");
        var folder = context.Get(home) is { } path ? context.Environment.Absolute(path) : context.Environment.Home;
        if (!Directory.Exists(folder)) return context.Fail(ExitCode.NotFound, $"{folder}: no such directory");
        using var http = new HttpClient { Timeout = TimeSpan.FromMinutes(1) };
        if (context.Get(tokenFile) is { } file)
        {
            var token = TokenFile.Read(context.Environment.Absolute(file));
            if (!token.Succeeded) return context.Fail(ExitCode.NotFound, token.Problem);
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.Value);
        }

        var report = new IngestReport();
        var variables = folder == context.Environment.Home ? context.Environment.Variables : new Dictionary<string, string>(StringComparer.Ordinal);
        var reading = HomeReader.Read(new(folder, variables, WithSessions: true, context.Environment.Clock), report, context.Cancellation);
        var marks = SentMarks.Of(context.DataFolder, address, folder);
        var code = await Send(context, http, new(address + "/ingest/v1/bundles"), reading, marks, report);
        if (code is not (ExitCode.Ok or ExitCode.Partial)) return code;
        foreach (var lines in HookSpool.ToSend(context.DataFolder))
        {
            // Deleted when they are in the server's store: sent twice, they count once.
            if (await SendOne(context, http, new(address + "/v1/cap-events"), await File.ReadAllBytesAsync(lines, context.Cancellation), HookSpool.ContentType) is { } failed) return failed;
            File.Delete(lines);
            context.Terminal.Data.WriteLine("what hooks saw of runs: sent");
        }

        return code;
    }

    private static async Task<ExitCode> Send(CommandContext context, HttpClient http, Uri at, UsageReading reading, SentMarks marks, IngestReport report)
    {
        var (sent, known) = (0, 0);
        foreach (var piece in Bundle.Cut(reading))
        {
            if (marks.Has(piece))
            {
                known++;
                continue;
            }

            if (await SendOne(context, http, at, piece, Bundle.ContentType) is { } failed) return failed;
            marks.Add(piece);
            sent++;
        }

        context.Terminal.Data.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{reading.Rows.Count:N0} responses of {reading.Sessions.Count:N0} sessions: {sent} pieces sent, {known} were there already"));
        if (report.Skipped.Count == 0) return ExitCode.Ok;
        context.Terminal.Warn(string.Create(CultureInfo.InvariantCulture, $"{report.Skipped.Count:N0} lines could not be read"), "shiprank usage names them");
        return ExitCode.Partial;
    }

    /// <returns>Null: it was taken.</returns>
    private static async Task<ExitCode?> SendOne(CommandContext context, HttpClient http, Uri at, byte[] piece, string type)
    {
        const string again = "run it again: it goes on where it stopped";
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var content = Gzipped.Content(piece, type);
                using var answer = await http.PostAsync(at, content, context.Cancellation);
                if (answer.IsSuccessStatusCode) return null;
                if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return context.Fail(ExitCode.NotAllowed, "the server wants a token with the scope ingest", "--token-file FILE");
                if (answer.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)) return context.Fail(ExitCode.Failure, $"the server answered {(int)answer.StatusCode}", "is it Shiprank, and of this version?");
                if (attempt == Attempts) return context.Fail(ExitCode.Network, $"the server is busy ({(int)answer.StatusCode})", again);
                await Task.Delay(answer.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt), context.Environment.Clock, context.Cancellation);
            }
            catch (HttpRequestException failure)
            {
                return context.Fail(ExitCode.Network, $"{at.GetLeftPart(UriPartial.Authority)} can't be reached: {failure.Message}", again);
            }
            catch (TaskCanceledException) when (!context.Cancellation.IsCancellationRequested)
            {
                return context.Fail(ExitCode.Network, $"{at.GetLeftPart(UriPartial.Authority)} did not answer in a minute", again);
            }
        }
    }
}
