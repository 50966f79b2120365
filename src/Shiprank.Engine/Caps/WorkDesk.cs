using System.Globalization;
using System.Security.Cryptography;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Core.Money.Chargeback;

namespace Shiprank.Engine.Caps;

/// <summary>
/// Makes work tokens. A person gets one for themselves, whatever their ticket is like, and is told when it doesn't count. A machine's gets one for a job
/// alone; and a run that nobody sits before gets none for a ticket that doesn't count.
/// </summary>
/// <param name="organisation">As <see cref="OrganisationId"/> has it.</param>
public sealed class WorkDesk(CapRegister register, WorkKeys keys, string organisation)
{
    /// <param name="person">Id of whom it is for; null: nobody in particular.</param>
    /// <param name="machine">Whoever asks is a machine, which sits before nothing.</param>
    public (WorkGrant? Grant, WorkRefusal? Refusal) Issue(WorkRequest asked, string? person, bool machine, DateTimeOffset now)
    {
        if (asked.Wrong() is var (field, shape)) return (null, new(WorkFault.Bad, field, $"{field} has to be {shape}"));
        if (person is { } who && RoleBook.Of(register.Workspace.Organisation, who) is null) return (null, new(WorkFault.NotTheirs, "person", $"the organisation file has no person \"{who}\" who is there"));
        if (machine && person is null && !asked.Autonomous) return (null, new(WorkFault.NotTheirs, "autonomous", "this service token is a machine's and belongs to no person: it gets work tokens for autonomous runs of a job alone"));
        if (machine && person is null && asked.Job.Length == 0) return (null, new(WorkFault.NotTheirs, "job", "a run that belongs to no person needs the name of its job"));
        if (Key(asked, now) is not { } key) return (null, new(WorkFault.Bad, "ticket", $"\"{asked.Ticket}\" is no ticket's key (PAY-123)"));
        var ticket = register.Ticket(key, now);
        if (asked.Autonomous && !ticket.Counts && ticket.Key.Length > 0) return (null, new(WorkFault.Ticket, "ticket", $"{Why(ticket)}. {WayOut(ticket)}"));
        if (asked.Autonomous && !ticket.Counts && register.Settings.Grace is { Limit: 0 }) return (null, new(WorkFault.Ticket, "ticket", $"no ticket is named, and a run may use nothing without one. {WayOut(ticket)}"));
        asked = asked with { Repository = RepositoryName(asked.Repository) };
        var token = new WorkToken
        {
            Organisation = organisation,
            Run = "w" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10)),
            Person = person ?? "",
            Job = asked.Job,
            Ticket = ticket.Key,
            CostCentre = CentreOf(asked, person, ticket, now),
            Repository = asked.Repository,
            Autonomous = asked.Autonomous,
            IssuedAt = now.ToUnixTimeSeconds(),
            ExpiresAt = now.AddMinutes(asked.Minutes).ToUnixTimeSeconds(),
            MostUsd = asked.Usd,
            MostSteps = asked.Steps,
            MostMinutes = asked.MinutesCap,
        };
        return (new(token.Sign(keys.Signing), token, ticket, Sentence(token, ticket)), null);
    }

    /// <summary>A key that is known, or that looks like one: nothing else that somebody typed gets into a token. Without it, the first that the branch names.</summary>
    /// <returns>Empty: none is named; null: what is named is none.</returns>
    private string? Key(WorkRequest asked, DateTimeOffset now)
    {
        if (asked.Ticket.Trim() is not { Length: > 0 } named) return asked.Branch.Length > 0 ? register.TicketIn(asked.Branch) ?? "" : "";
        return register.Ticket(named, now).Reason != CapReason.TicketUnknown ? named : register.TicketIn(named) ?? register.TicketIn(named.ToUpperInvariant());
    }

    /// <summary>As the organisation file calls it, where a name or an address there is meant.</summary>
    private string RepositoryName(string named) =>
        named.Length == 0 ? "" : register.Workspace.Organisation.Repositories.FirstOrDefault(r => r.Name.Equals(named, StringComparison.OrdinalIgnoreCase) || Ends(r.Url, named))?.Name ?? named;

    private static bool Ends(string? url, string named) =>
        url is { Length: > 0 } && (url.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? url[..^4] : url).TrimEnd('/') is var at
        && (at.EndsWith("/" + named, StringComparison.OrdinalIgnoreCase) || at.EndsWith(":" + named, StringComparison.OrdinalIgnoreCase));

    /// <summary>Who pays by the rules of chargeback on this day; empty: nobody, or it is shared at the month's end.</summary>
    private string CentreOf(WorkRequest asked, string? person, TicketStanding ticket, DateTimeOffset now)
    {
        var (file, day) = (register.Workspace.Organisation, DateOnly.FromDateTime(now.UtcDateTime));
        var own = person is null ? null : new CentreDays(file).Of(person, day);
        var cell = new ChargeCell(day, "", "", own, asked.Repository, ticket.Key, asked.Autonomous, default);
        return new Charging(file.Chargeback, (key, _) => register.Tickets.CostCentre(key, register.AsOf ?? now), day).Charge(cell).Centre;
    }

    private string Sentence(WorkToken token, TicketStanding ticket)
    {
        var until = DateTimeOffset.FromUnixTimeSeconds(token.ExpiresAt).UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        var whose = token.Job.Length > 0 ? $" for the job {token.Job}" : token.Person.Length > 0 ? $" for {token.Person}" : "";
        var centre = token.CostCentre.Length > 0 ? $", paid by {register.Workspace.Organisation.Chargeback.Name(token.CostCentre)}" : "";
        if (ticket.Counts) return $"Bound to {ticket.Key}{whose}{centre}, until {until} UTC.";
        if (ticket.Key.Length == 0) return $"Bound to no ticket{whose}{centre}, until {until} UTC.{(token.Autonomous && register.Settings.Grace is { } grace ? $" It may use {Allowance(grace)} and no more." : "")}";
        return $"Bound to {ticket.Key}{whose}{centre}, until {until} UTC; it doesn't count: {Why(ticket)}. {WayOut(ticket)}";
    }

    private static string Allowance(CapGrace grace)
    {
        var amount = grace.Unit switch
        {
            CapUnit.Usd => string.Create(CultureInfo.InvariantCulture, $"${grace.Limit:0.00}"),
            CapUnit.Steps => string.Create(CultureInfo.InvariantCulture, $"{grace.Limit:N0} calls"),
            var unit => string.Create(CultureInfo.InvariantCulture, $"{grace.Limit:N0} {unit.ToString().ToLowerInvariant()}"),
        };
        return $"{amount} a {grace.Per.ToString().ToLowerInvariant()}";
    }

    private static string Why(TicketStanding ticket) => ticket.Reason switch
    {
        CapReason.TicketUnknown => $"nobody knows the ticket {ticket.Key}",
        CapReason.TicketClosed => $"ticket {ticket.Key} is closed",
        CapReason.TicketNotOwned => $"ticket {ticket.Key} has no owner",
        CapReason.OwnerGone => $"the owner of ticket {ticket.Key} is nobody who works here",
        CapReason.TicketStale => ticket.AsOf is { } heard ? string.Create(CultureInfo.InvariantCulture, $"ticket {ticket.Key} was last looked up at {heard.UtcDateTime:yyyy-MM-dd HH:mm} UTC, which is too long ago") : $"ticket {ticket.Key} was never looked up",
        _ => "no ticket is named",
    };

    private static string WayOut(TicketStanding ticket) => ticket.Reason switch
    {
        CapReason.TicketNotOwned or CapReason.OwnerGone => $"Give {ticket.Key} an owner, or name another ticket.",
        CapReason.TicketStale => "An administrator sees on the page Sources why.",
        _ => "Name a ticket that is open and has an owner.",
    };
}
