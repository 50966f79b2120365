using System.Diagnostics;
using System.Globalization;

namespace Shiprank.Bench.Gateway;

/// <summary>
/// <c>bench gateway SHIPRANK [speed|idle|overrun|kill|all] [--seconds 8] [--streams 2000] [--kills 50] [--upstream-port 0] [--pin] [--peer NAME=URL]…
/// [--peer-path NAME=PATH] [--peer-header NAME=HEADER]…</c>: what the gateway adds to a call of 49.9 KB with an answer of 27 events, beside no gateway and beside
/// others in the same run; what idle streams take; whether a cap is overrun; what is left of the accounting after kills.
/// </summary>
internal static class GatewayTrial
{
    public static int Run(string[] arguments)
    {
        if (arguments.Length == 0)
        {
            Console.Error.WriteLine("usage: bench gateway SHIPRANK [speed|idle|overrun|kill|all] [--seconds S] [--streams N] [--kills N] [--upstream-port P] [--pin] [--peer NAME=URL] [--peer-path NAME=PATH] [--peer-header NAME=HEADER]");
            return 2;
        }

        var options = GatewayOptions.Read(arguments);
        if (options.Pin && OperatingSystem.IsLinux())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = 2;
        }

        using var upstream = new BenchUpstream(options.UpstreamPort);
        var folder = Directory.CreateTempSubdirectory("shiprank-gateway-").FullName;
        try
        {
            var good = true;
            if (options.What is "speed" or "all") GatewaySpeed.Run(options, upstream, folder).GetAwaiter().GetResult();
            if (options.What is "idle" or "all") GatewayIdle.Run(options, upstream, folder).GetAwaiter().GetResult();
            if (options.What is "overrun" or "all") good &= GatewayOverrun.Run(options, upstream, folder).GetAwaiter().GetResult();
            if (options.What is "kill" or "all") good &= GatewayKills.Run(options, upstream, folder).GetAwaiter().GetResult();
            return good ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static void Print(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));
}

internal sealed record GatewayOptions(string Program, string What, int Seconds, int Streams, int Kills, int UpstreamPort, bool Pin, IReadOnlyList<BenchTarget> Peers)
{
    public int Core => Pin ? 0 : -1;

    public static GatewayOptions Read(string[] arguments)
    {
        var options = new GatewayOptions(Path.GetFullPath(arguments[0]), arguments.Length > 1 && !arguments[1].StartsWith('-') ? arguments[1] : "all", 8, 2000, 50, 0, false, []);
        var peers = new Dictionary<string, BenchTarget>(StringComparer.Ordinal);
        for (var i = 1; i < arguments.Length; i++)
        {
            int Next() => int.Parse(arguments[++i], CultureInfo.InvariantCulture);
            (string Name, string Value) Pair() => (arguments[++i].Split('=', 2)[0], arguments[i].Split('=', 2)[1]);
            switch (arguments[i])
            {
                case "--seconds": options = options with { Seconds = Next() }; break;
                case "--streams": options = options with { Streams = Next() }; break;
                case "--kills": options = options with { Kills = Next() }; break;
                case "--upstream-port": options = options with { UpstreamPort = Next() }; break;
                case "--pin": options = options with { Pin = true }; break;
                case "--peer":
                    var (name, url) = Pair();
                    peers[name] = new(name, new(url), "/v1/messages", []);
                    break;
                case "--peer-path":
                    var (of, path) = Pair();
                    peers[of] = peers[of] with { Path = path };
                    break;
                case "--peer-header":
                    var (with, header) = Pair();
                    peers[with] = peers[with] with { Headers = [.. peers[with].Headers, header] };
                    break;
            }
        }

        return options with { Peers = [.. peers.Values] };
    }
}
