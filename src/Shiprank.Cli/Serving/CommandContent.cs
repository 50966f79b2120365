using System.Net;
using Shiprank.Server.Commands;

namespace Shiprank.Cli.Serving;

/// <summary>A command line as a request's body: a line that says what to run, then standard input, as long as it comes.</summary>
internal sealed class CommandContent(CommandRequest request, Func<Stream>? input) : HttpContent
{
    private readonly byte[] line = request.ToLine();

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(line, cancellationToken);

        // What is to be run is known before the first line of input comes.
        await stream.FlushAsync(cancellationToken);
        if (input is null) return;
        await using var from = input();
        await from.CopyToAsync(stream, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = line.Length;
        return input is null;
    }
}
