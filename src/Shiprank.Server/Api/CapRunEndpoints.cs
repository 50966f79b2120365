using System.Text.Json;
using Shiprank.Core.Access;
using Shiprank.Core.Caps;
using Shiprank.Engine.Caps;
using Shiprank.Engine.Documents;
using Shiprank.Server.Access;
using Shiprank.Server.Ingest;

namespace Shiprank.Server.Api;

/// <summary>What a run used so far, for the run itself: its work token is the proof. And its end, as <c>shiprank run</c> tells it.</summary>
internal sealed class CapRunEndpoints(ServerOptions options, WorkBearer bearer)
{
    public const string Path = "caps/runs/{run}";

    public const string End = "caps/runs/{run}/end";

    private static readonly JsonDocumentOptions strict = new() { MaxDepth = 2 };

    public static void Map(WebApplication app)
    {
        var endpoints = ActivatorUtilities.CreateInstance<CapRunEndpoints>(app.Services);
        app.MapMethods(ReportEndpoints.Root + Path, [HttpMethods.Get, HttpMethods.Head], (RequestDelegate)endpoints.Use).Needing(Right.Open).WithDisplayName(ReportEndpoints.Root + Path);
        app.MapPost(ReportEndpoints.Root + End, (RequestDelegate)endpoints.Ended).Needing(Right.Open).WithDisplayName(ReportEndpoints.Root + End);
    }

    private async Task Use(HttpContext context)
    {
        if (await Own(context) is not { } token) return;
        var use = await Task.Run(() => RunUse.Of(token.Run, options.Store.ReadCapEvents(token.Run, context.RequestAborted)), context.RequestAborted);
        await ApiReply.Send(context, ApiAnswer.Of(into => RunUseDocument.Write(into, use)), tag: null);
    }

    private async Task Ended(HttpContext context)
    {
        if (await Own(context) is not { } token) return;
        if (await Body.Read(context.Request, options.Clock) is not { } body || Read(body) is not var (code, stopped))
        {
            await ApiReply.Refuse(context, Refusal.Bad("exitCode", "the body has to be a JSON object with the whole number exitCode"));
            return;
        }

        var now = options.Clock.GetUtcNow();
        var end = RunEnd.Of(token, now, code, stopped);
        await Task.Run(() => options.Store.AddCapEvents([end]));
        await ApiReply.Send(context, ApiAnswer.Of(into => RunUseDocument.Write(into, RunUse.Of(token.Run, options.Store.ReadCapEvents(token.Run)))), tag: null);
    }

    /// <summary>The token, where it is that run's own; else it is answered.</summary>
    private async Task<WorkToken?> Own(HttpContext context)
    {
        if (bearer.Of(context.Request) is { } token && token.Run == context.Request.RouteValues["run"] as string) return token;
        context.Response.Headers.WWWAuthenticate = "Bearer";
        await ApiReply.Refuse(context, new(StatusCodes.Status401Unauthorized, "send the run's own work token: Authorization: Bearer shw_…"));
        return null;
    }

    private static (int Code, bool Stopped)? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, strict);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("exitCode", out var code) || code.ValueKind != JsonValueKind.Number || !code.TryGetInt32(out var number)) return null;
            return (number, root.TryGetProperty("stopped", out var stopped) && stopped.ValueKind == JsonValueKind.True);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
