using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Shiprank.Core.Access;

/// <summary>Tokens, cookies and codes: 32 random bytes in letters and digits, kept as their SHA-256.</summary>
public static class TokenText
{
    /// <summary>Signs that 32 bytes take at most.</summary>
    public const int Length = 43;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>The bytes in base 62, always of <see cref="Length"/> signs.</summary>
    /// <param name="random">32 bytes that nobody can guess.</param>
    public static string Of(ReadOnlySpan<byte> random)
    {
        var number = new BigInteger(random, isUnsigned: true, isBigEndian: true);
        var signs = new char[Length];
        for (var i = Length - 1; i >= 0; i--)
        {
            number = BigInteger.DivRem(number, Alphabet.Length, out var rest);
            signs[i] = Alphabet[(int)rest];
        }

        return new(signs);
    }

    /// <summary>64 lower-case hex digits.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Whether two hashes are one, in a time that says nothing of where they differ.</summary>
    public static bool IsSame(string hash, string other) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(other));
}
