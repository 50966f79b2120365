using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using Shiprank.Cli.Terminal;
using Shiprank.Core;
using Shiprank.Engine.Credentials;
using Spectre.Console;

namespace Shiprank.Cli.Commands.Badges;

/// <summary><c>shiprank badges verify FILE</c>: is this credential what its issuer signed, and does it still hold? It needs no store and no organisation file.</summary>
internal static class VerifyCommand
{
    private static readonly Argument<string> file = new("FILE") { Description = "A credential as VC-JWT" };
    private static readonly Option<string?> keys = new("--keys") { Description = "The issuer's keys, fetched before (its /credentials/jwks.json)", HelpName = "FILE" };
    private static readonly Option<string?> status = new("--status") { Description = "The issuer's status list, fetched before", HelpName = "FILE" };

    public static Command Create(CommandHost host)
    {
        var command = new Command("verify", "Verify a badge's credential: signature, dates, status, the rules of Open Badges 3.0") { file, keys, status };
        host.On(command, Run);
        return command;
    }

    private static ExitCode Run(CommandContext context)
    {
        var text = Read(context.Environment.Absolute(context.Get(file)!));
        if (!text.Succeeded) return context.Fail(ExitCode.NotFound, text.Problem);
        using var issuer = new IssuerClient(context.Offline, context.Cancellation);
        var report = new CredentialVerifier(id => KeyOf(context, issuer, id), address => StatusOf(context, issuer, address)).Verify(text.Value, context.AsOf);
        if (context.Json) context.Terminal.Data.WriteLine(DocumentText.Of(stream => Document(stream, report)));
        else Write(context.Terminal, report);
        return report.IsValid ? ExitCode.Ok : report.IsRefuted ? ExitCode.Failure : ExitCode.Partial;
    }

    /// <summary>From the file that was named, else from the data folder that issued it, else from the issuer.</summary>
    private static Result<RSA> KeyOf(CommandContext context, IssuerClient issuer, string id)
    {
        if (context.Get(keys) is null && IssuerKeys.Stored(context.DataFolder, id[(id.LastIndexOf('/') + 1)..]) is { } own) return own;
        var text = context.Get(keys) is { } named ? Read(context.Environment.Absolute(named)) : issuer.Get(id);
        if (!text.Succeeded) return text.Problem;
        try
        {
            using var document = JsonDocument.Parse(text.Value);
            return JsonWebKeys.Read(document.RootElement, id) is { } key ? key : new Problem(id, 0, "no key of this id that can be used");
        }
        catch (JsonException)
        {
            return new Problem(id, 0, "what stands there is no key");
        }
    }

    private static Result<string> StatusOf(CommandContext context, IssuerClient issuer, string address) =>
        context.Get(status) is { } named ? Read(context.Environment.Absolute(named)) : issuer.Get(address);

    private static Result<string> Read(string path)
    {
        const long largest = 4 * 1024 * 1024;
        try
        {
            var found = new FileInfo(path);
            if (!found.Exists) return new Problem(path, 0, "there is no such file");
            return found.Length > largest ? new Problem(path, 0, "larger than 4 MB: no credential") : File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Problem(path, 0, $"can't be read: {e.Message}");
        }
    }

    private static void Write(Terminal.Terminal terminal, CredentialReport report)
    {
        terminal.Out.MarkupLineInterpolated($"[bold]{Verdict(report)}[/]{(report.Badge is { } badge ? $": {badge}, issued by {report.Issuer}" : "")}");
        terminal.Out.WriteLine();
        var table = new QuietTable().Text("step").Text("").Text("what");
        foreach (var check in report.Checks) table.Row(check.Name, Word(check.Outcome), check.Detail);
        table.Write(terminal);
    }

    private static string Verdict(CredentialReport report) => report.IsValid ? "Valid" : report.IsRefuted ? "Not valid" : "Not known";

    private static string Word(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "failed",
        _ => "not known",
    };

    private static void Document(Stream into, CredentialReport report)
    {
        using var json = new Utf8JsonWriter(into, new() { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("schemaVersion", 1);
        json.WriteString("verdict", report.IsValid ? "valid" : report.IsRefuted ? "not valid" : "not known");
        json.WriteString("badge", report.Badge);
        json.WriteString("issuer", report.Issuer);
        json.WriteStartArray("checks");
        foreach (var check in report.Checks)
        {
            json.WriteStartObject();
            json.WriteString("name", check.Name);
            json.WriteString("outcome", Word(check.Outcome));
            json.WriteString("detail", check.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
