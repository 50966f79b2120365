using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Shiprank.Core.Access;
using Shiprank.Engine.Documents;
using Shiprank.Server.Access;
using Shiprank.Server.Jobs;

namespace Shiprank.Server.Api;

/// <summary>The audit log, newest first, and of it what concerns one person, for that person. Never kept: it may grow with every answer.</summary>
internal sealed class AuditEndpoints(ServerOptions options, LiveWorkspace workspace)
{
    public const string Path = "audit";

    public const string Looks = "people/{id}/looks";

    public static readonly ApiParameter Before = new("before", "Only entries with a smaller number: the cursor of the page before")
    {
        Type = "integer",
        Check = text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0,
        Shape = "a whole number from 1",
    };

    public static readonly ApiParameter Id = new("id", "Id in the organisation file") { InPath = true };

    public static readonly IReadOnlyList<ApiField> Fields = [new("schemaVersion", "integer"), new("entries", "array")];

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<AuditEndpoints>(app.Services);
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        app.MapMethods(ReportEndpoints.Root + Path, reading, (RequestDelegate)(context => endpoints.List(context, null))).Needing(Right.Audit).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapMethods(ReportEndpoints.Root + Looks, reading, (RequestDelegate)(context => endpoints.List(context, context.Features.Get<AskedPerson>()?.Id ?? ""))).Needing(Right.Person).WithDisplayName(ReportEndpoints.Root + Looks);
    }

    private Task List(HttpContext context, string? about)
    {
        var (query, refusal) = ApiQuery.Read(context.Request, [ApiParameter.Limit, Before]);
        if (refusal is not null) return ApiReply.Refuse(context, refusal);
        if (about is not null && workspace.Current.Organisation.People.All(p => p.Id != about)) return ApiReply.Refuse(context, Refusal.Unknown("the organisation file has no such person"));
        long? before = query!.One(Before) is { } text ? long.Parse(text, CultureInfo.InvariantCulture) : null;
        var records = options.Store.ReadAudit(about, query.Limit, before);
        var next = records.Count == query.Limit ? QueryHelpers.AddQueryString("", new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["limit"] = query.Limit.ToString(CultureInfo.InvariantCulture),
            ["before"] = records[^1].Number.ToString(CultureInfo.InvariantCulture),
        })[1..] : null;
        return ApiReply.Send(context, ApiAnswer.Of(into => AuditDocument.Write(into, records), next), tag: null);
    }
}
