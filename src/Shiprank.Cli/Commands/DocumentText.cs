using System.Text;

namespace Shiprank.Cli.Commands;

/// <summary>A document that writes bytes, as text for the terminal's writer.</summary>
internal static class DocumentText
{
    public static string Of(Action<Stream> write)
    {
        using var buffer = new MemoryStream();
        write(buffer);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}
