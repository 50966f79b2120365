using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Engine.Loops;

/// <summary>A run without its id: ids of sessions stand in people's own logs.</summary>
public static class RunMark
{
    /// <summary>16 hex digits.</summary>
    public static string Of(string run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(run)).AsSpan(0, 8));
}
