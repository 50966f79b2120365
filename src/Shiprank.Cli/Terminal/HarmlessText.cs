using Spectre.Console;
using Spectre.Console.Rendering;

namespace Shiprank.Cli.Terminal;

/// <summary>
/// Takes from what is shown every sign that would command the terminal or turn the direction of writing: subjects, names and paths come from
/// repositories, and those from anybody.
/// </summary>
internal sealed class HarmlessText : IRenderHook
{
    public IEnumerable<IRenderable> Process(RenderOptions options, IEnumerable<IRenderable> renderables) => renderables.Select(r => new Cleaned(r));

    private static bool IsHarmful(char c) => (char.IsControl(c) && c != '\n') || c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private sealed class Cleaned(IRenderable inner) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => inner.Measure(options, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) => inner.Render(options, maxWidth).Select(Clean);

        private static Segment Clean(Segment segment) => segment.IsControlCode || !segment.Text.Any(IsHarmful)
            ? segment
            : new(string.Concat(segment.Text.Select(c => IsHarmful(c) ? '\uFFFD' : c)), segment.Style);
    }
}
