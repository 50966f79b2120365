namespace Shiprank.Core.Attribution;

/// <summary>What an e-mail address tells of its holder. All comparisons are without case.</summary>
public static class Address
{
    private const string ForgeDomain = "@users.noreply.github.com";

    /// <summary>
    /// The login behind <c>N+login@users.noreply.github.com</c> or its older form without <c>N+</c>; null for every other address.
    /// </summary>
    public static string? Login(string address)
    {
        if (!address.EndsWith(ForgeDomain, StringComparison.OrdinalIgnoreCase)) return null;
        var local = address.AsSpan(0, address.Length - ForgeDomain.Length);
        var plus = local.IndexOf('+');
        if (plus > 0 && !local[..plus].ContainsAnyExceptInRange('0', '9')) local = local[(plus + 1)..];
        return local.IsEmpty ? null : local.ToString();
    }

    /// <summary>What stands before the <c>@</c>; the whole text when there is none.</summary>
    public static string LocalPart(string address) => address.LastIndexOf('@') is >= 0 and var at ? address[..at] : address;
}
