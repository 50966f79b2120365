using System.Collections;
using System.Runtime.InteropServices;
using System.Text;

namespace Shiprank.Cli.Terminal;

/// <summary>The process's own streams, environment and signals: the one place that touches <see cref="Console"/>.</summary>
#pragma warning disable RS0030 // Banned everywhere else so that all output goes through here.
internal static class ProcessConsole
{
    // Kept: a registration that is collected no longer hears its signal.
    private static readonly List<PosixSignalRegistration> registrations = [];

    private static Action<PosixSignal>? passed;

    public static TextWriter Output { get; } = Utf8(Console.OpenStandardOutput());

    public static TextWriter Error { get; } = Utf8(Console.OpenStandardError());

    public static CliEnvironment Environment() => new()
    {
        WorkingDirectory = System.Environment.CurrentDirectory,
        Home = System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile),
        Variables = Variables(),
        Input = Console.OpenStandardInput,
        OutputColumns = Console.IsOutputRedirected ? null : Columns(),
        ErrorColumns = Console.IsErrorRedirected ? null : Columns(),
        Signals = pass => new Passing(pass),
    };

    private static Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (DictionaryEntry variable in System.Environment.GetEnvironmentVariables()) variables[(string)variable.Key] = variable.Value as string ?? "";
        return variables;
    }

    /// <summary>Cancels on the first Ctrl-C or SIGTERM; the second one ends the process at once.</summary>
    public static CancellationToken Interruption()
    {
        var source = new CancellationTokenSource();
        void Cancel(PosixSignalContext context)
        {
            if (Volatile.Read(ref passed) is { } pass)
            {
                context.Cancel = true;
                pass(context.Signal);
                return;
            }

            context.Cancel = !source.IsCancellationRequested;
            source.Cancel();
        }

        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM }) registrations.Add(PosixSignalRegistration.Create(signal, Cancel));
        return source.Token;
    }

    private static int Columns()
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }

    private static StreamWriter Utf8(Stream stream) => new(stream, new UTF8Encoding(false), 16 * 1024) { AutoFlush = false };

    /// <summary>Signals go to somebody else meanwhile.</summary>
    private sealed class Passing : IDisposable
    {
        public Passing(Action<PosixSignal> pass) => Volatile.Write(ref passed, pass);

        public void Dispose() => Volatile.Write(ref passed, null);
    }
}
