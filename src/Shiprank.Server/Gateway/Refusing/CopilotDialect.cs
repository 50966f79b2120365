using System.Text.Json;

namespace Shiprank.Server.Gateway.Refusing;

/// <summary>Copilot CLI: 402 ends it at once; the body is of the wire that it was told to speak.</summary>
internal sealed class CopilotDialect(Dialect wire) : Dialect
{
    internal override (int Status, string Type, bool SendsRetry) Say(Refusal refusal)
    {
        var said = wire.Say(refusal);
        return refusal.Kind == RefusalKind.Cap ? (StatusCodes.Status402PaymentRequired, said.Type, false) : said;
    }

    internal override void Body(Utf8JsonWriter json, int status, string type, string sentence) => wire.Body(json, status, type, sentence);
}
