namespace Shiprank.Server.Features.SignIn;

/// <summary>Where somebody goes on to once they are signed in: a path of this server, whatever was asked for.</summary>
internal static class ReturnPath
{
    private const int Longest = 1000;

    /// <summary>The path, or the first page for anything that a browser might take for another server's address.</summary>
    public static string Safe(string? asked) =>
        asked is { Length: > 0 and <= Longest } && asked[0] == '/' && (asked.Length == 1 || asked[1] is not ('/' or '\\'))
        && !asked.Any(c => char.IsControl(c) || c == '\\' || c > '~') && !asked.StartsWith("/sign-", StringComparison.Ordinal) ? asked : "/";
}
