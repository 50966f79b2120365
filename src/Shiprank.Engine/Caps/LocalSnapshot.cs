using Shiprank.Core.Caps;

namespace Shiprank.Engine.Caps;

/// <summary>What a machine is told of the caps, so that its hooks judge with no server in reach.</summary>
public static class LocalSnapshot
{
    /// <summary>Tickets that are listed; where there are more, those that count go first and a hook takes the others as they are named.</summary>
    public const int MostTickets = 10_000;

    /// <param name="organisation">As <see cref="OrganisationId"/> has it.</param>
    /// <param name="server">Address that the machine knows the server by; empty: none.</param>
    /// <param name="person">Id of who asked; empty: a machine's token.</param>
    public static LocalCaps Of(CapRegister register, string organisation, string server, string person, DateTimeOffset now)
    {
        var teams = person.Length > 0 && register.Teams.Of(person, DateOnly.FromDateTime(now.UtcDateTime)) is { } team ? new[] { team } : [];
        var whose = new CapCall { At = now, Run = "", Autonomous = false, Person = person, Teams = teams };
        var all = register.Tickets.Keys.Select(k => register.Ticket(k, now)).OrderBy(t => !t.Counts).ThenBy(t => t.Key, StringComparer.Ordinal).ToList();
        var told = LocalCaps.Of(register.Settings, now);
        return told with
        {
            Organisation = organisation,
            Server = server,
            Person = person,
            Teams = teams,

            // A rule about others never fires here, and is not for this reader.
            Rules = [.. register.Settings.Rules.Where(r => r.Matches.Where(m => m.Part is CapPart.Person or CapPart.Team).All(m => m.Fits(whose))).Select(LocalCapRule.Of)],
            TicketPattern = register.Workspace.Organisation.Tickets,
            AllTickets = all.Count <= MostTickets,
            Tickets = [.. all.Take(MostTickets).Select(t => new LocalTicket(t.Key, t.Reason, t.AsOf))],
            ShrunkJobs = [.. register.ShrunkJobs.Order(StringComparer.Ordinal)],
        };
    }
}
