using Shiprank.Core.Access;
using Shiprank.Server.Access;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Shiprank.Core.Organisation;
using Shiprank.Server.Api;
using Shiprank.Server.Ingest;

namespace Shiprank.Server.Commands;

/// <summary>
/// <c>POST /cli</c>: runs a command line for another process of this user, which has the secret out of <see cref="ServerFile"/>. Never for a browser,
/// whatever it has. The command ends when its caller goes away.
/// </summary>
internal sealed class CommandEndpoint(ServerOptions options, IHostApplicationLifetime lifetime)
{
    private const int LongestLine = 1024 * 1024;

    /// <summary>Commands that run at once; a script that starts a hundred waits for its turn.</summary>
    private readonly SemaphoreSlim running = new(8);
    private readonly IReadOnlyList<Secret> secrets = options.CommandSecret is { } secret ? [secret] : [];

    public static void Map(WebApplication app)
    {
        var endpoint = ActivatorUtilities.CreateInstance<CommandEndpoint>(app.Services);
        if (app.Services.GetRequiredService<ServerOptions>() is { RunCommand: not null, CommandSecret: not null }) app.MapPost(CommandRequest.Route, (RequestDelegate)endpoint.Take).Needing(Right.Open).WithDisplayName(CommandRequest.Route).DisableRateLimiting();
    }

    private async Task Take(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (!AccessRules.IsLocal(context) || headers.ContainsKey("Origin") || headers.ContainsKey("Sec-Fetch-Site") || headers.ContainsKey("Referer"))
        {
            await ProblemAnswers.Write(context, StatusCodes.Status403Forbidden, "this address is for the command line alone");
            return;
        }

        if (!Signatures.IsBearer(secrets, headers.Authorization.ToString()))
        {
            await ProblemAnswers.Write(context, StatusCodes.Status401Unauthorized, "the secret is missing or wrong");
            return;
        }

        // Input may be as long and as slow as a pipe is, and so may whoever reads the output be.
        context.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null;
        context.Features.Get<IHttpMinRequestBodyDataRateFeature>()!.MinDataRate = null;
        context.Features.Get<IHttpMinResponseDataRateFeature>()!.MinDataRate = null;

        // A command has a thread of its own and may wait there for its input.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        if (await ReadLine(context.Request.Body, context.RequestAborted) is not { } line || CommandRequest.Read(line) is not { } request)
        {
            await ProblemAnswers.Write(context, StatusCodes.Status400BadRequest, "this is no command line");
            return;
        }

        await running.WaitAsync(context.RequestAborted);
        try
        {
            await Run(context, request with { Input = context.Request.Body });
        }
        finally
        {
            running.Release();
        }
    }

    private async Task Run(HttpContext context, CommandRequest request)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var gate = new SemaphoreSlim(1);
        context.Response.ContentType = "application/octet-stream";
        context.Response.Headers.CacheControl = "no-store";
        using var stdout = Writer(FrameKind.Out);
        using var stderr = Writer(FrameKind.Error);
        var code = await Task.Factory.StartNew(() => options.RunCommand!(request, stdout, stderr, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Send(Frame.Exit(code));

        StreamWriter Writer(FrameKind kind) => new(new FrameStream(kind, Send), new UTF8Encoding(false), 16 * 1024);

        async Task Send(Frame frame)
        {
            await gate.WaitAsync(context.RequestAborted);
            try
            {
                await context.Response.Body.WriteAsync(frame.ToBytes(), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
            }
            finally
            {
                gate.Release();
            }
        }
    }

    /// <returns>Null when no line ends where one has to.</returns>
    private static async Task<byte[]?> ReadLine(Stream from, CancellationToken cancel)
    {
        using var line = new MemoryStream();
        var one = new byte[1];
        while (line.Length < LongestLine && await from.ReadAsync(one, cancel) == 1)
        {
            if (one[0] == (byte)'\n') return line.ToArray();
            line.WriteByte(one[0]);
        }

        return null;
    }
}
