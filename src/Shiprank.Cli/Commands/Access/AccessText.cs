using System.Globalization;
using Shiprank.Cli.Terminal;
using Shiprank.Core.Access;

namespace Shiprank.Cli.Commands.Access;

/// <summary>Tokens and audit entries for people, the newest first.</summary>
internal static class AccessText
{
    public static void Tokens(Terminal.Terminal terminal, IReadOnlyList<ServiceToken> tokens, DateTimeOffset now)
    {
        if (tokens.Count == 0)
        {
            terminal.Data.WriteLine("There is no token yet: shiprank token new ingest");
            return;
        }

        var table = new QuietTable().Text("token").Text("for").Text("scopes").Text("state").Text("person").Optional().Text("used last").Optional();
        foreach (var token in tokens)
        {
            table.Row(token.Id, token.Name, RoleNames.Text(token.Scopes), State(token, now), token.Person ?? "", token.UsedAt is { } used ? Time(used) : "never");
        }

        table.Write(terminal);
    }

    public static void Audit(Terminal.Terminal terminal, IReadOnlyList<AuditRecord> records)
    {
        var table = new QuietTable().Number("no").Text("at").Text("who").Text("did").Text("about").Text("what").Optional();
        foreach (var record in records)
        {
            table.Row(record.Number.ToString(CultureInfo.InvariantCulture), Time(record.Entry.At), record.Entry.Actor, record.Entry.Action, record.Entry.About ?? "", record.Entry.Detail);
        }

        table.Write(terminal);
    }

    private static string State(ServiceToken token, DateTimeOffset now) => token.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd}" : now >= token.ExpiresAt ? $"expired {token.ExpiresAt:yyyy-MM-dd}" : $"until {token.ExpiresAt:yyyy-MM-dd}";

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
