using System.Text;

namespace Shiprank.Core.Organisation;

/// <summary>A secret that no log, message or debugger shows by accident: it has to be asked for.</summary>
public sealed class Secret(string text)
{
    private readonly byte[] bytes = Encoding.UTF8.GetBytes(text);

    public ReadOnlySpan<byte> Bytes => bytes;

    public string Reveal() => text;

    public override string ToString() => "(secret)";
}
