using System.Globalization;

namespace Shiprank.Server;

/// <summary>
/// One line for each message: time, level, sentence. Of an exception its type and its place in the code, never its text, which may hold what
/// somebody sent.
/// </summary>
internal sealed class LogLines(TextWriter writer, TimeProvider clock) : ILoggerProvider
{
    private readonly Lock gate = new();

    public ILogger CreateLogger(string categoryName) => new Category(this);

    public void Dispose()
    {
        lock (gate) writer.Flush();
    }

    private void Write(LogLevel level, string sentence, Exception? failure)
    {
        var time = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        lock (gate)
        {
            writer.WriteLine($"{time} {Name(level)} {sentence.ReplaceLineEndings(" ")}");
            for (var at = failure; at is not null; at = at.InnerException) writer.WriteLine($"    {at.GetType().FullName}\n{at.StackTrace}");
            writer.Flush();
        }
    }

    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error or LogLevel.Critical => "error",
        _ => "debug",
    };

    private sealed class Category(LogLines lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) lines.Write(logLevel, formatter(state, null), exception);
        }
    }
}
