using System.Text;
using Shiprank.Core;
using Shiprank.Core.Organisation;

namespace Shiprank.Sources.Organisation;

/// <summary>Fetches secrets from where the organisation file says that they lie. What is missing is a problem that names the place, never the value.</summary>
public static class SecretReader
{
    private const int Longest = 4096;

    /// <param name="variable">An environment variable's value; null when it is not set.</param>
    /// <param name="purpose">What the secrets are for, in a problem.</param>
    public static IReadOnlyList<Secret> Read(SecretPlaces places, Func<string, string?> variable, string purpose, List<Problem> problems)
    {
        List<Secret> secrets = [];
        foreach (var name in places.Variables) Take(secrets, variable(name), $"environment variable {name}", purpose, problems);
        foreach (var path in places.Files)
        {
            try
            {
                using var reader = new StreamReader(path, Encoding.UTF8);
                var buffer = new char[Longest + 1];
                var length = reader.ReadBlock(buffer);
                if (length > Longest) problems.Add(new(path, 0, $"longer than {Longest} characters: not a secret", $"mend the file; it is for {purpose}"));
                else Take(secrets, new(buffer.AsSpan(0, length)), path, purpose, problems);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                problems.Add(new(path, 0, $"the secret for {purpose} can't be read", "put it there, readable for Shiprank's user"));
            }
        }

        return secrets;
    }

    private static void Take(List<Secret> secrets, string? text, string where, string purpose, List<Problem> problems)
    {
        if (text?.Trim() is { Length: > 0 } secret && !secret.Any(char.IsControl)) secrets.Add(new(secret));
        else problems.Add(new(where, 0, $"there is no secret for {purpose}", "put it there and start again"));
    }
}
