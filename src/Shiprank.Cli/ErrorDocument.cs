namespace Shiprank.Cli;

/// <summary><c>{"error":{"code":…,"message":…,"hint":…}}</c> on stderr: what a command under <c>--json</c> says instead of a sentence.</summary>
internal static class ErrorDocument
{
    public static void Write(TextWriter writer, ExitCode code, string message, string hint) => JsonDocumentWriter.Write(writer, json =>
    {
        json.WriteStartObject("error");
        json.WriteNumber("code", (int)code);
        json.WriteString("message", message);
        json.WriteString("hint", hint);
        json.WriteEndObject();
    });
}
