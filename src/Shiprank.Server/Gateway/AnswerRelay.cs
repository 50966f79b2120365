using Shiprank.Server.Gateway.Metering;

namespace Shiprank.Server.Gateway;

/// <summary>Passes an answer back as it comes: each piece goes on at once, and none is kept but what the meter needs.</summary>
internal static class AnswerRelay
{
    private const int Piece = 4096;

    /// <param name="meter">Null: nothing is metered.</param>
    /// <param name="patience">Ends when nothing more is waited for; it is set anew with every piece.</param>
    /// <exception cref="IOException">The provider broke off.</exception>
    public static async Task Pass(HttpContext context, HttpResponseMessage answer, AnswerMeter? meter, CancellationTokenSource patience)
    {
        var began = Environment.TickCount64;
        var writer = context.Response.BodyWriter;
        var whole = false;
        try
        {
            using var stream = await answer.Content.ReadAsStreamAsync(patience.Token);

            while (true)
            {
                patience.CancelAfter(Environment.TickCount64 - began > (long)GatewayLimits.LongestCall.TotalMilliseconds ? TimeSpan.Zero : GatewayLimits.LongestSilence);

                // Nothing is held while an answer is silent. Its head does not wait for the first piece, and goes with it where that is there already.
                var next = stream.ReadAsync(Memory<byte>.Empty, patience.Token);
                if (!next.IsCompleted && !context.Response.HasStarted) await writer.FlushAsync(patience.Token);
                await next;
                var piece = writer.GetMemory(Piece);
                var read = await stream.ReadAsync(piece, patience.Token);
                if (read == 0) break;
                meter?.Feed(piece.Span[..read]);
                writer.Advance(read);
                if ((await writer.FlushAsync(patience.Token)).IsCompleted) throw new OperationCanceledException(context.RequestAborted);
            }

            whole = true;
        }
        finally
        {
            meter?.End(whole);
        }
    }
}
