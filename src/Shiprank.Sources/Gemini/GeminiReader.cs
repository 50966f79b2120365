using System.Text.Json;
using Shiprank.Sources.Logs;
using Shiprank.Sources.Marks;

namespace Shiprank.Sources.Gemini;

/// <summary>Reads the sessions of Gemini CLI and what they edited. Their usage is not read.</summary>
internal sealed class GeminiReader(EditLog log, MarkLog? marks = null)
{
    public FileOutcome Read(LogFile file, LogWorker worker, CancellationToken cancel)
    {
        var chat = new GeminiChat(file, worker, marks);
        var outcome = file.Relative.EndsWith(".json", StringComparison.Ordinal)
            ? worker.ReadDocument(file, chat.Take, cancel)
            : worker.ReadLines(file, Record, cancel);
        chat.WriteTo(log);
        return outcome;

        void Record(ReadOnlySpan<byte> line)
        {
            if (!worker.IsText(line)) return;
            var json = new Utf8JsonReader(line);
            using var document = JsonDocument.ParseValue(ref json);
            chat.Take(document.RootElement);
        }
    }
}
