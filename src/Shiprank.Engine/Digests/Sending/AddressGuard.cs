using System.Net;
using System.Net.Sockets;

namespace Shiprank.Engine.Digests.Sending;

/// <summary>
/// Addresses that a webhook of the configuration may not lead to: this machine, private and link-local networks (a cloud's metadata among them), and
/// those that are nobody's (RFC 6890). What counts is the address that is connected to, not the name.
/// </summary>
public static class AddressGuard
{
    private static readonly IPNetwork[] closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/127", "64:ff9b:1::/48", "100::/64", "2001:db8::/32", "fc00::/7", "fe80::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    /// <summary>IPv4 inside IPv6 (mapped, NAT64, 6to4) is looked at as what it leads to.</summary>
    public static bool IsPublic(IPAddress address)
    {
        var inner = Inner(address);
        return !closed.Any(n => n.Contains(inner));
    }

    private static IPAddress Inner(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        if (bytes is [0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, ..]) return new(bytes.AsSpan(12, 4));
        return bytes is [0x20, 0x02, ..] ? new(bytes.AsSpan(2, 4)) : address;
    }
}
