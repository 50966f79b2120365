using Spectre.Console;

namespace Shiprank.Cli.Terminal;

/// <summary>
/// Two consoles: data goes to stdout, everything else to stderr. Each is plain unless its stream is a terminal that takes colour
/// (<c>NO_COLOR</c>, <c>TERM=dumb</c>, <c>--no-color</c> switch off, <c>FORCE_COLOR</c> switches on). What isn't a terminal has no width to keep to.
/// </summary>
public sealed class Terminal
{
    private const int Unbounded = 500;

    private readonly TextWriter output;
    private readonly TextWriter error;
    private readonly Lazy<IAnsiConsole> outConsole;
    private readonly Lazy<IAnsiConsole> errConsole;

    public Terminal(TextWriter output, TextWriter error, CliEnvironment environment, bool noColor = false)
    {
        (this.output, this.error) = (output, error);
        var plain = noColor || environment.Variable("NO_COLOR") is not null || environment.Variable("TERM") == "dumb";
        var forced = environment.Variable("FORCE_COLOR") is not null;
        Columns = environment.OutputColumns ?? Given(environment) ?? Unbounded;
        Ascii = environment.Variable("TERM") is "dumb" or "linux" || environment.Variable("LC_ALL") is "C" or "POSIX";
        Progress = environment.ErrorColumns is not null && environment.Variable("CI") is null;
        // Lazy: a document needs neither, and making them takes a fifth of a short command's time.
        outConsole = new(() => Console(output, Columns, !plain && (forced || environment.OutputColumns is not null)));
        errConsole = new(() => Console(error, environment.ErrorColumns ?? Unbounded, !plain && (forced || environment.ErrorColumns is not null)));
    }

    /// <summary>Human-readable data.</summary>
    public IAnsiConsole Out => outConsole.Value;

    /// <summary>Messages, warnings, progress.</summary>
    public IAnsiConsole Err => errConsole.Value;

    /// <summary>Width to lay tables out for.</summary>
    public int Columns { get; }

    /// <summary>True when only ASCII is safe to draw with.</summary>
    public bool Ascii { get; }

    /// <summary>True when a progress line may be drawn on stderr.</summary>
    public bool Progress { get; }

    /// <summary>Raw stdout, for documents.</summary>
    public TextWriter Data => output;

    /// <summary>Raw stderr, for a line that is overwritten.</summary>
    public TextWriter Messages => error;

    public void Error(string sentence, string remedy = "") => Say("red", "error", sentence, remedy);

    public void Warn(string sentence, string remedy = "") => Say("yellow", "warning", sentence, remedy);

    public void Hint(string sentence) => Err.MarkupLineInterpolated($"[cyan]hint[/]: {sentence}");

    private void Say(string colour, string kind, string sentence, string remedy)
    {
        Err.MarkupLine($"[{colour}]{kind}[/]: {Markup.Escape(sentence)}");
        if (remedy.Length > 0) Hint(remedy);
    }

    private static int? Given(CliEnvironment environment) => int.TryParse(environment.Variable("COLUMNS"), out var columns) && columns > 0 ? columns : null;

    private static IAnsiConsole Console(TextWriter writer, int columns, bool colour)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = colour ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = colour ? ColorSystemSupport.EightBit : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new() { UseDefaultEnrichers = false },
        });
        console.Profile.Width = columns;
        console.Profile.Capabilities.Unicode = true;
        console.Pipeline.Attach(new HarmlessText());
        return console;
    }
}
