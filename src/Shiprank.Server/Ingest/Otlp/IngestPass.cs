using Shiprank.Server.Api;

namespace Shiprank.Server.Ingest.Otlp;

/// <summary>Whether a sender may bring usage, and whose it is.</summary>
/// <param name="Person">Id of the person whose token it is; null: what is sent tells.</param>
/// <param name="Refusal">Null: it may.</param>
internal readonly record struct IngestPass(string? Person, BodyRefusal? Refusal)
{
    public static IngestPass Of(HttpContext context) => LocalOnly.IsLocal(context)
        ? new(null, null)
        : new(null, new(StatusCodes.Status401Unauthorized, "a token with the scope ingest is needed"));
}
