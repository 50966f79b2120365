using Shiprank.Core.Access;
using Shiprank.Server.Access;
using Shiprank.Server.Features.Chargeback;
using Shiprank.Server.Features.Signals;
using System.Net.Http;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Shiprank.Server.Api;

/// <summary>The document of the API (OpenAPI 3.1), made from the same tables that check the questions. Nothing of it is loaded before somebody asks.</summary>
internal static class OpenApi
{
    public const string Path = ReportEndpoints.Root + "openapi.json";

    private const string Problem = "problem";

    public static void Map(WebApplication app)
    {
        var document = new Lazy<ApiAnswer>(() => ApiAnswer.Of(into => into.Write(Bytes())));
        app.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)(context => ApiReply.Send(context, document.Value, tag: null))).Needing(Right.Groups).WithDisplayName(Path);
    }

    public static byte[] Bytes()
    {
        using var text = new StringWriter { NewLine = "\n" };
        Document().SerializeAsV31(new OpenApiJsonWriter(text));
        return System.Text.Encoding.UTF8.GetBytes(text + "\n");
    }

    private static OpenApiDocument Document()
    {
        var document = new OpenApiDocument
        {
            Info = new() { Title = "Shiprank", Version = "1", Description = "What the pages show and the command line writes, as the same documents. Programs send a service token (Authorization: Bearer shp_…); docs/reference/roles.md says which scope opens what." },
            Paths = [],
            Components = new() { Schemas = new Dictionary<string, IOpenApiSchema> { [Problem] = ProblemSchema() } },
        };
        foreach (var report in ReportEndpoints.All)
        {
            var unknown = report.Parameters.Any(p => p.InPath) || report.IsTimeless;
            document.Paths.Add(ReportEndpoints.Root + report.Path, Item((HttpMethod.Get, Operation(document, report.Id, report.Summary, report.AllParameters, report.Fields, versioned: true, unknown))));
        }

        document.Paths.Add(ReportEndpoints.Root + SyncEndpoints.Path, Item(
            (HttpMethod.Get, Operation(document, "listSyncs", "The log of syncs, the latest first, and what the server does now", [ApiParameter.Limit], SyncFields.List, versioned: false, unknown: false)),
            (HttpMethod.Post, Begin(document))));
        document.Paths.Add($"{ReportEndpoints.Root}{SyncEndpoints.Path}/{{id}}", Item((HttpMethod.Get, Operation(document, "getSync", "A run: its state, what it is reading, counts and problems", [SyncEndpoints.Id], SyncFields.One, versioned: false, unknown: true))));
        document.Paths.Add(ReportEndpoints.Root + AuditEndpoints.Path, Item((HttpMethod.Get, Operation(document, "listAudit", "The audit log, the latest first; Link has the page behind", [ApiParameter.Limit, AuditEndpoints.Before], AuditEndpoints.Fields, versioned: false, unknown: false))));
        document.Paths.Add(ReportEndpoints.Root + AuditEndpoints.Looks, Item((HttpMethod.Get, Operation(document, "listLooks", "What of the audit log concerns a person, for that person", [AuditEndpoints.Id, ApiParameter.Limit, AuditEndpoints.Before], AuditEndpoints.Fields, versioned: false, unknown: true))));
        document.Paths.Add(ReportEndpoints.Root + FocusEndpoint.Path, Item((HttpMethod.Get, Focus(document))));
        document.Paths.Add(ReportEndpoints.Root + AlertEndpoints.Path, Item((HttpMethod.Get, Operation(document, "listAlerts", "Alerts that fired, the latest first", [AlertEndpoints.State, ApiParameter.Limit], AlertEndpoints.Fields, versioned: false, unknown: false))));
        document.Paths.Add(ReportEndpoints.Root + SignalEndpoints.Path, Item((HttpMethod.Get, Operation(document, "listSignals", "Questions that whoever asks may see, and the rules", [SignalEndpoints.Rule, SignalEndpoints.Team, SignalEndpoints.State, ApiParameter.Since, ApiParameter.Until], SignalEndpoints.Fields, versioned: false, unknown: false))));
        document.Paths.Add(ReportEndpoints.Root + SignalEndpoints.One, Item((HttpMethod.Get, Operation(document, "getSignal", "A question with its rule, its evidence and what happened to it", [SignalEndpoints.Id], SignalEndpoints.OneFields, versioned: false, unknown: true))));
        document.Paths.Add(ReportEndpoints.Root + SignalEndpoints.AnswerPath, Item((HttpMethod.Post, SignalAnswer(document))));
        document.Paths.Add(ReportEndpoints.Root + ReviewEndpoints.Path, Item((HttpMethod.Get, Operation(document, "getReview", "Changes that were drawn for review, and how well the score tells what was worth shipping", [], ReviewEndpoints.Fields, versioned: false, unknown: false))));
        document.Paths.Add(ReportEndpoints.Root + PeopleEndpoint.Path, Item((HttpMethod.Post, People(document))));
        document.Paths.Add(ReportEndpoints.Root + WorkTokenEndpoints.Path, Item((HttpMethod.Post, WorkTokens(document))));
        document.Paths.Add(ReportEndpoints.Root + WorkTokenEndpoints.Keys, Item((HttpMethod.Get, Operation(document, "listWorkKeys", "Public halves of the keys that work tokens are signed with, as JSON web keys", [], WorkTokenEndpoints.KeyFields, versioned: false, unknown: false))));
        return document;
    }

    private static OpenApiOperation WorkTokens(OpenApiDocument document) => new()
    {
        OperationId = "makeWorkToken",
        Summary = "A short-lived token that binds work to a ticket, to be used as an agent's API key at the gateway; docs/guides/tickets.md has the fields of the body",
        Responses = new()
        {
            ["200"] = new OpenApiResponse { Description = "Made; its text is told here once", Content = Json(Schema(WorkTokenEndpoints.Fields)) },
            ["400"] = Refused(document, "A field that can't be: which one, and what it may be"),
            ["403"] = Refused(document, "Whoever asks may not have such a one"),
            ["422"] = Refused(document, "An autonomous run whose ticket does not count: why, and the way out"),
        },
    };

    private static OpenApiOperation SignalAnswer(OpenApiDocument document) => new()
    {
        OperationId = "answerSignal",
        Summary = "Answers a question: {\"answer\": explain, dispute, accept, snooze, withdraw or ask-again, \"said\": text, \"days\": of a snooze}",
        Parameters = [Parameter(SignalEndpoints.Id)],
        Responses = new()
        {
            ["200"] = new OpenApiResponse { Description = "Taken; the question as it is now", Content = Json(Schema(SignalEndpoints.OneFields)) },
            ["400"] = Refused(document, "A field that can't be: which one, and what it may be"),
            ["404"] = Refused(document, "There is no such question, or none that whoever asks may see"),
            ["422"] = Refused(document, "An answer that the question can't take as it stands, or not from them"),
        },
    };

    private static OpenApiOperation Focus(OpenApiDocument document) => new()
    {
        OperationId = "exportFocus",
        Summary = "A month's charges as CSV in the form of FOCUS, as the command line writes it",
        Parameters = [Parameter(FocusEndpoint.Month), Parameter(FocusEndpoint.Version)],
        Responses = new()
        {
            ["200"] = new OpenApiResponse
            {
                Description = "The file; docs/reference/focus.md has its columns",
                Content = new Dictionary<string, OpenApiMediaType> { ["text/csv"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String } } },
            },
            ["400"] = Refused(document, "A parameter that can't be: which one, and what it may be"),
        },
    };

    private static OpenApiOperation People(OpenApiDocument document) => new()
    {
        OperationId = "importPeople",
        Summary = "Brings people and teams up to a directory's list: CSV, or JSON with the same keys; whole or not at all",
        Parameters = [Parameter(PeopleEndpoint.Leavers), Parameter(PeopleEndpoint.DryRun)],
        Responses = new()
        {
            ["202"] = new OpenApiResponse { Description = "In force; figures follow with the next run", Content = Json(Schema(PeopleEndpoint.Fields)) },
            ["400"] = Refused(document, "A parameter that can't be: which one, and what it may be"),
            ["409"] = Refused(document, "Somebody else changed the organisation file at this moment"),
            ["422"] = Refused(document, "The list has a flaw: which line, and what it is"),
        },
    };

    private static OpenApiPathItem Item(params (HttpMethod Method, OpenApiOperation Operation)[] operations) => new() { Operations = operations.ToDictionary(o => o.Method, o => o.Operation) };

    private static OpenApiOperation Operation(OpenApiDocument document, string id, string summary, IReadOnlyList<ApiParameter> parameters, IReadOnlyList<ApiField> fields, bool versioned, bool unknown)
    {
        var responses = new OpenApiResponses { ["200"] = new OpenApiResponse { Description = "The document, as the command line writes it with --json", Content = Json(Schema(fields)) } };
        if (versioned) responses["304"] = new OpenApiResponse { Description = "As the If-None-Match header has it" };
        responses["400"] = Refused(document, "A parameter that can't be: which one, and what it may be");
        if (unknown) responses["404"] = Refused(document, "There is nothing of this name");
        if (versioned) responses["503"] = Refused(document, "The first results are still being computed");
        return new() { OperationId = id, Summary = summary, Parameters = [.. parameters.Select(Parameter)], Responses = responses };
    }

    private static OpenApiOperation Begin(OpenApiDocument document) => new()
    {
        OperationId = "beginSync",
        Summary = "Reads everything as soon as the run that goes on is over; one that waits already stands for all who ask",
        Responses = new()
        {
            ["202"] = new OpenApiResponse { Description = "Begun; Location has the address of the run", Content = Json(Schema(SyncFields.One)) },
            ["400"] = Refused(document, "There are no parameters here"),
            ["403"] = Refused(document, "Asked by a page of another origin"),
        },
    };

    private static IOpenApiParameter Parameter(ApiParameter parameter) => new OpenApiParameter
    {
        Name = parameter.Name,
        In = parameter.InPath ? ParameterLocation.Path : ParameterLocation.Query,
        Required = parameter.InPath,
        Description = parameter.Words.Count > 0 ? parameter.Description : $"{parameter.Description}. It is {parameter.Shape}",
        Schema = parameter.Many ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = Value(parameter) } : Value(parameter),
        Explode = parameter.Many,
    };

    private static OpenApiSchema Value(ApiParameter parameter) => new()
    {
        Type = parameter.Type switch { "integer" => JsonSchemaType.Integer, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
        Format = parameter.Format,
        Enum = parameter.Words.Count > 0 && parameter.Type == "string" ? [.. parameter.Words.Select(w => (JsonNode)w)] : null,
    };

    private static OpenApiSchema Schema(IReadOnlyList<ApiField> fields) => new()
    {
        Type = JsonSchemaType.Object,
        Required = fields.Select(f => f.Name).ToHashSet(StringComparer.Ordinal),
        Properties = fields.ToDictionary(f => f.Name, f => (IOpenApiSchema)Field(f.Type), StringComparer.Ordinal),
    };

    private static OpenApiSchema Field(string type)
    {
        var schema = new OpenApiSchema
        {
            Type = type.TrimEnd('?') switch { "array" => JsonSchemaType.Array, "object" => JsonSchemaType.Object, "integer" => JsonSchemaType.Integer, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
        };
        if (schema.Type == JsonSchemaType.Array) schema.Items = new OpenApiSchema();
        if (type.EndsWith('?')) schema.Type |= JsonSchemaType.Null;
        return schema;
    }

    private static OpenApiSchema ProblemSchema() => Schema([new("type", "string"), new("title", "string"), new("status", "integer"), new("detail", "string")]);

    private static OpenApiResponse Refused(OpenApiDocument document, string description) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
    };

    private static Dictionary<string, OpenApiMediaType> Json(OpenApiSchema schema) => new() { ["application/json"] = new() { Schema = schema } };
}

/// <summary>Top-level fields of the documents about syncs.</summary>
internal static class SyncFields
{
    public static readonly IReadOnlyList<ApiField> List = [new("schemaVersion", "integer"), new("now", "object"), new("syncs", "array")];

    public static readonly IReadOnlyList<ApiField> One =
    [
        new("schemaVersion", "integer"), new("id", "string"), new("state", "string"), new("phase", "string"), new("askedAt", "string?"), new("startedAt", "string?"), new("finishedAt", "string?"),
        new("program", "string"), new("counts", "object"), new("unread", "array"), new("problems", "array"),
    ];
}
