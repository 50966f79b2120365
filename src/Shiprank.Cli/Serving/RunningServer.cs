using System.Diagnostics;
using System.Text;
using Shiprank.Server.Commands;

namespace Shiprank.Cli.Serving;

/// <summary>The server that owns a data folder, asked to run a command line instead of this process.</summary>
internal sealed class RunningServer : IDisposable
{
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(2);

    private readonly HttpClient client;

    private RunningServer(ServerFile file)
    {
        File = file;
        client = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ConnectTimeout = ToConnect }) { BaseAddress = file.Address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Authorization = new("Bearer", file.Secret);
    }

    public ServerFile File { get; }

    /// <returns>Null when no server says that it owns the folder, or the one that said so has ended.</returns>
    public static RunningServer? Of(string dataFolder)
    {
        if (ServerFile.Read(dataFolder) is not { Address.IsLoopback: true } file) return null;
        try
        {
            using var process = Process.GetProcessById(file.Process);
            return new(file);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // The file outlived its server, which was killed.
            return null;
        }
    }

    /// <summary>Whether it answers.</summary>
    public bool IsThere()
    {
        using var patience = new CancellationTokenSource(ToConnect);
        try
        {
            using var answer = client.Send(new(HttpMethod.Get, "/livez"), patience.Token);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception silent) when (silent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Has the command line run there; writes what it writes.</summary>
    /// <param name="readsInput">The command reads standard input.</param>
    /// <returns>Its exit code; null when nothing of it was run, because no server answers or it is another one.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the command is, too.</exception>
    public async Task<ExitCode?> Run(CommandContext context, bool readsInput)
    {
        using var content = new CommandContent(Request(context), readsInput ? context.Environment.Input : null);
        using var request = new HttpRequestMessage(HttpMethod.Post, CommandRequest.Route) { Content = content };
        HttpResponseMessage response;
        try
        {
            response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.Cancellation);
        }
        catch (HttpRequestException unreachable) when (unreachable.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError)
        {
            return null;
        }
        catch (HttpRequestException)
        {
            return Broken(context);
        }

        using (response) return response.IsSuccessStatusCode ? await Relay(context, response) : null;
    }

    public void Dispose() => client.Dispose();

    private async Task<ExitCode> Relay(CommandContext context, HttpResponseMessage response)
    {
        var (data, messages) = (Encoding.UTF8.GetDecoder(), Encoding.UTF8.GetDecoder());
        try
        {
            await using var frames = await response.Content.ReadAsStreamAsync(context.Cancellation);
            while (await Frame.Read(frames, context.Cancellation) is { } frame)
            {
                if (frame.Kind == FrameKind.Exit) return (ExitCode)frame.ExitCode;
                var isOut = frame.Kind == FrameKind.Out;
                Write(isOut ? data : messages, isOut ? context.Terminal.Data : context.Terminal.Messages, frame.Bytes.Span);
            }
        }
        catch (HttpIOException)
        {
            return Broken(context);
        }

        return Broken(context);
    }

    private ExitCode Broken(CommandContext context) => context.Fail(ExitCode.Failure, $"the server at {File.Address} ended before the command did", "its log says why; what was written stands, so the command can be run again");

    private static CommandRequest Request(CommandContext context) => new()
    {
        Arguments = context.Arguments,
        WorkingDirectory = context.Environment.WorkingDirectory,
        Home = context.Environment.Home,
        Variables = SentVariables.Of(context.Environment.Variables),
        OutputColumns = context.Environment.OutputColumns,
        ErrorColumns = context.Environment.ErrorColumns,
    };

    private static void Write(Decoder decoder, TextWriter writer, ReadOnlySpan<byte> bytes)
    {
        var chars = new char[decoder.GetCharCount(bytes, flush: false)];
        decoder.GetChars(bytes, chars, flush: false);
        writer.Write(chars);
        writer.Flush();
    }
}
