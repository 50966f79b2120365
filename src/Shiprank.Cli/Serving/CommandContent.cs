using System.Net;
using Shiprank.Server.Commands;

namespace Shiprank.Cli.Serving;

/// <summary>A command line as a request's body: a line that says what to run, then standard input, as long as it comes.</summary>
internal sealed class CommandContent(CommandRequest request, Func<Stream>? input) : HttpContent
{
    private readonly byte[] line = request.ToLine();

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await stream.WriteAsync(line);
        if (input is null) return;
        await using var from = input();
        await from.CopyToAsync(stream);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = line.Length;
        return input is null;
    }
}
