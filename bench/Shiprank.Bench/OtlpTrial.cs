using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shiprank.Engine;
using Shiprank.Store;

namespace Shiprank.Bench;

/// <summary>
/// <c>bench otlp SHIPRANK [SECONDS [EVENTS_A_BODY [SENDERS [READERS]]]]</c>: usage events a second that a server of its own takes while others read its
/// pages, and its peak memory; then, as <c>bench otlp SHIPRANK kill KILLS</c>, what is left of what was acknowledged after as many kills.
/// </summary>
internal static class OtlpTrial
{
    private static readonly string[] Pages = ["/", "/teams", "/changes", "/sources", "/settings"];

    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench otlp SHIPRANK [SECONDS [EVENTS_A_BODY [SENDERS [READERS]]]] | SHIPRANK kill KILLS");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("shiprank-otlp-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "shiprank.yaml"), "organisation: Trial\n");
            if (arguments.Length > 1 && arguments[1] == "kill") return Kill(arguments[0], folder, int.Parse(arguments[2], CultureInfo.InvariantCulture)).GetAwaiter().GetResult();
            int At(int i, int otherwise) => arguments.Length > i ? int.Parse(arguments[i], CultureInfo.InvariantCulture) : otherwise;
            return Rate(arguments[0], folder, At(1, 20), At(2, 50), At(3, 16), At(4, 200)).GetAwaiter().GetResult();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Rate(string program, string folder, int seconds, int events, int senders, int readers)
    {
        using var server = await Served.Start(program, folder);
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 400 }) { BaseAddress = server.Address };
        using var end = new CancellationTokenSource();
        long taken = 0, turnedAway = 0, pages = 0, next = 0;
        var peak = 0L;
        var reading = Enumerable.Range(0, readers).Select(r => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                using var page = await client.GetAsync(Pages[r % Pages.Length]);
                if (page.IsSuccessStatusCode) Interlocked.Increment(ref pages);
                await Task.Delay(1000);
            }
        })).ToList();
        var watch = Stopwatch.StartNew();
        var sending = Enumerable.Range(0, senders).Select(_ => Task.Run(async () =>
        {
            while (!end.IsCancellationRequested)
            {
                var first = Interlocked.Add(ref next, events) - events;
                using var content = new ByteArrayContent(Body(first, events)) { Headers = { ContentType = new("application/json") } };
                using var answer = await client.PostAsync("/v1/logs", content);
                if (answer.IsSuccessStatusCode) Interlocked.Add(ref taken, events);
                else Interlocked.Increment(ref turnedAway);
            }
        })).ToList();
        while (watch.Elapsed < TimeSpan.FromSeconds(seconds))
        {
            await Task.Delay(200);
            peak = Math.Max(peak, server.Memory);
            if (Environment.GetEnvironmentVariable("SHIPRANK_BENCH_VERBOSE") is not null) Print($"{watch.Elapsed.TotalSeconds:N1} s: {server.Memory / 1_000_000} MB");
        }

        end.Cancel();
        await Task.WhenAll(sending);
        var sent = watch.Elapsed;
        await Task.WhenAll(reading);
        Print($"{taken / sent.TotalSeconds:N0} usage events/s acknowledged over {sent.TotalSeconds:N1} s ({events} a body, {senders} senders, {turnedAway:N0} turned away), {pages / sent.TotalSeconds:N0} pages/s to {readers} readers, peak {peak / 1_000_000} MB");
        await Stored(client, taken);
        server.Kill();
        return Check(folder, taken) ? 0 : 1;
    }

    private static async Task<int> Kill(string program, string folder, int kills)
    {
        long taken = 0, next = 0;
        var chance = new Random(7);
        for (var i = 0; i < kills; i++)
        {
            using var server = await Served.Start(program, folder);
            using var client = new HttpClient { BaseAddress = server.Address };
            var sending = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                try
                {
                    while (true)
                    {
                        var first = Interlocked.Add(ref next, 10) - 10;
                        using var content = new ByteArrayContent(Body(first, 10)) { Headers = { ContentType = new("application/json") } };
                        using var answer = await client.PostAsync("/v1/logs", content);
                        if (answer.IsSuccessStatusCode) Interlocked.Add(ref taken, 10);
                    }
                }
                catch (HttpRequestException)
                {
                    // It was killed.
                    return;
                }
            })).ToList();
            await Task.Delay(200 + chance.Next(1500));
            server.Kill();
            await Task.WhenAll(sending);
        }

        using (var server = await Served.Start(program, folder))
        {
            using var client = new HttpClient { BaseAddress = server.Address };
            await Stored(client, taken);
            server.Kill();
        }

        Print($"{kills} kills");
        return Check(folder, taken) ? 0 : 1;
    }

    /// <summary>Waits until the store has what was acknowledged; counts of what was only being written at a kill come on top.</summary>
    private static async Task Stored(HttpClient client, long taken)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromMinutes(4); await Task.Delay(500))
        {
            using var document = JsonDocument.Parse(await client.GetStringAsync("/v1/received"));
            if (document.RootElement.GetProperty("clients").EnumerateArray().Sum(c => c.GetProperty("accepted").GetInt64()) < taken) continue;
            Print($"all of it in the store {watch.Elapsed.TotalSeconds:N1} s later");
            return;
        }

        Print($"not all of it in the store after 4 minutes");
    }

    private static bool Check(string folder, long taken)
    {
        using var store = Workspace.OpenStore(Path.Combine(folder, "data"), TimeProvider.System).Value;
        long rows = 0, tokens = 0;
        foreach (var usage in store.ReadUsage(UsageFilter.All))
        {
            rows++;
            tokens += usage.Row.Tokens.Total;
        }

        Print($"{taken:N0} events acknowledged, {rows:N0} in the store, {(tokens == rows * 1240 ? "each with its tokens" : "with other tokens")}");
        return rows >= taken && tokens == rows * 1240;
    }

    private static byte[] Body(long first, int events)
    {
        var text = new StringBuilder("""{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"claude-code"}},{"key":"service.version","value":{"stringValue":"2.1.329"}}]},"scopeLogs":[{"scope":{"name":"com.anthropic.claude_code.events"},"logRecords":[""");
        for (var i = first; i < first + events; i++)
        {
            if (i > first) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$$"""
                {"timeUnixNano":"{{{1795224803692000000 + (i * 1000)}}}","body":{"stringValue":"claude_code.api_request"},"attributes":[{"key":"user.id","value":{"stringValue":"df052143557edee0efa15e59e0705d0c3694c53d1f13d04f740ac9e62b277bfa"}},{"key":"session.id","value":{"stringValue":"s-{{{i / 100}}}"}},{"key":"event.name","value":{"stringValue":"api_request"}},{"key":"event.sequence","value":{"intValue":{{{i}}}}},{"key":"prompt.id","value":{"stringValue":"4e72034f-82d5-4799-87ee-97a9377352eb"}},{"key":"model","value":{"stringValue":"claude-opus-5-5"}},{"key":"input_tokens","value":{"intValue":1234}},{"key":"output_tokens","value":{"intValue":6}},{"key":"cost_usd","value":{"doubleValue":0.0072}},{"key":"duration_ms","value":{"intValue":55}},{"key":"request_id","value":{"stringValue":"req-{{{i}}}"}},{"key":"query_source","value":{"stringValue":"sdk"}}]}
                """);
        }

        return Encoding.UTF8.GetBytes(text.Append("]}]}]}").ToString());
    }

    private static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    private sealed class Served(Process process, Uri address) : IDisposable
    {
        public Uri Address => address;

        public long Memory
        {
            get
            {
                process.Refresh();
                return process.HasExited ? 0 : process.WorkingSet64;
            }
        }

        public static async Task<Served> Start(string program, string folder)
        {
            var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
            foreach (var argument in (string[])["serve", "--sample", "--port", "0", "--config", Path.Combine(folder, "shiprank.yaml"), "--data", Path.Combine(folder, "data")]) start.ArgumentList.Add(argument);
            var process = Process.Start(start)!;
            var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
            void Hear(object _, DataReceivedEventArgs line)
            {
                if (line.Data?.IndexOf("http://", StringComparison.Ordinal) is >= 0 and var at) listening.TrySetResult(new(line.Data[at..].Split(' ')[0].TrimEnd('.', ',')));
            }

            process.OutputDataReceived += Hear;
            process.ErrorDataReceived += Hear;
            process.BeginErrorReadLine();
            process.BeginOutputReadLine();
            return new(process, new(new Uri((await listening.Task.WaitAsync(TimeSpan.FromMinutes(1))).GetLeftPart(UriPartial.Authority)), "/"));
        }

        public void Kill()
        {
            process.Kill();
            process.WaitForExit();
        }

        public void Dispose()
        {
            if (!process.HasExited) Kill();
            process.Dispose();
        }
    }
}
