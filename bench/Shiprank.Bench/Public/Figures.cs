using System.Globalization;

namespace Shiprank.Bench.Public;

/// <summary>Prints the figures of a trial and keeps count of those that are not what they should be.</summary>
internal sealed class Figures
{
    private readonly TextWriter to = Console.Out;

    public int Failed { get; private set; }

    public void Say(FormattableString line) => to.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>A figure with what it has to be; the trial fails when it isn't.</summary>
    public void Check(bool good, FormattableString line)
    {
        if (!good) Failed++;
        Say($"{(good ? "ok  " : "BAD ")} {line.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>A part of a whole with its percentage.</summary>
    public static string Of(long part, long whole) => string.Create(CultureInfo.InvariantCulture, $"{part:N0} of {whole:N0} = {100.0 * part / Math.Max(1, whole):0.00} %");
}
