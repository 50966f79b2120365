using System.Net;
using System.Net.Sockets;

namespace Shiprank.Engine.Digests;

/// <summary>Connects to public addresses alone: what a name leads to is looked at when the connection is made, so that it can't lead elsewhere a moment later.</summary>
public static class PublicAddresses
{
    /// <summary>What is said of a name that leads to no public address.</summary>
    public const string Refused = "the address is one of this machine or of a private network";

    private static readonly IPNetwork[] closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "::1/128", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>False for an address of this machine, of a private or link-local network, and for those that stand for another address.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var it = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return !Array.Exists(closed, n => n.BaseAddress.AddressFamily == it.AddressFamily && n.Contains(it));
    }

    /// <summary>For <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    /// <exception cref="HttpRequestException">The name leads to no public address.</exception>
    public static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = (await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel)).Where(IsPublic).ToArray();
        if (addresses.Length == 0) throw new HttpRequestException(Refused);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var isConnected = false;
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel);
            isConnected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!isConnected) socket.Dispose();
        }
    }
}
