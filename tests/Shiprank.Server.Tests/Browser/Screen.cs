using Microsoft.Playwright;

namespace Shiprank.Server.Tests.Browser;

/// <summary>What a page is looked at with.</summary>
/// <param name="Width">CSS pixels.</param>
public sealed record Screen(int Width, ColorScheme Theme, bool Script = true)
{
    public static readonly Screen Wide = new(1440, ColorScheme.Light);
    public static readonly Screen WideDark = new(1440, ColorScheme.Dark);
    public static readonly Screen Narrow = new(390, ColorScheme.Light);
    public static readonly Screen NarrowDark = new(390, ColorScheme.Dark);
    public static readonly Screen Narrowest = new(360, ColorScheme.Light);
    public static readonly Screen NoScript = new(1440, ColorScheme.Light, Script: false);
    public static readonly Screen NarrowNoScript = new(390, ColorScheme.Light, Script: false);

    /// <summary>By the name of its field, for theories.</summary>
    public static Screen Named(string name) => (Screen)typeof(Screen).GetField(name)!.GetValue(null)!;
}
